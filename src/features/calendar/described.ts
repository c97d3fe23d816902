import type { CalendarChange, CalendarDay, CalendarYear, LocalDate } from '../../core/law';

/** A change as it is kept, told and shown: with the name of the day that it is about, and a year by the number of its days. */
export type DescribedChange =
  | Extract<CalendarChange, { type: 'add' }>
  | (Extract<CalendarChange, { type: 'move' | 'confirm' | 'remove' }> & Named)
  | { type: 'add-year'; year: number; state: CalendarYear['state']; source: string; days: number }
  /** A newer table of the program: the years that came with it, and how many known days it moved. */
  | { type: 'national'; version: string; years: number[]; days: number; kept?: true };

type Named = Pick<CalendarDay, 'name' | 'title'>;

export function describe(years: readonly CalendarYear[], change: CalendarChange): DescribedChange {
  switch (change.type) {
    case 'add':
      return change;
    case 'move':
      return { ...change, ...nameOf(years, change.from) };
    case 'confirm':
    case 'remove':
      return { ...change, ...nameOf(years, change.day) };
    case 'add-year': {
      const { type, year, state, source, days } = change;
      return { type, year, state, source, days: days.length };
    }
  }
}

function nameOf(years: readonly CalendarYear[], day: LocalDate): Named {
  for (const table of years) {
    const found = table.days.find((one) => one.day === day);
    if (found) return { name: found.name, ...(found.title ? { title: found.title } : {}) };
  }
  throw new RangeError(`${day} is no day off.`);
}
