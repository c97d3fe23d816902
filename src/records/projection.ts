import {
  awaitingOf,
  type CaseClocks,
  type CaseFile,
  type ClockBasis,
  type ClockSettings,
  clockOf,
  clocksOf,
  complaintStage,
  statusOf,
} from '../core/casefile';
import { type LocalDate, localDate } from '../core/law';
import type { CaseRow, InstitutionSettings } from './entities';

/** Sorts last, as a case does that waits for its calendar. */
export const NO_DUE_DAY = localDate('9999-12-31');

export function clockSettings(settings: InstitutionSettings): ClockSettings {
  const { extensionReading = 'A', workingDays = false, clarification = 'runs' } = settings;
  return { extensionReading, workingDays, clarification };
}

type Derived = Pick<
  CaseRow,
  | 'receivedOn'
  | 'receivedAt'
  | 'status'
  | 'isOpen'
  | 'assigneeId'
  | 'directorateId'
  | 'subjectArea'
  | 'firstDueOn'
  | 'dueOn'
  | 'decisionDueOn'
  | 'dueAt'
  | 'statuteVersion'
  | 'calendarVersion'
  | 'basisId'
  | 'pausedSince'
  | 'pausedDays'
  | 'extendedOn'
  | 'extensionGround'
  | 'consideredOn'
  | 'silentSince'
  | 'closedOn'
  | 'outcome'
  | 'answerForm'
  | 'complaintOn'
  | 'complaintOutcome'
  | 'complaintStage'
  | 'complaintNotifiedOn'
  | 'complaintAnsweredOn'
  | 'replyDueOn'
  | 'complaintDecidedOn'
  | 'compliedOn'
  | 'complyDueOn'
  | 'outcomeAfter'
  | 'anonymisedOn'
  | 'awaitedSince'
  | 'awaited'
  | 'nextRungAt'
>;

/**
 * The columns of a case's row that follow from its events, the law and the calendar. See `clocksOf`. When its next alarm is
 * due is the sweep's to say: while anything can still be said, it is told to look at the next opportunity (`nextRungAt` in
 * the past).
 */
export function derive(file: CaseFile, basis: ClockBasis, present: ClockBasis = basis): CaseClocks & { row: Derived } {
  const { clock, complaintClock } = clocksOf(file, basis, present);
  const first = file.consideredOn === null ? clock : clockOf(file, basis.calendar, basis.settings, true);
  const running = clock.state === 'running' ? clock : null;
  const stage = file.complaint ? complaintStage(file.complaint) : null;
  const isOpen = file.decision === null || (stage !== null && stage !== 'done');
  const awaiting = awaitingOf(file);
  const statute = clock.state === 'no-calendar' ? null : clock.statute;
  return {
    clock,
    complaintClock,
    row: {
      // Not only at the registration: a receipt can be corrected.
      receivedOn: file.receivedOn,
      receivedAt: file.receivedAt,
      status: statusOf(file),
      isOpen,
      assigneeId: file.assigneeId,
      directorateId: file.directorateId,
      subjectArea: file.area,
      firstDueOn: first.state === 'no-calendar' ? null : first.firstDueOn,
      dueOn: nextDueOn(file, { clock, complaintClock }),
      decisionDueOn: running?.dueOn ?? NO_DUE_DAY,
      dueAt: running && file.decision === null ? running.dueAt : null,
      statuteVersion: statute && `${statute.statute}:${statute.version}`,
      calendarVersion: clock.state === 'no-calendar' ? null : clock.calendarVersion,
      basisId: basis.id,
      pausedSince: clock.state === 'paused' ? clock.since : null,
      pausedDays: running?.pausedDays ?? 0,
      extendedOn: file.extension?.on ?? null,
      extensionGround: file.extension?.ground ?? null,
      consideredOn: file.consideredOn,
      silentSince: file.silentSince,
      closedOn: file.decision?.on ?? null,
      outcome: file.decision?.outcome ?? null,
      answerForm: file.decision?.answerForm ?? null,
      complaintOn: file.complaint?.on ?? null,
      complaintOutcome: file.complaint?.outcome ?? null,
      complaintStage: stage,
      complaintNotifiedOn: file.complaint?.notifiedOn ?? null,
      complaintAnsweredOn: file.complaint?.answeredOn ?? null,
      replyDueOn: file.complaint?.replyDueOn ?? null,
      complaintDecidedOn: file.complaint?.decidedOn ?? null,
      compliedOn: file.complaint?.compliedOn ?? null,
      complyDueOn: file.complaint?.complyDueOn ?? null,
      outcomeAfter: file.complaint?.outcomeAfter ?? null,
      anonymisedOn: file.anonymisedOn,
      awaitedSince: awaiting[0]?.since ?? null,
      awaited: [...new Set(awaiting.map(({ who }) => who))].sort().join(' ') || null,
      // While the Agency has the complaint nobody here owes anything.
      nextRungAt: isOpen && !(file.decision !== null && stage === 'agency') ? file.receivedAt : null,
    },
  };
}

/**
 * The next deadline of the municipality. Of an undecided case with a complaint it is the earlier one; while the Agency or
 * the applicant is awaited there is none.
 */
function nextDueOn(file: CaseFile, { clock, complaintClock }: CaseClocks): LocalDate {
  const main = clock.state === 'running' ? clock.dueOn : NO_DUE_DAY;
  const stage = file.complaint ? complaintStage(file.complaint) : 'done';
  const ours = complaintClock?.state === 'running' && stage !== 'agency' ? complaintClock.dueOn : NO_DUE_DAY;
  if (file.decision === null) return main < ours ? main : ours;
  return stage === 'done' ? main : ours;
}
