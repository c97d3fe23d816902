import { Module } from '@nestjs/common';
import { AlarmTeller } from './alarm-teller';
import { AlarmsProcessor } from './alarms.processor';
import { DigestService } from './digest.service';
import { SilenceTeller } from './silence-teller';
import { SweepService } from './sweep.service';

/** The alarms, for the worker. */
@Module({
  providers: [SweepService, AlarmTeller, SilenceTeller, DigestService, AlarmsProcessor],
  exports: [SweepService, AlarmTeller, DigestService],
})
export class AlarmsModule {}
