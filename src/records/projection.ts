import { nextRungOn } from '../core/alarms';
import { type CaseClock, type CaseFile, type ClockSettings, clockOf, statusOf } from '../core/casefile';
import { type Calendar, localDate } from '../core/law';
import type { CaseRow, InstitutionSettings } from './entities';

/** Sorts last, as a case does that waits for its calendar. */
export const NO_DUE_DAY = localDate('9999-12-31');

export function clockSettings(settings: InstitutionSettings): ClockSettings {
  return { extensionReading: settings.extensionReading ?? 'A', workingDays: settings.workingDays ?? false };
}

type Derived = Pick<
  CaseRow,
  | 'status'
  | 'isOpen'
  | 'assigneeId'
  | 'directorateId'
  | 'firstDueOn'
  | 'dueOn'
  | 'dueAt'
  | 'statuteVersion'
  | 'calendarVersion'
  | 'extendedOn'
  | 'extensionGround'
  | 'consideredOn'
  | 'silentSince'
  | 'closedOn'
  | 'outcome'
  | 'answerForm'
  | 'complaintOn'
  | 'complaintOutcome'
  | 'nextRungOn'
>;

/** The columns of a case's row that follow from its events, the law and the calendar. */
export function derive(
  file: CaseFile,
  calendar: Calendar,
  settings: ClockSettings,
): { clock: CaseClock; row: Derived } {
  const clock = clockOf(file, calendar, settings);
  const first = file.consideredOn === null ? clock : clockOf(file, calendar, settings, true);
  const running = clock.state === 'running' ? clock : null;
  return {
    clock,
    row: {
      status: statusOf(file),
      isOpen: file.decision === null,
      assigneeId: file.assigneeId,
      directorateId: file.directorateId,
      firstDueOn: first.state === 'running' ? first.firstDueOn : null,
      dueOn: running?.dueOn ?? NO_DUE_DAY,
      dueAt: running?.dueAt ?? null,
      statuteVersion: running ? `${running.passport.statute.statute}:${running.passport.statute.version}` : null,
      calendarVersion: running?.calendarVersion ?? null,
      extendedOn: file.extension?.on ?? null,
      extensionGround: file.extension?.ground ?? null,
      consideredOn: file.consideredOn,
      silentSince: file.silentSince,
      closedOn: file.decision?.on ?? null,
      outcome: file.decision?.outcome ?? null,
      answerForm: file.decision?.answerForm ?? null,
      complaintOn: file.complaint?.on ?? null,
      complaintOutcome: file.complaint?.outcome ?? null,
      nextRungOn: nextRungOn(file, clock, null),
    },
  };
}
