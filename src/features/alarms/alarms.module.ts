import { Module } from '@nestjs/common';
import { AlarmTeller } from './alarm-teller';
import { AlarmsProcessor } from './alarms.processor';
import { SilenceTeller } from './silence-teller';
import { SweepService } from './sweep.service';

/** The alarms, for the worker. */
@Module({
  providers: [SweepService, AlarmTeller, SilenceTeller, AlarmsProcessor],
  exports: [SweepService, AlarmTeller],
})
export class AlarmsModule {}
