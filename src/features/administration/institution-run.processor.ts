import { Injectable } from '@nestjs/common';
import { LongActionWorker } from '../../platform/long-actions';
import { ChangedMeanwhile } from '../../platform/web/meanwhile';
import { factsOf, type InstitutionRunResult } from './institution-runs';
import { InstitutionService } from './institution.service';

/** Changes settings by which many open cases are counted anew: the change and the end of the action are one transaction. */
@Injectable()
export class InstitutionRunProcessor {
  constructor(worker: LongActionWorker, service: InstitutionService) {
    worker.register<InstitutionRunResult>({
      what: 'settings',
      needs: 'institution',
      broken: (broken) => ({ broken }),
      async work(action, { tell, settle }) {
        const { form, seen } = factsOf(action);
        const by = { id: action.officialId, institutionId: action.institutionId };
        try {
          const saved = await service.change(by, form, seen, {
            told: (done, total) => tell({ done, total }),
            settle: (tx, moved) => settle(tx, { moved }),
          });
          return saved.ok ? null : { refused: { field: saved.field, problem: saved.problem } };
        } catch (error) {
          if (error instanceof ChangedMeanwhile) return { stale: true };
          throw error;
        }
      },
    });
  }
}
