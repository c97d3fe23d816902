import { tableOf } from '../../support/clock-table';

/**
 * Questions to the applicant. A request of Monday 2 March 2026 is due on Monday 9 March; nothing but weekends and Eid
 * (Friday 20 March) lies in its way.
 */
export const questionTable = tableOf(`
from       | questions                                      | settings | first      | due            | paused | why
2026-03-02 | 2026-03-04..2026-03-06                         |          | 2026-03-09 | 2026-03-09     | 0      | by default a question changes nothing: no text says that the clock stops
2026-03-02 | 2026-03-04..2026-03-06                         | pauses   | 2026-03-09 | 2026-03-11     | 2      | two days had been counted; 5 and 6 March do not count, five more do
2026-03-02 | 2026-03-04..2026-03-04                         | pauses   | 2026-03-09 | 2026-03-09     | 0      | asked and answered on one day counts as nothing
2026-03-02 | 2026-03-04..2026-03-05                         | pauses   | 2026-03-09 | 2026-03-10     | 1      | answered the next day: that day does not count
2026-03-02 | 2026-03-04..2026-03-06, 2026-03-05..2026-03-08 | pauses   | 2026-03-09 | 2026-03-13     | 4      | questions that overlap are one, from 4 to 8 March: no day is given twice
2026-03-02 | 2026-03-04..2026-03-09, 2026-03-05..2026-03-06 | pauses   | 2026-03-09 | 2026-03-16     | 5      | a question within another adds nothing; day 7 is Saturday 14 March and rolls
2026-03-02 | 2026-03-04..2026-03-06, 2026-03-06..2026-03-08 | pauses   | 2026-03-09 | 2026-03-13     | 4      | asked again on the day of the answer: one question from 4 to 8 March
2026-03-02 | 2026-03-06..2026-03-10, 2026-03-03..2026-03-05 | pauses   | 2026-03-09 | 2026-03-16     | 6      | two questions, told in the wrong order: 2 and 4 days; day 7 is Sunday 15 March and rolls
2026-03-02 | 2026-03-03..2026-03-03, 2026-03-05..2026-03-06 | pauses   | 2026-03-09 | 2026-03-10     | 1      | the question answered at once counts as nothing, the other one as a day
2026-03-02 | 2026-03-02..2026-03-04                         | pauses   | 2026-03-09 | 2026-03-11     | 2      | asked on the day of receipt: day 1 is the day after the answer
2026-03-02 | 2026-03-01..2026-03-04                         | pauses   | 2026-03-09 | 2026-03-11     | 2      | the day of receipt was corrected to one after the question: only days after it are given back
2026-03-02 | 2026-02-20..2026-02-27                         | pauses   | 2026-03-09 | 2026-03-09     | 0      | all was over before the clock began
2026-03-02 | 2026-02-27..2026-03-02                         | pauses   | 2026-03-09 | 2026-03-09     | 0      | answered on the day of receipt: day 1 is the day after as ever
2026-03-02 | 2026-03-08..2026-03-12                         | pauses   | 2026-03-09 | 2026-03-13     | 4      | asked on the last day but one: one day is left, the one after the answer
2026-03-02 | 2026-03-09..2026-03-12                         | pauses   | 2026-03-09 | 2026-03-12     | 3      | asked on the last day, when the count was complete: due on the day of the answer
2026-03-02 | 2026-03-09..2026-03-14                         | pauses   | 2026-03-09 | 2026-03-16     | 5      | the same, but the answer comes on a Saturday: Monday
2026-03-02 | 2026-03-10..2026-03-20                         | pauses   | 2026-03-09 | 2026-03-09     | 0      | asked after the due day: an overdue case stays overdue and gets nothing back
2026-03-02 | 2026-03-10..                                   | pauses   | 2026-03-09 | 2026-03-09     | 0      | the same, and nobody answered
2026-03-02 | 2026-03-04..2026-03-06, 2026-03-12..2026-03-20 | pauses   | 2026-03-09 | 2026-03-11     | 2      | the second question came after the moved due day: nothing for it
2026-03-02 | 2026-03-04..2026-03-06, 2026-03-11..2026-03-12 | pauses   | 2026-03-09 | 2026-03-12     | 3      | the second question came on the moved due day: due on the day of its answer
2026-03-02 | 2026-03-09..2026-03-11, 2026-03-11..2026-03-13 | pauses   | 2026-03-09 | 2026-03-13     | 4      | asked on the last day, answered, asked again at once: one question
2026-03-02 | 2026-03-09..2026-03-14, 2026-03-15..2026-03-18 | pauses   | 2026-03-09 | 2026-03-18     | 8      | asked on the last day, answered on a Saturday, asked again on the Sunday before it rolled
2026-03-02 | 2026-03-04..2026-04-20                         | pauses   | 2026-03-09 | 2026-04-27     | 47     | an answer after seven weeks: five days are left, day 7 is Saturday 25 April
2026-03-07 | 2026-03-15..2026-03-18                         | pauses   | 2026-03-16 | 2026-03-18     | 3      | day 7 was Saturday 14 March; asked while the end rolled: due on the day of the answer
2026-03-07 | 2026-03-15..2026-03-16                         | pauses   | 2026-03-16 | 2026-03-16     | 1      | the same, answered on the day to which it rolled: the same day
2026-03-07 | 2026-03-16..2026-03-17                         | pauses   | 2026-03-16 | 2026-03-17     | 1      | asked on the day to which it rolled: due on the day of the answer
2026-03-07 | 2026-03-17..2026-03-19                         | pauses   | 2026-03-16 | 2026-03-16     | 0      | asked a day after the day to which it rolled: too late
2026-03-30 | 2026-04-01..2026-04-05                         | pauses   | 2026-04-07 | 2026-04-10     | 4      | over Easter: days off count like any day, whether before or after the answer
2026-12-23 | 2026-12-24..2027-01-05                         | pauses   | 2026-12-30 | 2027-01-11     | 12     | over the new year: one day was counted, six are left after 5 January
`);

