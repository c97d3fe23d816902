import { mkdirSync } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config';
import { type Broken, LongActionRuns } from '../../../platform/long-actions';
import type { SignedIn } from '../../../platform/web/request';
import { Administration, type LongAction, LongActions } from '../../../records';
import { queueText, readQueueText } from '../queue-query';

/** The list as it stands in the address of the queue. */
export interface ExportFacts {
  list: string;
}

/** What came of it. */
export type ExportResult = { cases: number } | { broken: Broken };

/** Files lie here for a day. */
export function exportFolder({ dataDir }: Pick<Config, 'dataDir'>): string {
  const folder = path.join(dataDir, 'exports');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

export const resultOf = ({ finishedAt, result }: LongAction): ExportResult | null =>
  finishedAt ? (result as unknown as ExportResult) : null;

export const factsOf = ({ facts }: LongAction): ExportFacts => facts as unknown as ExportFacts;

/** A list without the place in it: what an address says that is of no use is dropped. */
export function listOf(address: string): string {
  const { after: _after, before: _before, ...query } = readQueueText(address.replace(/^.*\?/, ''));
  return queueText(query);
}

/** More than these of one institution nobody looks for one's own among. */
const LOOKED_AT = 200;

const ownOf = (id: string, all: readonly LongAction[]): LongAction[] =>
  all.filter(({ officialId }) => officialId === id);

/** Lists that are written into files, as the desk sees them: each official sees their own. */
@Injectable()
export class ListExports {
  constructor(
    private readonly runs: LongActionRuns,
    private readonly actions: LongActions,
    private readonly administration: Administration,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The id under which it is followed: of the one that is under way, if this list is being written already. */
  async begin({ institutionId, id: officialId }: SignedIn, list: string): Promise<string> {
    return this.runs.begin({ institutionId, officialId, what: 'export', facts: { list } }, undefined, async (tx) => {
      // Two presses at the same moment take turns: the second follows what the first began.
      await this.administration.lockInstitution(tx, institutionId);
      const all = await this.actions.latest(tx, institutionId, 'export', LOOKED_AT);
      return ownOf(officialId, all).find((one) => !one.finishedAt && factsOf(one).list === list)?.id;
    });
  }

  /** One's own, newest first. */
  async mine({ institutionId, id }: Pick<SignedIn, 'institutionId' | 'id'>): Promise<LongAction[]> {
    return ownOf(id, await this.runs.latest(institutionId, 'export', LOOKED_AT));
  }

  /** Null for another's. */
  async find({ institutionId, id: officialId }: SignedIn, id: string): Promise<LongAction | null> {
    const found = await this.runs.find(institutionId, 'export', id);
    return found?.officialId === officialId ? found : null;
  }

  /** Where its file lies; null when it was taken away. */
  async fileOf({ id }: LongAction): Promise<string | null> {
    const file = path.join(exportFolder(this.config), `${id}.csv`);
    return access(file).then(
      () => file,
      () => null,
    );
  }
}
