import { Module } from '@nestjs/common';
import { AlarmTeller } from './alarm-teller';
import { AlarmsProcessor } from './alarms.processor';
import { SilenceNotice } from './silence';
import { SweepService } from './sweep.service';

/** The alarms, for the worker. */
@Module({
  providers: [SweepService, AlarmTeller, SilenceNotice, AlarmsProcessor],
  exports: [SweepService, AlarmTeller],
})
export class AlarmsModule {}
