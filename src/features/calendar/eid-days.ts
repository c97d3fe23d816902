import { addDays, type EidDays, type LocalDate, localDate } from '../../core/law';

/**
 * The first days of Eid al-Fitr (1 Shawwal) and Eid al-Adha (10 Dhu al-Hijja) of a year by the calendar of Umm al-Qura, as the
 * machine's table of calendars has it. A proposal: the day is announced when the moon is seen, and may be a day off.
 */
export function expectedEids(year: number): EidDays {
  const names = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura', {
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const fitr: LocalDate[] = [];
  const adha: LocalDate[] = [];
  for (let day = localDate(`${year}-01-01`); day.startsWith(String(year)); day = addDays(day, 1)) {
    const parts = names.formatToParts(new Date(`${day}T12:00:00Z`));
    const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
    if (part('month') === 10 && part('day') === 1) fitr.push(day);
    if (part('month') === 12 && part('day') === 10) adha.push(day);
  }
  return { fitr, adha };
}
