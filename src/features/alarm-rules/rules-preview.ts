import { Injectable } from '@nestjs/common';
import { type AlarmPolicy, type DueRung, isClimb, planAlarms, recipientsOf, rungsOf } from '../../core/alarms';
import { localDateOf } from '../../core/law';
import {
  type AlarmCase,
  AlarmCases,
  noStaff,
  CasesByDueDay,
  type NamedCase,
  type StaffRows,
  Transactions,
} from '../../records';

/** So many days ahead a preview looks. */
export const PREVIEW_DAYS = 14;
const DAY_MS = 86_400_000;
/** More cases than this would make whoever waits for the page wait too long. */
const MOST_CASES = 2_000;
const AT_ONCE = 200;
/** A digest that is a minute later is no other alarm. */
const SAME_MS = 60_000;

/** An alarm that would be told: a rung to somebody at a moment. */
interface Told {
  rung: string;
  at: Date;
}

export interface MovedCase {
  of: NamedCase;
  /** Alarms that are told then and would not be without the change. */
  fresh: Told[];
  /** Alarms that fall away. */
  gone: Told[];
  /** The same, at another moment. */
  moved: { rung: string; from: Date; to: Date }[];
}

export interface RulesMove {
  cases: MovedCase[];
  looked: number;
  /** There are more open cases than were looked at. */
  more: boolean;
}

/** What another policy would do to the alarms of open cases within the next days, if nothing happens to them. */
@Injectable()
export class RulesPreview {
  constructor(
    private readonly open: CasesByDueDay,
    private readonly cases: AlarmCases,
    private readonly transactions: Transactions,
  ) {}

  async compare(institutionId: string, before: AlarmPolicy, after: AlarmPolicy, now: Date): Promise<RulesMove> {
    const { reader } = this.transactions;
    const rows = await this.open.soonestDue(reader, institutionId, MOST_CASES + 1);
    const looked = rows.slice(0, MOST_CASES);
    const staff = (await this.cases.staffOf(reader, [institutionId], localDateOf(now))).get(institutionId);
    const people = staff ?? noStaff(localDateOf(now));
    const cases: MovedCase[] = [];
    for (let i = 0; i < looked.length; i += AT_ONCE) {
      const some = looked.slice(i, i + AT_ONCE);
      const found = await this.cases.seen(
        reader,
        some.map(({ id }) => id),
      );
      const byId = new Map(found.cases.map((one) => [one.id, one]));
      for (const of of some) {
        const one = byId.get(of.id);
        if (!one) continue;
        const moved = difference(told(one, before, people, now), told(one, after, people, now));
        if (moved.fresh.length + moved.gone.length + moved.moved.length > 0) cases.push({ of, ...moved });
      }
    }
    return { cases, looked: looked.length, more: rows.length > looked.length };
  }
}

/** What a case would tell until the end of the preview, by rung and recipient. */
function told(one: AlarmCase, policy: AlarmPolicy, staff: StaffRows, now: Date): Map<string, Told> {
  const clocks = { ...one, policy };
  const until = new Date(now.getTime() + PREVIEW_DAYS * DAY_MS);
  const found = new Map<string, Told>();
  // What is due already and was not told is told by the next sweep.
  for (const alarm of planAlarms(one.file, clocks, staff, one.known, now, one.takenIn)) {
    if (alarm.state === 'planned' && !isClimb(alarm.rung))
      found.set(`${alarm.clockVersion} ${alarm.rung} ${alarm.recipientKey}`, { rung: alarm.rung, at: now });
  }
  const written = new Set(
    one.known.filter(({ state }) => state !== 'no-longer-due').map((alarm) => `${alarm.clockVersion} ${alarm.rung}`),
  );
  const ahead = ({ at, until: end, rung, version }: DueRung): boolean =>
    at > now && at <= until && (end === null || at < end) && !written.has(`${version} ${rung.key}`);
  for (const due of rungsOf(one.file, clocks).filter(ahead)) {
    for (const id of recipientsOf(due.rung, one.file, { ...staff, on: localDateOf(due.at) }))
      found.set(`${due.version} ${due.rung.key} ${id}`, { rung: due.rung.key, at: due.at });
  }
  return found;
}

function difference(before: Map<string, Told>, after: Map<string, Told>): Omit<MovedCase, 'of'> {
  const without = (one: Map<string, Told>, other: Map<string, Told>): Told[] =>
    [...one].filter(([key]) => !other.has(key)).map(([, alarm]) => alarm);
  const moved = [...after].flatMap(([key, { rung, at }]) => {
    const was = before.get(key)?.at;
    return was && Math.abs(was.getTime() - at.getTime()) >= SAME_MS ? [{ rung, from: was, to: at }] : [];
  });
  return { fresh: without(after, before), gone: without(before, after), moved };
}
