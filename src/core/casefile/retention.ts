import { addDays, type LocalDate, localDate } from '../law';
import type { CaseFile } from './case-file';
import { complaintStage } from './complaint';

/** For how long an institution keeps who asked. No law names a number: nothing is taken away before somebody sets one. */
export interface RetentionRule {
  /** Months after the end of the case. */
  months: number;
  /** Nothing is taken away before this day: whoever set the rule, or shortened it, can still change it. */
  from: LocalDate;
}

/** The days to complain (15), and those to go to court after the Agency (30), have passed by then. */
export const RETENTION_MONTHS = { fewest: 3, most: 240 } as const;
/** Between setting a rule and its first day. */
export const RETENTION_GRACE_DAYS = 7;

/** The same day of another month, or that month's last one. */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const there = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last)));
  return localDate(there.toISOString().slice(0, 10));
}

/**
 * The day on which everything was over; null while anything runs: a request that is not answered, a petition whose submitter
 * was not told, a complaint that the Agency or the municipality still has in hand.
 */
export function endedOn({ decision, complaint }: CaseFile): LocalDate | null {
  if (decision === null || (complaint && complaintStage(complaint) !== 'done')) return null;
  const days = [decision.on, complaint?.on, complaint?.decidedOn, complaint?.compliedOn];
  return days.reduce<LocalDate>((latest, day) => (day && day > latest ? day : latest), decision.on);
}

/** The last day of the end with which a case is due on a day. */
export const retentionCutoff = (today: LocalDate, { months }: RetentionRule): LocalDate => addMonths(today, -months);

/** The day on which who asked is taken away from a case that ended on this one. */
export function retentionDay(ended: LocalDate, rule: RetentionRule): LocalDate {
  let day = addMonths(ended, rule.months);
  while (retentionCutoff(day, rule) < ended) day = addDays(day, 1);
  return day < rule.from ? rule.from : day;
}

/** Whether who asked is to be taken away from a case by now. */
export function isToBeAnonymised(file: CaseFile, rule: RetentionRule | undefined, today: LocalDate): boolean {
  const ended = endedOn(file);
  return rule !== undefined && file.anonymisedOn === null && ended !== null && retentionDay(ended, rule) <= today;
}