/** The clock stands while the question waits: there is no due day, only what is left. */
export const waitingTable = tableOf(`
from       | questions                            | settings   | first      | due              | why
2026-03-02 | 2026-03-04..                         | pauses     | 2026-03-09 | stands, 5 left   | two of seven days were counted when it was asked
2026-03-02 | 2026-03-02..                         | pauses     | 2026-03-09 | stands, 7 left   | asked on the day of receipt: nothing was counted
2026-03-02 | 2026-02-27..                         | pauses     | 2026-03-09 | stands, 7 left   | asked before the day of receipt, which was corrected since
2026-03-02 | 2026-03-09..                         | pauses     | 2026-03-09 | stands, 0 left   | asked on the last day: the answer will be due on its own day
2026-03-07 | 2026-03-15..                         | pauses     | 2026-03-16 | stands, 0 left   | asked while the end rolled over the weekend
2026-03-02 | 2026-03-04..2026-03-06, 2026-03-09.. | pauses     | 2026-03-09 | stands, 2 left   | the second question: 3, 4, 7, 8 and 9 March were counted
2026-03-02 | 2026-03-04.., 2026-03-05..2026-03-06 | pauses     | 2026-03-09 | stands, 5 left   | a question within one that waits ends nothing
2026-03-02 | 2026-03-05..2026-03-06, 2026-03-04.. | pauses     | 2026-03-09 | stands, 5 left   | the same, told in the other order
2026-03-02 | 2026-03-04..                         | restarts   | 2026-03-09 | stands, 7 left   | the whole term will run anew from the answer
2026-03-02 | 2026-03-04..2026-03-06, 2026-03-10.. | restarts   | 2026-03-09 | stands, 7 left   | a second question while the new term ran
2026-03-02 | 2026-03-12..                         | pauses A   | 2026-03-09 | stands, 5 left   | extended to 15 days, ten of them counted
2026-03-02 | 2026-03-04..                         | pauses B   | 2026-03-09 | stands, 20 left  | extended to 22 days, two of them counted
2026-03-02 | 2026-03-10..                         | restarts A | 2026-03-09 | stands, 15 left  | extended: all fifteen will run anew
2026-03-02 | 2026-03-08..                         | pauses working   | 2026-03-11 | stands, 3 left  | four working days were counted by Sunday 8 March
2026-03-02 | 2026-03-13..                         | pauses working B | 2026-03-11 | stands, 13 left | seven working days and two of the fifteen days were counted
2027-12-20 | 2027-12-21..                         | pauses     | 2027-12-28 | stands, 6 left   | a clock that stands needs no calendar of the next year
`);

