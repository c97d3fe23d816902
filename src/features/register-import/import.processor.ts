import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CLOCK, type Clock } from '../../platform/clock';
import { CONFIG, type Config } from '../../platform/config';
import { LongActionWorker } from '../../platform/long-actions';
import { removeLeftovers } from '../../platform/web/leftovers';
import { LongActions, Transactions } from '../../records';
import { brokenOff, type ImportFacts, importFolder, type ImportOutcome, outcomeOf } from './import-runs';
import { RegisterImports } from './register-imports';

/** More files than that never wait at once. */
const MOST_WAITING = 1_000;

/** Takes long files in: the file and the end of the action are one transaction. */
@Injectable()
export class ImportProcessor implements OnApplicationBootstrap {
  constructor(
    worker: LongActionWorker,
    imports: RegisterImports,
    private readonly actions: LongActions,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    const fileOf = (id: string): string => path.join(importFolder(config), id);
    worker.register<ImportOutcome>({
      what: 'import',
      needs: 'import',
      broken: brokenOff,
      async work(action, { tell, settle }) {
        const { fileName, dryRun } = action.facts as unknown as ImportFacts;
        const file = { name: fileName, bytes: await readFile(fileOf(action.id)) };
        const actor = { kind: 'official' as const, id: action.officialId };
        const result = await imports.run(action.institutionId, file, actor, {
          dryRun,
          told: (step, done, total) => tell({ step, done, total }),
          settle: (tx, taken) => settle(tx, outcomeOf(taken)),
        });
        return result.done ? null : outcomeOf(result);
      },
      // It names people.
      clearUp: ({ id }) => rm(fileOf(id), { force: true }),
    });
  }

  /** A file whose turn has not come waits on, also when no worker ran for days. */
  async onApplicationBootstrap(): Promise<void> {
    const waiting = await this.actions.unfinished(this.transactions.reader, 'import', MOST_WAITING);
    removeLeftovers(importFolder(this.config), this.clock.now(), new Set(waiting.map(({ id }) => id)));
  }
}
