import { type CaseNow, hasMovedOn, standsInFor } from '../../core/alarms';
import { addDays, daysBetween, type LocalDate } from '../../core/law';
import { type DayLine, NO_DUE_DAY, type NoticeRow, type Official, type StaffRows } from '../../records';

/** Days ahead that the list of the day shows. */
export const DAYS_AHEAD = 7;
/** More lines than this nobody reads; the mail then points to the queue. */
export const MOST_LINES = 40;

/** A case of the list. */
export interface DigestLine {
  caseId: string;
  reference: string;
  subject: string;
  caseKind: string;
  dueOn: LocalDate;
  dueAt: string | null;
  daysLeft: number;
  /** The absent colleague whose case it is; null for one's own. */
  of: string | null;
}

/** What one digest says: codes, ids and what the lists show. */
export interface DigestFacts extends Record<string, unknown> {
  today: LocalDate;
  overdue: DigestLine[];
  dueToday: DigestLine[];
  ahead: DigestLine[];
  /** True where there are more than the lists show. */
  more: boolean;
  notices: { kind: string; caseId: string | null; facts: Record<string, unknown> }[];
  /** Colleagues who are away and whose cases come to this official. */
  absent: { name: string; untilOn: LocalDate }[];
}

/** Whose work is an official's today: their own, and that of those for whom they stand in. */
export function workOf({ id }: Pick<Official, 'id'>, people: StaffRows): string[] {
  const isActive = (one: string): boolean =>
    people.officials.some((official) => official.id === one && official.active);
  return [id, ...standsInFor(id, people.absences, people.on, isActive)];
}

/** Whether an official is away on the day. */
export const isAway = ({ id }: Pick<Official, 'id'>, { absences, on }: StaffRows): boolean =>
  absences.some((one) => one.officialId === id && one.fromOn <= on && on <= one.untilOn);

/** The digest of an official; null when there is nothing in it. */
export function digestFacts(
  official: Pick<Official, 'id'>,
  cases: readonly DayLine[],
  notices: readonly NoticeRow[],
  people: StaffRows,
): DigestFacts | null {
  const today = people.on;
  const name = (id: string | null): string => people.officials.find((one) => one.id === id)?.name ?? '';
  const lines = cases
    .filter(({ dueOn }) => dueOn < NO_DUE_DAY && dueOn <= addDays(today, DAYS_AHEAD))
    .map(({ id, reference, subject, kind, assigneeId, dueOn, dueAt }): DigestLine => ({
      caseId: id,
      reference,
      subject,
      caseKind: kind,
      dueOn,
      dueAt: dueAt?.toISOString() ?? null,
      daysLeft: daysBetween(today, dueOn),
      of: assigneeId === official.id ? null : name(assigneeId),
    }));
  lines.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  if (lines.length === 0 && notices.length === 0) return null;
  const shown = lines.slice(0, MOST_LINES);
  const stoodFor = workOf(official, people).slice(1);
  return {
    today,
    overdue: shown.filter(({ daysLeft }) => daysLeft < 0),
    dueToday: shown.filter(({ daysLeft }) => daysLeft === 0),
    ahead: shown.filter(({ daysLeft }) => daysLeft > 0),
    more: lines.length > MOST_LINES || notices.length > MOST_LINES,
    notices: notices.slice(0, MOST_LINES).map(({ kind, caseId, facts }) => ({ kind, caseId, facts })),
    absent: stoodFor.map((id) => ({
      name: name(id),
      untilOn: people.absences.findLast((one) => one.officialId === id)?.untilOn ?? today,
    })),
  };
}

/** Due first; of one day what runs in hours, and then by number. */
const placeOf = ({ dueOn, dueAt, reference }: DigestLine): string => `${dueOn} ${dueAt ?? 'without'} ${reference}`;

/** Whether a notice still says what is so: an alarm of a case that has moved on since is not repeated. */
export const stillSays = ({ alarmId, facts }: NoticeRow, now: CaseNow | undefined): boolean =>
  alarmId === null || (now !== undefined && now.isOpen && !hasMovedOn(facts, now));
