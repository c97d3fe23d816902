import { Injectable } from '@nestjs/common';
import { JobHandlers, Rush } from '../../platform/queue';
import { Together } from '../../platform/together';
import { AlarmTeller, type Told } from './alarm-teller';
import { SweepService } from './sweep.service';

/** Alarms told in one transaction: after days off there are thousands, and each commit waits for the disk. */
const AT_ONCE = 100;
const BUNDLES_AT_ONCE = 8;

/** The jobs of this feature: the sweep finds, an alarm acts. */
@Injectable()
export class AlarmsProcessor {
  constructor(handlers: JobHandlers, rush: Rush, sweep: SweepService, teller: AlarmTeller) {
    const together = new Together<string, Told>(async (ids) => {
      const told = await teller.tellAll(ids);
      return ids.map((id) => told.get(id) ?? 'done');
    }, AT_ONCE);
    const bundles = new Together<readonly string[], void>(async (several) => {
      await teller.tellAll(several.flat());
      return several.map(() => undefined);
    }, BUNDLES_AT_ONCE);
    handlers.register('sweep', async (_data, { signal }) => void (await sweep.run(undefined, signal)));
    handlers.register(
      'alarm',
      async ({ alarmId }) => void (await together.do(alarmId)),
      ({ alarmId }, error) => teller.failed(alarmId, error),
    );
    // What one alarm of many fails of must not keep the others: then each goes alone, and the bad one is set aside.
    handlers.register(
      'alarms',
      ({ alarmIds }) => rush.during(() => bundles.do(alarmIds)).catch(() => teller.queueSingly(alarmIds)),
      ({ alarmIds }) => teller.queueSingly(alarmIds),
    );
  }
}
