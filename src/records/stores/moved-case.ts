import { type AlarmBasis, type DueRung, rungsAhead, rungsDue } from '../../core/alarms';
import {
  apply,
  type CaseClock,
  type CaseClocks,
  type CaseFile,
  type ClockBasis,
  clocksOf,
  isClosed,
  type Recounted,
} from '../../core/casefile';
import type { Calendar, LocalDate } from '../../core/law';
import type { CaseRow } from '../entities';
import { derive, NO_DUE_DAY } from '../projection';

/** The columns that another basis can move. */
export const MOVED = [
  'basisId',
  'firstDueOn',
  'dueOn',
  'decisionDueOn',
  'dueAt',
  'statuteVersion',
  'calendarVersion',
  'pausedSince',
  'pausedDays',
  'silentSince',
  'nextRungAt',
] as const;
export type Moved = Pick<CaseRow, (typeof MOVED)[number]>;

export type CountedRow = Moved &
  Pick<CaseRow, 'id' | 'reference' | 'subject' | 'kind' | 'answerLanguage' | 'assigneeId' | 'directorateId'>;

/** An open case whose dates another basis moves. Its row and its file are still as they were. */
export interface MovedCase {
  row: CountedRow;
  file: CaseFile;
  recounted: CaseFile;
  /** One for the deadline of the decision, one for that of a complaint's step, each where it moved; none where neither did. */
  events: Recounted[];
  /** The columns as they will be. */
  next: Moved;
  /** Counted when somebody asks. */
  before: () => CaseClocks;
  after: CaseClocks;
  /** It counted as refused by silence, and is open again. */
  lifted: boolean;
}

/** What it is counted by and why, for the event. `today`: Europe/Belgrade. */
export interface Recount {
  present: ClockBasis;
  other: ClockBasis;
  why: Recounted['why'];
  today: LocalDate;
}

/** The case as another basis moves it; null when all its dates stay. A first deadline may move where the present one stays. */
export function movedCase(row: CountedRow, file: CaseFile, { present, other, why, today }: Recount): MovedCase | null {
  // Decided, with a complaint under way: the decision stays judged as it was, the complaint moves.
  const judgedBy = isClosed(file) ? present : other;
  const { row: next, clock, complaintClock } = derive(file, judgedBy, other);
  if (isClosed(file) ? row.dueOn === next.dueOn : sameDates(row, next)) return null;
  const events: Recounted[] = [];
  const add = (from: LocalDate | null, to: LocalDate | null, of: { of?: 'complaint' }): void => {
    if (from === to) return;
    events.push({ type: 'recounted', occurredOn: today, why, basisId: other.id, ...of, from, to });
  };
  if (!isClosed(file)) add(dayOrNone(row.decisionDueOn), dayOrNone(next.decisionDueOn), {});
  if (file.complaint) add(dueOf(clocksOf(file, present).complaintClock), dueOf(complaintClock), { of: 'complaint' });
  const recounted = events.reduce(apply, file);
  const columns = recounted === file ? next : derive(recounted, judgedBy, other).row;
  return {
    row,
    file,
    recounted,
    events,
    next: Object.fromEntries(
      // What a decided case was judged by stays with it.
      MOVED.map((name) => [name, isClosed(file) && !OF_COMPLAINT.includes(name) ? row[name] : columns[name]]),
    ) as unknown as Moved,
    before: () => clocksOf(file, present),
    after: { clock, complaintClock },
    lifted: file.silentSince !== null && recounted.silentSince === null,
  };
}

/**
 * The alarms that a moved case still owes and that go out on another day than before: when they were to, and when they are.
 * One that went out already, and goes out again before the new day, is among them.
 */
export function movedAlarms({ file, recounted, before, after }: MovedCase, now: Date, by: MovedBy): MovedAlarm[] {
  const { policy, backPlan } = by;
  const clocks = { ...before(), policy, backPlan, calendar: by.before };
  const owed = rungsAhead(file, clocks, now);
  const old = [...rungsDue(file, clocks, now), ...owed];
  const next = rungsAhead(recounted, { ...after, policy, backPlan, calendar: by.after }, now);
  const keys = [...new Set([...owed, ...next].map(keyOf))];
  return keys.flatMap((key) => {
    const [was, is] = [old, next].map((rungs) => rungs.find((one) => keyOf(one) === key));
    if (was?.at.getTime() === is?.at.getTime()) return [];
    return [{ rung: key.split(' ')[1] ?? '', from: was?.on ?? null, to: is?.on ?? null }];
  });
}

/** What alarms are planned by, and the calendars before and after. */
export interface MovedBy extends Pick<AlarmBasis, 'policy' | 'backPlan'> {
  before: Calendar;
  after: Calendar;
}

/** `from` or `to` is null for an alarm that had no day, or has none any more. */
export interface MovedAlarm {
  rung: string;
  from: LocalDate | null;
  to: LocalDate | null;
}

/** A rung of one clock; the due day that the clock's version names is what moves. */
const keyOf = ({ rung, version }: DueRung): string => `${version.split(':')[0]} ${rung.key}`;

const OF_COMPLAINT: readonly string[] = ['dueOn', 'nextRungAt'];

function sameDates(row: Moved, next: Moved): boolean {
  return (
    row.dueOn === next.dueOn &&
    row.decisionDueOn === next.decisionDueOn &&
    row.firstDueOn === next.firstDueOn &&
    row.pausedSince === next.pausedSince &&
    row.pausedDays === next.pausedDays &&
    row.dueAt?.getTime() === next.dueAt?.getTime()
  );
}

const dayOrNone = (day: LocalDate): LocalDate | null => (day === NO_DUE_DAY ? null : day);
const dueOf = (clock: CaseClock | null): LocalDate | null => (clock?.state === 'running' ? clock.dueOn : null);
