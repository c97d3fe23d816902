import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config';
import { type Broken, LongActionRuns } from '../../platform/long-actions';
import type { ImportProblem } from './columns';
import { PROBLEMS_SHOWN } from './import-page';
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
  broken: Broken | null;
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

/** What came of a file that was not taken in, and nothing of it. */
export const brokenOff = (broken: Broken): ImportOutcome => ({
  ...{ rows: 0, added: 0, unchanged: 0, differing: 0, yearAdded: 0, problems: [], found: 0, doneId: null },
  broken,
});

/** Long files that are taken in while nobody has to wait, as the desk sees them. */
@Injectable()
export class ImportRuns {
  constructor(
    private readonly runs: LongActionRuns,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Takes the file over. The id under which it is followed. */
  async begin(institutionId: string, officialId: string, facts: ImportFacts, uploaded: string): Promise<string> {
    const id = randomUUID();
    const kept = path.join(importFolder(this.config), id);
    await rename(uploaded, kept).catch(() => copyFile(uploaded, kept));
    try {
      return await this.runs.begin({ institutionId, officialId, what: 'import', facts: { ...facts } }, id);
    } catch (error) {
      await rm(kept, { force: true });
      throw error;
    }
  }
}