/** The whole term anew from the day of the answer. */
export const restartTable = tableOf(`
from       | questions                                      | settings | first      | due        | paused | why
2026-03-02 | 2026-03-04..2026-03-06                         | restarts | 2026-03-09 | 2026-03-13 | 2      | seven days from Friday 6 March
2026-03-02 | 2026-03-04..2026-03-04                         | restarts | 2026-03-09 | 2026-03-09 | 0      | asked and answered on one day counts as nothing
2026-03-02 | 2026-03-09..2026-03-12                         | restarts | 2026-03-09 | 2026-03-19 | 3      | asked on the last day, in time: seven days from 12 March
2026-03-07 | 2026-03-15..2026-03-18                         | restarts | 2026-03-16 | 2026-03-25 | 3      | asked while the end rolled: seven days from 18 March
2026-03-02 | 2026-03-10..2026-03-12                         | restarts | 2026-03-09 | 2026-03-09 | 0      | asked after the due day: nothing runs anew
2026-03-02 | 2026-03-04..2026-03-06, 2026-03-10..2026-03-11 | restarts | 2026-03-09 | 2026-03-18 | 3      | anew from 6 March, and anew again from 11 March
2026-03-02 | 2026-03-04..2026-03-06, 2026-03-14..2026-03-20 | restarts | 2026-03-09 | 2026-03-13 | 2      | the second question came after the new term: nothing for it
2026-03-02 | 2026-03-04..2026-03-06, 2026-03-05..2026-03-09 | restarts | 2026-03-09 | 2026-03-16 | 5      | questions that overlap end with the last answer, 9 March
2026-03-02 | 2026-03-02..2026-03-04                         | restarts | 2026-03-09 | 2026-03-11 | 2      | asked on the day of receipt: seven days from 4 March
2026-03-02 | 2026-03-10..2026-03-11                         | restarts A | 2026-03-09 | 2026-03-26 | 1    | extended: all fifteen days from 11 March
2026-03-02 | 2026-03-04..2026-03-06                         | restarts B | 2026-03-09 | 2026-03-30 | 2    | extended: 22 days from 6 March end on Saturday 28 March
2026-03-02 | 2026-03-04..2026-03-06                         | restarts working | 2026-03-11 | 2026-03-17 | 2 | seven working days from 6 March
`);

/** Questions to the applicant together with an extension, with working days, and where they change nothing. */
export const mixedPauseTable = tableOf(`
step             | from                    | questions              | settings         | first      | due              | paused | why
                 | 2026-03-02              | 2026-03-04..2026-03-06 | pauses A         | 2026-03-09 | 2026-03-19       | 2      | 15 days in total would end on 17 March; two more
                 | 2026-03-02              | 2026-03-12..2026-03-16 | pauses A         | 2026-03-09 | 2026-03-23       | 4      | asked among the added days; day 15 is Saturday 21 March
                 | 2026-03-02              | 2026-03-09..2026-03-11 | pauses A         | 2026-03-09 | 2026-03-19       | 2      | asked on the last of the first seven days: eight days are left
                 | 2026-03-02              | 2026-03-17..2026-03-18 | pauses A         | 2026-03-09 | 2026-03-18       | 1      | asked on the extended due day: due on the day of the answer
                 | 2026-03-02              | 2026-03-18..2026-03-19 | pauses A         | 2026-03-09 | 2026-03-17       | 0      | asked after the extended due day: nothing
                 | 2026-03-02              | 2026-03-04..2026-03-06 | pauses B         | 2026-03-09 | 2026-03-26       | 2      | 22 days would end on 24 March; two more
                 | 2026-03-02              | 2026-03-04..2026-03-06 | pauses working   | 2026-03-11 | 2026-03-13       | 2      | two working days were counted, five are left after Friday
                 | 2026-03-02              | 2026-03-06..2026-03-09 | pauses working   | 2026-03-11 | 2026-03-12       | 3      | three days were lost to the question, only Monday would have counted
                 | 2026-03-02              | 2026-03-06..2026-03-08 | pauses working   | 2026-03-11 | 2026-03-11       | 2      | asked on Friday, answered on Sunday: no working day was lost
                 | 2026-03-02              | 2026-03-04..2026-03-06 | pauses working A | 2026-03-11 | 2026-03-19       | 2      | reading A names a total in days: all of it is counted in days
                 | 2026-03-02              | 2026-03-04..2026-03-06 | pauses working B | 2026-03-11 | 2026-03-30       | 2      | seven working days, then fifteen days, to Saturday 28 March
access.urgent    | 2026-03-02 09:00 +01:00 | 2026-03-02..2026-03-03 | pauses           | 2026-03-04 | 2026-03-04 09:00 | 0      | forty-eight hours never stand still
access.redirect  | 2026-03-02              | 2026-03-04..2026-03-06 | pauses           | 2026-03-09 | 2026-03-09       | 0      | passing a request on waits for nobody
petition.consider | 2026-03-02             | 2026-03-04..2026-03-06 | pauses           | 2026-05-04 | 2026-05-04       | 0      | the setting is one of access requests
access.extension | 2026-03-02              | 2026-03-04..2026-03-06 | pauses           | 2026-03-09 | 2026-03-19       | 2      | the extended request, asked of the calculator
                 | 2027-12-20              | 2027-12-21..2028-01-05 | pauses           |            | no calendar      |        | the answer lies beyond the last year that is known
`);
