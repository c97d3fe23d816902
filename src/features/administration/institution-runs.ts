import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK } from '../../platform/clock';
import { type Broken, LongActionRuns } from '../../platform/long-actions';
import { Recounting } from '../../platform/recount';
import type { SignedIn } from '../../platform/web/request';
import { seenText } from '../../platform/web/meanwhile';
import type { LongAction } from '../../records';
import { differenceOf, type InstitutionField, type InstitutionForm } from './institution-form';
import { type InstitutionRefused, InstitutionService } from './institution.service';

/** A change of the settings by which many open cases are counted anew, as the worker is told of it. */
export interface InstitutionRunFacts {
  form: InstitutionForm;
  /** What the form showed when it was opened. */
  seen: string;
  /** What it changes. */
  fields: InstitutionField[];
}

/** What came of it. Nothing was changed unless it is `moved`; `stale`: somebody else was faster. */
export type InstitutionRunResult =
  { moved: number } | { stale: true } | { refused: { field: InstitutionField; problem: string } } | { broken: Broken };

/** So long whoever asked for a change that was not made is told so where they asked for it. */
const TOLD_FOR_MS = 24 * 3_600_000;

/** Among the last few of an institution one looks for one's own. */
const LOOKED_AT = 5;

/** Changes of the settings that are left to the worker. */
@Injectable()
export class InstitutionRuns {
  constructor(
    private readonly service: InstitutionService,
    private readonly recounting: Recounting,
    private readonly runs: LongActionRuns,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Leaves a change to the worker that would count many open cases anew, or wait for one that does. What can be refused is
   * refused at once, and throws `ChangedMeanwhile` as the change itself does. Null where the page can wait for the change.
   */
  async begin(
    { id, institutionId }: SignedIn,
    form: InstitutionForm,
    seen: string,
  ): Promise<{ ok: true; runId: string } | InstitutionRefused | null> {
    const judged = await this.service.look(institutionId, form, seen);
    if (!judged.ok) return judged;
    const fields = Object.keys(judged.changed) as InstitutionField[];
    if (fields.length === 0 || !(await this.takesLong(institutionId, judged.recounts))) return null;
    const facts = { form, seen: seen || seenText(judged.before), fields } satisfies InstitutionRunFacts;
    const runId = await this.runs.begin({ institutionId, officialId: id, what: 'settings', facts });
    return { ok: true, runId };
  }

  /** A worker that counts cases anew holds the institution: whatever changes it meanwhile waits its turn. */
  private async takesLong(institutionId: string, recounts: boolean): Promise<boolean> {
    if (recounts && (await this.recounting.isLong(institutionId))) return true;
    return [await this.underWay(institutionId), await this.runs.underWay(institutionId, 'calendar')].some(Boolean);
  }

  find(institutionId: string, id: string): Promise<LongAction | null> {
    return this.runs.find(institutionId, 'settings', id);
  }

  underWay(institutionId: string): Promise<LongAction | null> {
    return this.runs.underWay(institutionId, 'settings');
  }

  /** One that ended and was not made: what had been typed, and why. Null for every other. */
  async unmade(institutionId: string, id: unknown): Promise<LongAction | null> {
    const found = typeof id === 'string' ? await this.find(institutionId, id) : null;
    return found && isUnmade(found) ? found : null;
  }

  /** The last one that this official asked for, where it was not made, ended of late, and says what is not so yet. */
  async lost({ id, institutionId }: SignedIn, present: InstitutionForm): Promise<LongAction | null> {
    const latest = await this.runs.latest(institutionId, 'settings', LOOKED_AT);
    const last = latest.find(({ officialId }) => officialId === id);
    if (!last?.finishedAt || !isUnmade(last)) return null;
    if (this.clock.now().getTime() - last.finishedAt.getTime() > TOLD_FOR_MS) return null;
    const { form, fields } = factsOf(last);
    const missing = differenceOf(present, form);
    return fields.some((field) => field in missing) ? last : null;
  }
}

export const factsOf = ({ facts }: LongAction): InstitutionRunFacts => facts as unknown as InstitutionRunFacts;

/** Null while it is under way. */
export const resultOf = ({ finishedAt, result }: LongAction): InstitutionRunResult | null =>
  finishedAt ? (result as unknown as InstitutionRunResult) : null;

function isUnmade(action: LongAction): boolean {
  const result = resultOf(action);
  return result !== null && !('moved' in result);
}
