import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller';
import { CalendarKeeping } from './calendar-keeping';
import { CalendarService } from './calendar.service';
import { ChangeController } from './change.controller';

/** The days off of an institution: shown and changed by its administrator. */
@Module({ controllers: [CalendarController, ChangeController], providers: [CalendarService] })
export class CalendarModule {}

/** The worker's part: takes over what a newer program brings, and warns before the calendar ends. */
@Module({ providers: [CalendarService, CalendarKeeping] })
export class CalendarWorkerModule {}
