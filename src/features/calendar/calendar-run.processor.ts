import { Injectable } from '@nestjs/common';
import { LongActionWorker } from '../../platform/long-actions';
import type { CalendarRunFacts, CalendarRunResult } from './calendar-runs';
import { CalendarService } from './calendar.service';

/** Changes calendars by which many open cases are counted anew: the change and the end of the action are one transaction. */
@Injectable()
export class CalendarRunProcessor {
  constructor(worker: LongActionWorker, service: CalendarService) {
    worker.register<CalendarRunResult>({
      what: 'calendar',
      needs: 'calendar',
      broken: (broken) => ({ broken }),
      async work(action, { tell, settle }) {
        const { change, basisId } = action.facts as unknown as CalendarRunFacts;
        const actor = { kind: 'official' as const, id: action.officialId };
        const applied = await service.apply(action.institutionId, actor, change, basisId, {
          told: (done, total) => tell({ done, total }),
          settle: (tx, moved) => settle(tx, { moved }),
        });
        if (applied.ok) return null;
        return 'stale' in applied ? { stale: true } : { refused: applied.refused };
      },
    });
  }
}
