import { addDays, type Calendar, isWorkingDay, type LocalDate, weekday } from '../../core/law';
import type { QueueFilter } from '../../records';

/** `risk`: within two working days. `waiting`: somebody else is awaited, or nothing of ours runs. */
export const DUE_WINDOWS = ['overdue', 'today', 'risk', 'soon', 'week', 'waiting'] as const;
export type DueWindow = (typeof DUE_WINDOWS)[number];

export const RECEIVED_WINDOWS = ['today', 'week', 'month', 'older'] as const;
export type ReceivedWindow = (typeof RECEIVED_WINDOWS)[number];

const RISK_DAYS = 2;

/** When a list is read, and by which calendar: that of the institution knows its own days off. */
export interface ReadAt {
  today: LocalDate;
  now: Date;
  calendar: Calendar;
}

/** The days of a due window. The week ends on Sunday; what is overdue belongs to no window but its own. */
export function dueDays(
  due: DueWindow,
  { today, now, calendar }: ReadAt,
): Pick<QueueFilter, 'dueFrom' | 'dueUntil' | 'overdue' | 'waiting'> {
  if (due === 'overdue') return { overdue: { today, now } };
  if (due === 'waiting') return { waiting: true };
  const until = {
    today,
    soon: addDays(today, 3),
    week: endOfWeek(today),
    risk: workingDaysOn(today, RISK_DAYS, calendar),
  };
  return { dueFrom: today, dueUntil: until[due] };
}

export const endOfWeek = (today: LocalDate): LocalDate => addDays(today, 7 - weekday(today));

/** The days of receipt: today, since Monday, in the last thirty days, before them. */
export function receivedDays(
  received: ReceivedWindow,
  today: LocalDate,
): Pick<QueueFilter, 'receivedFrom' | 'receivedUntil'> {
  if (received === 'older') return { receivedUntil: addDays(today, -31) };
  const from = { today, week: addDays(today, 1 - weekday(today)), month: addDays(today, -30) };
  return { receivedFrom: from[received] };
}

/** The day on which so many working days have passed; days of a year without calendar count as working days. */
function workingDaysOn(today: LocalDate, count: number, calendar: Calendar): LocalDate {
  let day = today;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (day > calendar.lastDay || isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}
