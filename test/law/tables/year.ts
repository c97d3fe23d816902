import { tableOf } from '../../support/clock-table';

/** Leap years. */
export const leapTable = tableOf(`
step              | from                    | settings | calendar | due              | why
access.decision   | 2024-02-22              |          |          | 2024-02-29       | due on the leap day itself
access.decision   | 2023-02-22              |          |          | 2023-03-01       | the year before has none
access.decision   | 2024-02-28              |          |          | 2024-03-06       | 29 February is day 1
access.decision   | 2024-02-29              |          |          | 2024-03-07       | the leap day is day zero
access.decision   | 2012-02-29              |          |          | 2012-03-07       | under the law of 2010 as well
access.decision   | 2024-02-22              | working  |          | 2024-03-04       | the leap day, a Thursday, is the fifth working day
access.decision   | 2024-02-19              | A        |          | 2024-03-05       | fifteen days over the leap day; 19 February itself is a day off and day zero
petition.consider | 2024-01-15              |          |          | 2024-03-15       | sixty days over the leap day
petition.consider | 2023-01-16              |          |          | 2023-03-17       | sixty days without one
access.urgent     | 2024-02-28 10:00 +01:00 |          |          | 2024-03-01 10:00 | forty-eight hours over the leap day
access.urgent     | 2023-02-28 10:00 +01:00 |          |          | 2023-03-02 10:00 | forty-eight hours without one
access.decision   | 2028-02-22              |          | to-2028  | 2028-02-29       | due on the next leap day
access.decision   | 2028-02-21              |          | to-2028  | 2028-02-29       | day 7 is Monday 28 February, Eid carried over from Saturday: the end moves to the leap day
access.decision   | 2028-02-29              |          | to-2028  | 2028-03-07       | the leap day is day zero
access.decision   | 2028-02-22              |          |          | no calendar      | no table of 2028 is known: nothing is guessed
`);

/** The end of the year, with the next year's table and without. */
export const yearEndTable = tableOf(`
step              | from                    | settings | calendar | due              | why
access.decision   | 2026-12-24              |          | to-2026  | 2026-12-31       | the last day that the table knows
access.decision   | 2026-12-25              |          | to-2026  | no calendar      | day 7 is 1 January of a year that nobody has published
access.decision   | 2026-12-25              |          |          | 2027-01-05       | with the table: 1 January, the weekend and 4 January are off
access.decision   | 2026-12-24              | A        | to-2026  | no calendar      | the first deadline is known, the extended one is not
access.decision   | 2026-12-24              | A        |          | 2027-01-08       | with the table
access.decision   | 2026-12-21              | working  | to-2026  | 2026-12-31       | seven working days, Christmas is none
access.decision   | 2026-12-22              | working  | to-2026  | no calendar      | the seventh working day lies in January
access.decision   | 2026-12-22              | working  |          | 2027-01-05       | 1 and 4 January are off
petition.consider | 2026-11-02              |          | to-2026  | no calendar      | sixty days end on 1 January
petition.consider | 2026-11-02              |          |          | 2027-01-05       | with the table
access.redirect   | 2026-12-23              |          | to-2026  | 2026-12-31       | five working days, Christmas is none
access.redirect   | 2026-12-24              |          | to-2026  | no calendar      | the fifth lies in January
access.urgent     | 2026-12-30 22:00 +01:00 |          | to-2026  | 2027-01-01 22:00 | hours hang on no table: they run into a year that nobody has published
access.urgent     | 2026-12-30 22:00 +01:00 |          |          | 2027-01-01 22:00 | and with the table they end at the same minute
access.decision   | 2027-12-24              |          |          | 2027-12-31       | the last day that the program knows
access.decision   | 2027-12-25              |          |          | no calendar      | a day later it refuses
access.decision   | 2027-12-25              |          | to-2028  | 2028-01-05       | New Year on a weekend: 3 and 4 January are off
access.decision   | 2028-01-03              |          |          | no calendar      | even day zero lies beyond
`);

