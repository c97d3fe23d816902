import { Inject, Injectable } from '@nestjs/common';
import { isOfficeDay, momentOf } from '../../core/alarms';
import { addDays, type LocalDate, localDateOf } from '../../core/law';
import { type Clock, CLOCK } from '../../platform/clock';
import { Relay } from '../../platform/relay';
import {
  AlarmCases,
  AlarmRules,
  Bases,
  Digests,
  groupBy,
  type NewMessage,
  noStaff,
  Notices,
  type Official,
  Outbox,
  People,
  Transactions,
  type Tx,
} from '../../records';
import { DAYS_AHEAD, digestFacts, isAway, MOST_LINES, stillSays, workOf } from './digest-facts';

/** Digests written in one transaction. */
const AT_ONCE = 50;

/**
 * The one mail of each official's morning. It is written on working days from the institution's hour on, once for each
 * person and day, as soon as no alarm waits to be told to that person. When everything slept through the hour it goes out
 * later that day; what a whole day slept through is in the next day's. Nobody gets an empty one.
 */
@Injectable()
export class DigestService {
  constructor(
    private readonly digests: Digests,
    private readonly notices: Notices,
    private readonly cases: AlarmCases,
    private readonly people: People,
    private readonly rules: AlarmRules,
    private readonly bases: Bases,
    private readonly outbox: Outbox,
    private readonly relay: Relay,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Writes the digests that are due. Several at once, in many processes, share the work. Returns how many mails. */
  async run(now = this.clock.now(), signal?: AbortSignal): Promise<number> {
    const day = localDateOf(now);
    const institutionIds = await this.open(now, day);
    let mails = 0;
    while (!signal?.aborted) {
      // Looked for outside of a transaction first: almost every sweep finds nobody.
      const waiting = await this.digests.lacking(this.transactions.reader, institutionIds, day, 1);
      if (waiting.length === 0) break;
      const written = await this.transactions.run((tx) => this.write(tx, institutionIds, day, now));
      this.relay.nudge(written.messageIds, 'patient');
      mails += written.messageIds.length;
      if (written.officials === 0) break;
    }
    return mails;
  }

  /**
   * The institutions whose hour has come on one of their working days. One of which another sweep still plans alarms waits for
   * the next sweep: what it plans belongs into the digest.
   */
  private async open(now: Date, day: LocalDate): Promise<string[]> {
    const { reader } = this.transactions;
    const found: string[] = [];
    const planning = await this.cases.institutionsDue(reader, now);
    for (const institution of await this.people.activeInstitutions(reader)) {
      if (planning.has(institution.id)) continue;
      const { hours } = await this.rules.of(reader, institution);
      const { calendar } = await this.bases.of(reader, institution);
      if (isOfficeDay(day, calendar) && now >= momentOf(day, hours.digestAt)) found.push(institution.id);
    }
    return found;
  }

  private async write(
    tx: Tx,
    institutionIds: readonly string[],
    day: LocalDate,
    now: Date,
  ): Promise<{ officials: number; messageIds: string[] }> {
    const officials = await this.digests.lacking(tx, institutionIds, day, AT_ONCE);
    if (officials.length === 0) return { officials: 0, messageIds: [] };
    const staff = await this.cases.staffOf(
      tx,
      officials.map((one) => one.institutionId),
      day,
    );
    const present = officials.filter((one) => !isAway(one, staff.get(one.institutionId) ?? noStaff(day)));
    const unmailed = await this.notices.unmailed(
      tx,
      present.map(({ id }) => id),
    );
    const seen = await this.digests.casesNow(
      tx,
      unmailed.map(({ caseId }) => caseId),
    );
    const said = unmailed.filter((one) => stillSays(one, seen.get(one.caseId ?? '')));
    const perPerson = groupBy(said, (one) => one.officialId);
    const mails = new Map<string, NewMessage>();
    for (const official of present) {
      const people = staff.get(official.institutionId) ?? noStaff(day);
      const until = addDays(day, DAYS_AHEAD);
      const lines = await this.digests.dayOf(tx, workOf(official, people), until, MOST_LINES + 1);
      const facts = digestFacts(official, lines, perPerson.get(official.id) ?? [], people);
      if (facts) mails.set(official.id, digestMail(official, facts));
    }
    const messageIds = await this.outbox.add(tx, now, [...mails.values()]);
    const idOf = new Map([...mails.keys()].map((id, index) => [id, messageIds[index] ?? null]));
    const rows = officials.map((official) => ({ official, messageId: idOf.get(official.id) ?? null }));
    await this.digests.add(tx, now, day, rows);
    await this.notices.mailed(
      tx,
      unmailed.map(({ id }) => id),
      now,
    );
    return { officials: officials.length, messageIds };
  }
}

const digestMail = (official: Official, facts: Record<string, unknown>): NewMessage => ({
  institutionId: official.institutionId,
  caseId: null,
  kind: 'digest',
  recipient: official.email,
  language: official.language,
  facts,
});
