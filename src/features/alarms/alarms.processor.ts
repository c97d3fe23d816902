import { Injectable } from '@nestjs/common';
import { JobHandlers } from '../../platform/queue';
import { AlarmTeller } from './alarm-teller';
import { SweepService } from './sweep.service';

/** The two jobs of this feature: the sweep finds, an alarm acts. */
@Injectable()
export class AlarmsProcessor {
  constructor(handlers: JobHandlers, sweep: SweepService, teller: AlarmTeller) {
    handlers.register('sweep', async (_data, { signal }) => void (await sweep.run(undefined, signal)));
    handlers.register('alarm', async ({ alarmId }) => void (await teller.tell(alarmId)));
  }
}
