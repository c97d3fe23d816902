import { Inject, Injectable } from '@nestjs/common';
import { rungsOwed, rungsToTell } from '../../core/alarms';
import { type AlarmCase, AlarmCases, type LookPlace, noStaff, Transactions, WaitingWork } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { type Coming, type ComingPlace, endOfPreview, inOrder, placeOf } from './coming';

/** Cases read at once: a page that somebody else waits for is answered in between. */
const CASES_AT_ONCE = 250;

export interface ComingPage {
  rows: Coming[];
  /** Whether there are more after these. */
  more: boolean;
  /** Cases that were met and make no case: of these nothing can be foretold. */
  unreadable: number;
}

/** What will be told in the days to come, if nothing happens until then. It reads the cases whose time comes, no others. */
@Injectable()
export class ComingReader {
  constructor(
    private readonly cases: AlarmCases,
    private readonly work: WaitingWork,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The first `limit` rungs after a place. */
  async page(institutionId: string, after: ComingPlace | null, limit: number): Promise<ComingPage> {
    const { reader } = this.transactions;
    const now = this.clock.now();
    const today = this.clock.today();
    const until = endOfPreview(today);
    const staff = (await this.cases.staffOf(reader, [institutionId], today)).get(institutionId) ?? noStaff(today);
    let found: Coming[] = [];
    let unreadable = 0;
    let from: LookPlace | null = null;
    do {
      const batch = await this.cases.ahead(reader, institutionId, until, CASES_AT_ONCE, from);
      unreadable += batch.unreadable.length;
      for (const of of batch.cases) {
        const due = (batch.looks.get(of.id) ?? until) <= now;
        const owed = due ? rungsOwed(of.file, of, staff, of.known, now, of.takenIn) : [];
        const ahead = rungsToTell(of.file, of, staff, of.known, now, until);
        found.push(...owed.map((one) => coming(of, one, true)), ...ahead.map((one) => coming(of, one, false)));
      }
      if (after) found = found.filter((one) => inOrder(placeOf(one), after) > 0);
      // One more than asked for tells whether there are more; what comes later is read again with its own page.
      found = found.sort((one, other) => inOrder(placeOf(one), placeOf(other))).slice(0, limit + 1);
      from = batch.last;
    } while (from && !isComplete(found, limit, from, now));
    const rows = found.slice(0, limit);
    const references = await this.work.references(
      reader,
      rows.map((one) => one.caseId),
    );
    return {
      rows: rows.map((one) => ({ ...one, reference: references.get(one.caseId) ?? '' })),
      more: found.length > limit,
      unreadable,
    };
  }
}

const coming = (of: AlarmCase, one: ReturnType<typeof rungsToTell>[number], owed: boolean): Coming => ({
  ...one,
  owed,
  caseId: of.id,
  reference: '',
  subject: of.subject,
});

/** No case that comes after `from` has anything to say before the sweep looks at it, nor before now. */
function isComplete(found: readonly Coming[], limit: number, from: LookPlace, now: Date): boolean {
  const last = found[limit];
  return last !== undefined && from.at > now && placeOf(last).at < from.at.getTime();
}
