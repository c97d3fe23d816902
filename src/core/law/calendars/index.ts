import { type Calendar, calendarOf, type CalendarYear } from '../calendar';
import { year2010 } from './2010';
import { year2011 } from './2011';
import { year2012 } from './2012';
import { year2013 } from './2013';
import { year2014 } from './2014';
import { year2015 } from './2015';
import { year2016 } from './2016';
import { year2017 } from './2017';
import { year2018 } from './2018';
import { year2019 } from './2019';
import { year2020 } from './2020';
import { year2021 } from './2021';
import { year2022 } from './2022';
import { year2023 } from './2023';
import { year2024 } from './2024';
import { year2025 } from './2025';
import { year2026 } from './2026';
import { year2027 } from './2027';

/** The rest days of each year that the product knows. The official table of a year beats the rule. */
export const calendarYears: readonly CalendarYear[] = [
  year2010,
  year2011,
  year2012,
  year2013,
  year2014,
  year2015,
  year2016,
  year2017,
  year2018,
  year2019,
  year2020,
  year2021,
  year2022,
  year2023,
  year2024,
  year2025,
  year2026,
  year2027,
];

/** The rest days of Kosovo, from 2010 to 2027. */
export const nationalCalendar: Calendar = calendarOf('kosovo-2010-2027/1', calendarYears);

/**
 * Every national table that a released program brought, by its version. A table that changes gets a new version and leaves
 * its old one here: cases were judged by it, and municipalities count by it until they take the new one over.
 */
export const nationalTables: ReadonlyMap<string, readonly CalendarYear[]> = new Map([
  [nationalCalendar.version, calendarYears],
]);
