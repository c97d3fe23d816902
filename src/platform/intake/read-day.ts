import { type LocalDate, localTimeOf, startOfLocalDay } from '../../core/law';
import { readDay as readWrittenDay } from '../../core/report';

/** A day typed as 30.03.2026, 30.3.2026., 30/03/2026 or 2026-03-30; null when it is none. */
export function readDay(text: string): LocalDate | null {
  // A form may be typed with slashes; a register may not, where they can mean another order.
  return readWrittenDay(text.replace(/\s+/g, '').replace(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, '$1.$2.$3'));
}

/** A day as it stands in a form that is offered filled in: 30.03.2026. */
export const typedDay = (day: LocalDate): string => day.split('-').reverse().join('.');

/** A time of day typed as 9:05, 09.05 or 0905, as 'HH:MM'; null when it is none. */
export function readTime(text: string): string | null {
  const match = /^(\d{1,2})[:.]?(\d{2})$/.exec(text.trim());
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** The instant at which a wall clock in Kosovo shows the time on that day, also on the two days when clocks change. */
export function instantOf(day: LocalDate, time: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const naive = startOfLocalDay(day).getTime() + (hour * 60 + minute) * 60_000;
  for (const shift of [0, -3_600_000, 3_600_000]) {
    const instant = new Date(naive + shift);
    if (localTimeOf(instant) === time) return instant;
  }
  // The hour that is skipped in spring: the same number of minutes after midnight.
  return new Date(naive);
}
