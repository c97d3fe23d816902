import { CalendarUnknown, clockFor, isProcedure, nationalCalendar, NoStatute } from '../../core/law';
import { type CaseRow, clockSettings, type Institution, type OutboxRow } from '../../records';
import { explainDeadline } from '../intake/explain-deadline';
import { words } from '../views';

/**
 * Why the deadline of a receipt is the day that it is, in sentences: the law and its number, day zero, days off at the end.
 * Nothing when another day would come out now, because a setting was changed since: the receipt keeps the day that it told.
 */
export function whyOf({ facts, language }: OutboxRow, file: CaseRow, institution: Institution): string[] {
  const { procedure } = facts;
  if (!isProcedure(procedure)) return [];
  try {
    const { workingDays } = clockSettings(institution.settings);
    // A receipt day never lies after the registration: it is day zero.
    const question = { procedure, trigger: file.receivedOn, receivedAt: file.receivedAt, workingDays };
    const clock = clockFor({ ...question, calendar: nationalCalendar });
    if (clock.dueOn !== facts.dueOn) return [];
    return explainDeadline({ state: 'running', ...clock }, words(language), language).sentences;
  } catch (error) {
    if (error instanceof CalendarUnknown || error instanceof NoStatute) return [];
    throw error;
  }
}
