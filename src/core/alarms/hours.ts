import { addDays, type Calendar, type LocalDate, localDateOf, localTimeOf, startOfLocalDay, weekday } from '../law';
import type { OfficeHours } from './policy';

const MINUTE = 60_000;
/** No institution rests for so long at a stretch; whoever marks a whole year as days off is told at once. */
const LONGEST_REST = 60;

/** 'HH:MM' as minutes since midnight; null for anything else. */
export function readTime(time: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** The instant at which the clock on the wall shows a time on a day. A time that a clock change skips: an hour later. */
export function momentOf(day: LocalDate, time: string): Date {
  const wanted = readTime(time) ?? 0;
  const first = new Date(startOfLocalDay(day).getTime() + wanted * MINUTE);
  const shown = readTime(localTimeOf(first)) ?? wanted;
  const mended = new Date(first.getTime() + (wanted - shown) * MINUTE);
  return localTimeOf(mended) === time ? mended : first;
}

/** Whether the offices work. Beyond the days that the calendar knows, Monday to Friday: no deadline is counted by this. */
export function isOfficeDay(day: LocalDate, calendar: Calendar): boolean {
  if (day < calendar.firstDay || day > calendar.lastDay) return weekday(day) <= 5;
  return calendar.rest(day) === null;
}

/** The first office day from this one on. */
export function officeDayFrom(day: LocalDate, calendar: Calendar): LocalDate {
  let found = day;
  for (let i = 0; i < LONGEST_REST; i += 1, found = addDays(found, 1)) if (isOfficeDay(found, calendar)) return found;
  return day;
}

/** The first moment of a digest at or after this one. */
export function nextDigestAt(at: Date, { digestAt }: OfficeHours, calendar: Calendar): Date {
  const today = localDateOf(at);
  const first = momentOf(officeDayFrom(today, calendar), digestAt);
  return first >= at ? first : momentOf(officeDayFrom(addDays(today, 1), calendar), digestAt);
}

/** The first moment inside working hours at or after this one. */
export function nextOfficeMoment(at: Date, { from, to }: OfficeHours, calendar: Calendar): Date {
  const today = localDateOf(at);
  const day = officeDayFrom(today, calendar);
  if (day > today) return momentOf(day, from);
  if (at < momentOf(day, from)) return momentOf(day, from);
  return at < momentOf(day, to) ? at : momentOf(officeDayFrom(addDays(today, 1), calendar), from);
}

/** The moment at which so many minutes of working hours have passed since this one. */
export function addOfficeMinutes(at: Date, minutes: number, hours: OfficeHours, calendar: Calendar): Date {
  let left = minutes * MINUTE;
  let moment = nextOfficeMoment(at, hours, calendar);
  for (;;) {
    const end = momentOf(localDateOf(moment), hours.to);
    const span = end.getTime() - moment.getTime();
    if (left <= span) return new Date(moment.getTime() + left);
    left -= span;
    moment = nextOfficeMoment(end, hours, calendar);
  }
}
