import path from 'node:path';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Clock, CLOCK } from '../../../platform/clock';
import { CONFIG, type Config } from '../../../platform/config';
import { LongActionWorker } from '../../../platform/long-actions';
import { removeLeftovers } from '../../../platform/web/leftovers';
import { EventLog, Transactions } from '../../../records';
import { readQueueText } from '../queue-query';
import { exportFolder, type ExportResult, factsOf } from './list-exports';
import { ListWriter } from './list-writer';

/** Writes lists into files, as whoever asked sees them when it is done; that it was done is in the log of the institution. */
@Injectable()
export class ExportProcessor implements OnApplicationBootstrap {
  constructor(
    worker: LongActionWorker,
    writer: ListWriter,
    log: EventLog,
    transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    worker.register<ExportResult>({
      what: 'export',
      needs: 'case.read',
      broken: (broken) => ({ broken }),
      work: async (action, { official, tell, settle }) => {
        this.tidy();
        const { list } = factsOf(action);
        const file = path.join(exportFolder(config), `${action.id}.csv`);
        const cases = await writer.write(official, list, file, (done, total) => tell({ done, total }));
        // What was typed may be a name: the log says by what else the list was made.
        const { text, ...query } = readQueueText(list);
        const event = { type: 'list.exported', occurredOn: clock.today(), cases, query, byText: text !== undefined };
        await transactions.run(async (tx) => {
          const actor = { kind: 'official' as const, id: official.id };
          await log.append(tx, action.institutionId, clock.now(), [{ caseId: null, actor, event }]);
          await settle(tx, { cases });
        });
        return null;
      },
    });
  }

  onApplicationBootstrap(): void {
    this.tidy();
  }

  /** Subjects may name people: no file lies about longer than a day. */
  private tidy(): void {
    removeLeftovers(exportFolder(this.config), this.clock.now());
  }
}
