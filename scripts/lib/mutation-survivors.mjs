const NO_LAW = 'Both laws on access know an extension. The line waits for one that does not.';
const UNIT = 'A count asks only whether its unit is the working day; every other word means days.';
const SAME_DAY = 'No two days off of a year are on the same day, so nothing is ever equal here.';
const NULL = 'No text is smaller or greater than `null`, so the second condition already answers for an open end.';
const EAST = 'The zone has always been east of Greenwich: the offset is there, and never negative.';
const CACHE =
  'Names of days are kept to save time. The same day is written anew where they are not, or kept where none asks.';
const BOTH = 'A list has a first and a last entry, or neither.';
const KNOWN = 'The day was looked up before, and refused where there is none.';

/** Why no test can notice a change that survives; the key is how the report names it. */
export const survivors = {
  'access-clock.ts: `Law ${statute.version} knows no extension.` -> ``': NO_LAW,
  "access-clock.ts: extended && statute.extension === 'none' -> false": NO_LAW,
  "access-clock.ts: statute.extension === 'none' -> false": NO_LAW,
  'access-clock.ts: \'none\' -> ""': NO_LAW,
  'access-clock.ts: \'day\' -> ""': UNIT,
  'access-clock.ts: [] -> ["Stryker was here"]':
    'A question without its days is dropped like one that was answered on its own day.',
  'walk.ts: \'The count is complete.\' -> ""': 'The walk asks for a stretch only while units are left.',
  'calendar-newer.ts: one.day < other.day -> one.day <= other.day': SAME_DAY,
  'calendar-edit.ts: one.day < other.day -> one.day <= other.day': SAME_DAY,
  'calendar-edit.ts: one.firstDay > other.firstDay -> one.firstDay >= other.firstDay':
    'Of two equal days it does not matter which is taken.',
  'calendar-edit.ts: one.lastDay < other.lastDay -> one.lastDay <= other.lastDay':
    'Of two equal days it does not matter which is taken.',
  'calendar-edit.ts: yearOf(years, day)?.days -> yearOf(years, day).days': KNOWN,
  'calendar-edit.ts: yearOf(years, day)?.state -> yearOf(years, day).state': KNOWN,
  'calendar-edit.ts: entryOf(years, day)?.state -> entryOf(years, day).state': KNOWN,
  'calendar.ts: !first || !last -> !first && !last': BOTH,
  'passport.ts: !first || !last -> !first && !last': BOTH,
  "clock.ts: { reading: 'A' } -> {}": 'What is not reading B is counted by reading A.',
  'clock.ts: \'A\' -> ""': 'What is not reading B is counted by reading A.',
  'pause.ts: until !== null -> true': NULL,
  'pause.ts: last.until !== null -> true': NULL,
  'pause.ts: other === null -> false': 'Nothing is greater than `null`, so the open end is given back all the same.',
  'pause.ts: a.from < b.from -> a.from <= b.from': 'Two questions of one day overlap; in either order they become one.',
  'pause.ts: one > other -> one >= other': 'Of two equal days it does not matter which is taken.',
  'pause.ts: day < until -> day <= until':
    'A walk meets the day of the answer only as day zero, when there is nothing to wait for and nothing to void.',
  'soundness.ts: statute.until !== null -> true': NULL,
  'threshold.ts: one.matter === matter -> true': 'Signatures are asked for in one matter only, the initiative.',
  'local-time.ts: -1 -> +1': EAST,
  'local-time.ts: !offset -> false': EAST,
  "local-time.ts: offset[1] === '-' -> false": EAST,
  'local-time.ts: \'-\' -> ""': EAST,
  'local-time.ts: day < Date.UTC(year + 1, 0, 1) -> day <= Date.UTC(year + 1, 0, 1)':
    'A change on 1 January of the next year comes after every moment of this one.',
  'local-time.ts: askIntl(day + DAY) === ahead -> askIntl(day + DAY) !== ahead':
    'The hours are then searched from an earlier day on, and end at the same change.',
  'local-time.ts: day + HOUR -> day - HOUR': 'The search begins two hours earlier and ends at the same change.',
  'local-date.ts: /^\\d{4}-\\d{2}-\\d{2}$/ -> /^\\d{4}-\\d{2}-\\d{2}/':
    'What is longer is refused by the next line: the day that was understood does not begin with it.',
  'local-date.ts: /^\\d{4}-\\d{2}-\\d{2}$/ -> /\\d{4}-\\d{2}-\\d{2}$/':
    'What stands before the year is refused as a year before 1900, or by the next line.',
  'local-date.ts: new Array<undefined>(NAMED_DAYS) -> new Array()': CACHE,
  'local-date.ts: known !== undefined -> false': CACHE,
  'local-date.ts: days >= 0 && days < NAMED_DAYS -> true': CACHE,
  'local-date.ts: days >= 0 && days < NAMED_DAYS -> false': CACHE,
  'local-date.ts: days >= 0 && days < NAMED_DAYS -> days >= 0 || days < NAMED_DAYS': CACHE,
  'local-date.ts: days >= 0 -> true': CACHE,
  'local-date.ts: days >= 0 -> days > 0': CACHE,
  'local-date.ts: days >= 0 -> days < 0': CACHE,
  'local-date.ts: days < NAMED_DAYS -> true': CACHE,
  'local-date.ts: days < NAMED_DAYS -> days <= NAMED_DAYS': CACHE,
  'local-date.ts: days < NAMED_DAYS -> days >= NAMED_DAYS': CACHE,
};
