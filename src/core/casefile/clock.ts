import {
  addDays,
  type Calendar,
  CalendarUnknown,
  type ClarificationRule,
  type Clock,
  clockFor,
  clockOrHeld,
  type HeldClock,
  type LocalDate,
  localDateOf,
  NoStatute,
  type Procedure,
} from '../law';
import type { CaseFile } from './case-file';
import type { Kind } from './codes';
import { COMPLAINT_PROCEDURE, complaintStage, complaintTrigger } from './complaint';

/** What a municipality chose where the sources are in conflict or silent (`rules`: docs/law.md). */
export interface ClockSettings {
  /** A: 15 days in total from the same trigger (default). B: the first 7 days and then 15 more. */
  extensionReading: 'A' | 'B';
  /** Count the 7 days as working days. Off by default: not supported by the regulator. */
  workingDays: boolean;
  /** What a question to the applicant does to the clock of an access request. No text says that it stops: it runs. */
  clarification: ClarificationRule;
}
export const DEFAULT_CLOCK_SETTINGS: ClockSettings = {
  extensionReading: 'A',
  workingDays: false,
  clarification: 'runs',
};

/** What the dates of a case are counted by: a calendar, and the settings of the municipality. Never changed: replaced. */
export interface ClockBasis {
  id: string;
  /** 1, 2, 3 … within the municipality. */
  number: number;
  calendar: Calendar;
  settings: ClockSettings;
}

/**
 * The clock; or one that stands still until the applicant answers; or the day beyond which no calendar is known: the case
 * then waits for its calendar, visibly.
 */
export type CaseClock =
  | ({ state: 'running' } & Clock)
  | ({ state: 'paused' } & HeldClock)
  | { state: 'no-calendar'; lastKnownDay: LocalDate };

const CONSIDER: Record<Exclude<Kind, 'access-request'>, Procedure> = {
  petition: 'petition.consider',
  'citizen-initiative': 'initiative.consider',
  'citizen-request': 'citizen-request.consider',
};
const NOTICE: Record<Exclude<Kind, 'access-request'>, Procedure> = {
  petition: 'petition.notice',
  'citizen-initiative': 'initiative.notice',
  'citizen-request': 'citizen-request.notice',
};

/** True for a request whose answer is owed within hours (life or liberty of a person), not days. */
export const runsInHours = (file: Pick<CaseFile, 'kind' | 'urgent'>): boolean =>
  file.kind === 'access-request' && file.urgent;

/** The clock that a case is on now. `considering` asks for the first stage of a petition even after its consideration. */
export function procedureOf(file: Pick<CaseFile, 'kind' | 'urgent' | 'consideredOn'>, considering = false): Procedure {
  if (file.kind === 'access-request') return runsInHours(file) ? 'access.urgent' : 'access.decision';
  return file.consideredOn === null || considering ? CONSIDER[file.kind] : NOTICE[file.kind];
}

/** The earlier of receipt and registration starts an access clock; the day of consideration starts the notice. */
export function triggerOf(file: CaseFile, considering = false): LocalDate {
  if (file.kind !== 'access-request' && file.consideredOn !== null && !considering) return file.consideredOn;
  return file.receivedOn < file.registeredOn ? file.receivedOn : file.registeredOn;
}

/** Derives the clock of a case from its events, the statute of its trigger day and the calendar. */
export function clockOf(file: CaseFile, calendar: Calendar, settings: ClockSettings, considering = false): CaseClock {
  return caseClock(calendar, () =>
    clockOrHeld({
      procedure: procedureOf(file, considering),
      trigger: triggerOf(file, considering),
      receivedAt: file.receivedAt,
      calendar,
      extended: file.extension ? { reading: settings.extensionReading } : false,
      workingDays: settings.workingDays,
      pauses: file.clarifications.map(({ askedOn, answeredOn, lapsedOn }) => ({
        from: askedOn,
        until: answeredOn ?? lapsedOn ?? (file.decision ? later(askedOn, file.decision.on) : null),
      })),
      clarification: settings.clarification,
    }),
  );
}

/** The clock that the complaint to the Agency is on now; null when nobody owes anything, or no law set a term then. */
export function complaintClockOf(file: CaseFile, calendar: Calendar): CaseClock | null {
  const { complaint } = file;
  const procedure = complaint && COMPLAINT_PROCEDURE[complaintStage(complaint)];
  if (!complaint || !procedure) return null;
  try {
    return clockOfStep(procedure, complaintTrigger(complaint), calendar);
  } catch (error) {
    if (error instanceof NoStatute) return null;
    throw error;
  }
}

/** The clock of one step on its own. Throws NoStatute where no law of that day sets a term. */
export function clockOfStep(procedure: Procedure, trigger: LocalDate, calendar: Calendar): CaseClock {
  return caseClock(calendar, () => clockFor({ procedure, trigger, calendar }));
}

function caseClock(calendar: Calendar, count: () => Clock | HeldClock): CaseClock {
  try {
    const clock = count();
    return 'since' in clock ? { state: 'paused', ...clock } : { state: 'running', ...clock };
  } catch (error) {
    if (error instanceof CalendarUnknown) return { state: 'no-calendar', lastKnownDay: calendar.lastDay };
    throw error;
  }
}

const later = (one: LocalDate, other: LocalDate): LocalDate => (one > other ? one : other);

/** The clocks of a case: of its decision (or notice), and of a complaint about it, where one runs. */
export interface CaseClocks {
  clock: CaseClock;
  complaintClock: CaseClock | null;
}

/**
 * @param basis what the case is counted by; of a closed case what it was judged by
 * @param present what the institution counts by now: a complaint goes on after the decision
 */
export function clocksOf(file: CaseFile, basis: ClockBasis, present: ClockBasis = basis): CaseClocks {
  return {
    clock: clockOf(file, basis.calendar, basis.settings),
    complaintClock: complaintClockOf(file, present.calendar),
  };
}

/** Overdue from the day after the due day; the urgent clock from the minute after its hour. */
export function isOverdue(clock: CaseClock, today: LocalDate, now?: Date): boolean {
  if (clock.state !== 'running') return false;
  if (clock.dueAt && now) return now.getTime() > clock.dueAt.getTime();
  return today > clock.dueOn;
}

/**
 * The first day (Europe/Belgrade) on which the deadline has passed: the day after the due day; of a term in hours the day
 * of the minute after its last moment. Silence is dated on it.
 */
export function firstDayOver({ dueOn, dueAt }: { dueOn: LocalDate; dueAt: Date | null }): LocalDate {
  return dueAt ? localDateOf(new Date(dueAt.getTime() + 60_000)) : addDays(dueOn, 1);
}

/** Names one setting of the clock: alarms planned under another one are no longer due. */
export function clockVersion(clock: CaseClock): string {
  if (clock.state === 'running') return `${clock.procedure}:${clock.dueAt?.toISOString() ?? clock.dueOn}`;
  return clock.state === 'paused' ? `${clock.procedure}:paused:${clock.since}` : 'no-calendar';
}
