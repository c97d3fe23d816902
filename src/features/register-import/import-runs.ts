import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../platform/clock';
import { CONFIG, type Config } from '../../platform/config';
import { JobQueue } from '../../platform/queue';
import { type LongAction, LongActions, Transactions } from '../../records';
import type { ImportProblem } from './columns';
import { PROBLEMS_SHOWN } from './import-page';
import { IMPORT_STEPS, type ImportStep } from './plan';
import type { ImportResult } from './register-imports';

/** A file up to this size is taken in while somebody waits for the page; a longer one is done by the worker. */
export const AT_ONCE_BYTES = 256 * 1024;

/** What is to be done with a file that waits in {@link importFolder} under the id of the action. */
export interface ImportFacts {
  fileName: string;
  dryRun: boolean;
}

/** What came of it. `broken`: it could not be done at all, and nothing was taken in. */
export interface ImportOutcome extends Omit<ImportResult, 'done'> {
  /** The first of them; a file full of one mistake has thousands. */
  problems: ImportProblem[];
  found: number;
  doneId: string | null;
  broken: 'not-yours' | 'failed' | null;
}

/** How far it is; null while nobody has begun. */
export interface ImportProgress {
  step: ImportStep;
  done: number;
  total: number;
}

/** Long files lie here until they are done: a register holds names. */
export function importFolder({ dataDir }: Pick<Config, 'dataDir'>): string {
  const folder = path.join(dataDir, 'imports');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

export const outcomeOf = ({ done, problems, ...result }: ImportResult): ImportOutcome => ({
  ...result,
  problems: problems.slice(0, PROBLEMS_SHOWN),
  found: problems.length,
  doneId: done?.id ?? null,
  broken: null,
});

/** Long files that are taken in while nobody has to wait: begun here, done by the worker, looked at by whoever may import. */
@Injectable()
export class ImportRuns {
  constructor(
    private readonly actions: LongActions,
    private readonly queue: JobQueue,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Takes the file over. The id under which it is followed. */
  async begin(institutionId: string, officialId: string, facts: ImportFacts, uploaded: string): Promise<string> {
    const id = randomUUID();
    const kept = path.join(importFolder(this.config), id);
    await rename(uploaded, kept).catch(() => copyFile(uploaded, kept));
    try {
      const action = { institutionId, officialId, what: 'import' as const, facts: { ...facts } };
      await this.transactions.run((tx) => this.actions.begin(tx, action, this.clock.now(), id));
    } catch (error) {
      await rm(kept, { force: true });
      throw error;
    }
    // Without Redis it waits in the database, and a worker finds it there.
    this.queue.add([{ name: 'import', data: { actionId: id } }]).catch(() => undefined);
    return id;
  }

  /** Null where the institution has no such action. */
  async find(institutionId: string, id: string): Promise<LongAction | null> {
    const found = await this.actions.byId(this.transactions.reader, id);
    return found?.institutionId === institutionId && found.what === 'import' ? found : null;
  }

  latest(institutionId: string, limit: number): Promise<LongAction[]> {
    return this.actions.latest(this.transactions.reader, institutionId, 'import', limit);
  }

  /** What the worker said last; null while it has not begun, or nobody can be asked. */
  async progress(id: string): Promise<ImportProgress | null> {
    const told = await this.queue.told({ name: 'import', data: { actionId: id } }).catch(() => null);
    const { step, done, total } = (told ?? {}) as Partial<ImportProgress>;
    const known = IMPORT_STEPS.find((one) => one === step);
    return known && typeof done === 'number' && typeof total === 'number' ? { step: known, done, total } : null;
  }
}
