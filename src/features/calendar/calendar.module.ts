import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller';
import { CalendarKeeping } from './calendar-keeping';
import { CalendarRunProcessor } from './calendar-run.processor';
import { CalendarService } from './calendar.service';
import { ChangeController } from './change.controller';
import { CalendarRunController } from './run.controller';

/** The days off of an institution: shown and changed by its administrator. */
@Module({
  controllers: [CalendarController, CalendarRunController, ChangeController],
  providers: [CalendarService],
})
export class CalendarModule {}

/** The worker's part: long changes, what a newer program brings, and the warning before the calendar ends. */
@Module({ providers: [CalendarService, CalendarKeeping, CalendarRunProcessor] })
export class CalendarWorkerModule {}
