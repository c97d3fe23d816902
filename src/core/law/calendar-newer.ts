import { type CalendarDay, type CalendarYear, dayOffCodes } from './calendar';

/** A day off of the national table that an institution has otherwise, or not at all, or has and the table has not. */
export interface TableDifference {
  year: number;
  own: CalendarDay | null;
  national: CalendarDay | null;
}

/**
 * What a newer national table would bring to the calendar of an institution.
 *
 * `added`: the institution's years with those that it does not have yet. `taken`: the same with the table's days in the
 * years that it has; its own declared days off stay, except on a day that the table itself gives. `differences`: the days
 * by which the two differ. A day that the institution knows to be official beats one that the table only expects or works
 * out by the rule. A day that merely became better known moves nothing, and comes with both.
 */
export function newerTable(
  own: readonly CalendarYear[],
  national: readonly CalendarYear[],
): { added: CalendarYear[]; newYears: number[]; taken: CalendarYear[]; differences: TableDifference[] } {
  const last = own.at(-1)?.year ?? 0;
  const further = national.filter(({ year }) => year > last);
  const differences: TableDifference[] = [];
  const known: CalendarYear[] = [];
  const taken: CalendarYear[] = [];
  for (const table of own) {
    const theirs = national.find(({ year }) => year === table.year);
    const mine = theirs ? betterKnown(table, theirs) : table;
    const found = theirs ? differencesOf(mine, theirs) : [];
    differences.push(...found);
    known.push(mine);
    taken.push(merged(mine, found));
  }
  const newYears = further.map(({ year }) => year);
  return { added: [...known, ...further], newYears, taken: [...taken, ...further], differences };
}

const isDeclared = ({ name }: CalendarDay): boolean => (dayOffCodes as readonly string[]).includes(name);
const whole = (day: CalendarDay, { state, source }: CalendarYear): CalendarDay => ({ state, source, ...day });

/** The year with what the table knows better about the days that both have. */
function betterKnown(mine: CalendarYear, theirs: CalendarYear): CalendarYear {
  const days = mine.days.map((one) => {
    const national = theirs.days.find(({ day, name }) => day === one.day && name === one.name);
    const [known, told] = [whole(one, mine), national && whole(national, theirs)];
    return !told || known.state === 'official' || told.state === known.state ? one : told;
  });
  return { ...mine, days };
}

function differencesOf(mine: CalendarYear, theirs: CalendarYear): TableDifference[] {
  const own = mine.days.filter((one) => !isDeclared(one)).map((one) => whole(one, mine));
  const national = theirs.days.map((one) => whole(one, theirs));
  const found: TableDifference[] = [];
  const year = mine.year;
  for (const one of national) {
    const sameDay = own.find(({ day, name }) => day === one.day && name === one.name);
    if (sameDay) continue;
    const moved = own.find(
      ({ name, day }) => name === one.name && !national.some((n) => n.name === name && n.day === day),
    );
    if (moved?.state === 'official' && one.state !== 'official') continue;
    found.push({ year, own: moved ?? null, national: one });
  }
  for (const one of own) {
    const stands = national.some(({ name }) => name === one.name);
    if (!stands && one.state !== 'official') found.push({ year, own: one, national: null });
  }
  return found;
}

/** The year without what the table has otherwise, and with what it has. */
function merged(mine: CalendarYear, found: readonly TableDifference[]): CalendarYear {
  const gone = new Set(found.map(({ own }) => own?.day));
  const brought = found.flatMap(({ national }) => national ?? []);
  const kept = mine.days.filter(({ day }) => !gone.has(day) && !brought.some((one) => one.day === day));
  const days = [...kept, ...brought].sort((one, other) => (one.day < other.day ? -1 : 1));
  return { ...mine, days };
}
