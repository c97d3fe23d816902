import { Injectable } from '@nestjs/common';
import { JobHandlers } from '../../platform/queue';
import { Together } from '../../platform/together';
import { AlarmTeller, type Told } from './alarm-teller';
import { SweepService } from './sweep.service';

/** Alarms told in one transaction: after days off there are thousands, and each commit waits for the disk. */
const AT_ONCE = 100;

/** The two jobs of this feature: the sweep finds, an alarm acts. */
@Injectable()
export class AlarmsProcessor {
  constructor(handlers: JobHandlers, sweep: SweepService, teller: AlarmTeller) {
    const together = new Together<string, Told>(async (ids) => {
      const told = await teller.tellAll(ids);
      return ids.map((id) => told.get(id) ?? 'done');
    }, AT_ONCE);
    handlers.register('sweep', async (_data, { signal }) => void (await sweep.run(undefined, signal)));
    handlers.register(
      'alarm',
      async ({ alarmId }) => void (await together.do(alarmId)),
      ({ alarmId }, error) => teller.failed(alarmId, error),
    );
  }
}