/** Holidays: where they fall, where they are carried to, and what happens when one is confirmed a day later. */
export const holidayTable = tableOf(`
step            | from       | settings | calendar         | due        | why
access.decision | 2026-03-13 |          |                  | 2026-03-23 | day 7 is Friday 20 March, Eid as expected: Monday
access.decision | 2026-03-13 |          | fitr-a-day-later | 2026-03-20 | Eid was seen a day later: Friday 20 March is a working day after all
access.decision | 2026-03-16 |          |                  | 2026-03-23 | Monday 23 March is a working day as expected
access.decision | 2026-03-16 |          | fitr-a-day-later | 2026-03-24 | Eid on Saturday was carried over to Monday 23 March
access.decision | 2026-03-12 | working  |                  | 2026-03-24 | 20 March is none of the seven
access.decision | 2026-03-12 | working  | fitr-a-day-later | 2026-03-24 | 20 March is one of the seven and 23 March none: the same day
access.decision | 2026-05-20 |          |                  | 2026-05-28 | day 7 is 27 May, Eid as expected
access.decision | 2026-05-20 |          | adha-a-day-later | 2026-05-27 | Eid was confirmed for the 28th: 27 May is a working day
access.decision | 2026-05-21 |          |                  | 2026-05-28 | day 7 is 28 May
access.decision | 2026-05-21 |          | adha-a-day-later | 2026-05-29 | Eid was confirmed for the 28th
access.decision | 2026-06-05 |          |                  | 2026-06-12 | a Friday like any other
access.decision | 2026-06-05 |          | own-day-off      | 2026-06-15 | the municipality's own day off
access.decision | 2026-06-04 |          | own-day-off      | 2026-06-11 | the day before is not touched
access.decision | 2026-02-12 |          |                  | 2026-02-19 | a holiday among the seven days costs nothing
access.decision | 2026-06-06 |          |                  | 2026-06-15 | day 7 is a Saturday: Monday
access.decision | 2026-06-07 |          |                  | 2026-06-15 | day 7 is a Sunday: Monday
access.decision | 2026-12-18 |          |                  | 2026-12-28 | day 7 is Christmas, a Friday: Monday
access.decision | 2026-05-02 |          |                  | 2026-05-12 | day 7 is Europe Day, a Saturday; Monday 11 May is off for it
access.decision | 2026-04-29 | working  |                  | 2026-05-12 | 1 and 11 May are none of the seven
access.decision | 2026-03-30 |          |                  | 2026-04-07 | two Easters in eight days: 6 April is off for the one of 5 April
access.decision | 2026-04-06 |          |                  | 2026-04-14 | and 13 April for the one of 12 April
access.decision | 2026-04-02 |          |                  | 2026-04-10 | between them 9 April is Constitution Day
access.decision | 2026-04-03 | working  |                  | 2026-04-17 | of seven working days from Good Friday: 7, 8, 10, 14, 15, 16, 17 April
access.decision | 2026-03-29 | A        |                  | 2026-04-14 | fifteen days to 13 April, the second Easter Monday
access.redirect | 2026-04-02 |          |                  | 2026-04-14 | five working days between the two Easters: 3, 7, 8, 10, 14 April
access.decision | 2025-04-14 |          |                  | 2025-04-23 | both Easters on 20 April 2025: Monday and Tuesday are off
access.decision | 2017-04-10 |          |                  | 2017-04-19 | both Easters on 16 April 2017: Monday and Tuesday are off
access.decision | 2028-04-10 |          | to-2028          | 2028-04-19 | both Easters on 16 April 2028: Monday and Tuesday are off
access.decision | 2018-04-02 |          |                  | 2018-04-10 | the official table of 2018: Orthodox Easter and Constitution Day met on 9 April and cost one day
access.decision | 2024-04-02 |          |                  | 2024-04-11 | the official table of 2024: Constitution Day and Eid on 9 and 10 April
access.decision | 2024-04-29 |          |                  | 2024-05-07 | Orthodox Easter of 5 May 2024, carried over to Monday
access.decision | 2012-04-02 |          |                  | 2012-04-11 | Catholic Easter of 8 April 2012 met Constitution Day: 9 and 10 April
`);
