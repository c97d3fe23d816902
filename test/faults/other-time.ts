import { civil, julian, otherCalendar } from '../support/other-days';

/*
 * Days, hours on the wall and office hours a second time: days as Julian numbers, hours by the time zone of the machine's own
 * tables. No line of it comes from the program.
 */

/** Official days off on weekdays, 2026 and 2027. */
const OFF = (
  '2026-01-01 2026-01-02 2026-01-07 2026-02-17 2026-03-20 2026-04-06 2026-04-09 2026-04-13 2026-05-01 2026-05-11 ' +
  '2026-05-27 2026-12-25 2027-01-01 2027-01-04 2027-01-07 2027-02-17 2027-03-10 2027-03-29 2027-04-09 2027-05-03 ' +
  '2027-05-04 2027-05-10 2027-05-17 2027-12-27'
).split(' ');
export const calendar = otherCalendar(2026, 2027, OFF);

const inKosovo = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Belgrade', dateStyle: 'short' });
const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Belgrade', dateStyle: 'short', timeStyle: 'short' });

export const dayOf = (at: number): string => inKosovo.format(at);
export const plusDays = (day: string, days: number): string => civil(julian(day) + days);
export const isWorking = (day: string): boolean => calendar.nextWorking(julian(day)) === julian(day);
export const workingFrom = (day: string): string => civil(calendar.nextWorking(julian(day)));

/** The instant at which the clock on the wall in Kosovo shows a day and a time. */
export function moment(day: string, time = '00:00'): number {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  // One of the two offsets of the year makes the wall show it.
  const found = [1, 2].map((hours) => asUtc - hours * 3_600_000).find((at) => wall.format(at) === `${day} ${time}`);
  return found ?? asUtc - 3_600_000;
}

/** So many working days before a day, or that day or the last working day before it (0). */
export function workingBefore(day: string, count: number, notBefore = '0000'): string {
  let [at, left] = [day, count];
  for (; at >= notBefore; at = plusDays(at, -1)) {
    if (!isWorking(at)) continue;
    if (left === 0) return at;
    left -= 1;
  }
  return notBefore;
}

/** Office hours of the municipality: from eight to four. */
const [OPENS, CLOSES] = ['08:00', '16:00'];

/** The moment at which so many minutes of office hours have passed. */
export function officeMinutesAfter(at: number, minutes: number): number {
  let left = minutes * 60_000;
  for (let day = dayOf(at); ; day = plusDays(day, 1)) {
    if (!isWorking(day)) continue;
    const from = Math.max(at, moment(day, OPENS));
    const span = Math.max(0, moment(day, CLOSES) - from);
    if (left <= span) return from + left;
    left -= span;
  }
}

/**
 * The day on which the directorate answers: when three fifths of the days up to the due day have passed, days of a question
 * not counted; a working day, and at least two working days before the due day where the term is long enough.
 */
export function directorateDay(
  trigger: string,
  dueOn: string,
  asked: readonly { from: string; until: string | null }[],
): string {
  const isPaused = (day: string): boolean => asked.some(({ from, until }) => day > from && day <= (until ?? from));
  const own: string[] = [];
  for (let day = plusDays(trigger, 1); day <= dueOn; day = plusDays(day, 1)) if (!isPaused(day)) own.push(day);
  const earliest = own.find(isWorking) ?? dueOn;
  const shared = own[Math.floor((own.length * 3) / 5) - 1] ?? earliest;
  const [answer, draft, signed] = [
    workingBefore(shared, 0, earliest),
    workingBefore(dueOn, 2, earliest),
    workingBefore(dueOn, 1, earliest),
  ];
  return [answer, draft, signed].sort()[0] ?? dueOn;
}
