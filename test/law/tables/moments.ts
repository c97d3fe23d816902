import { tableOf } from '../../support/clock-table';

/** Forty-eight hours, and days, over the two changes of the clock; `due` is the time on the wall in Kosovo. */
export const clockChangeTable = tableOf(`
step            | from                    | due              | why
access.urgent   | 2026-03-28 10:00 +01:00 | 2026-03-30 11:00 | the hour from 2 to 3 on Sunday 29 March does not exist: an hour later on the wall
access.urgent   | 2026-03-27 23:30 +01:00 | 2026-03-30 00:30 | so that the last local day is even the day after
access.urgent   | 2026-03-29 01:59 +01:00 | 2026-03-31 02:59 | the last minute of winter time
access.urgent   | 2026-03-29 03:00 +02:00 | 2026-03-31 03:00 | the first minute of summer time
access.urgent   | 2026-03-27 01:30 +01:00 | 2026-03-29 01:30 | ends half an hour before the change
access.urgent   | 2026-03-27 02:30 +01:00 | 2026-03-29 03:30 | would end in the hour that does not exist
access.urgent   | 2026-10-24 00:30 +02:00 | 2026-10-25 23:30 | the hour from 2 to 3 on Sunday 25 October comes twice: an hour earlier on the wall, and a day
access.urgent   | 2026-10-23 23:59 +02:00 | 2026-10-25 22:59 | the same, a minute before midnight
access.urgent   | 2026-10-25 02:30 +02:00 | 2026-10-27 01:30 | half past two for the first time
access.urgent   | 2026-10-25 02:30 +01:00 | 2026-10-27 02:30 | half past two for the second time, an hour later
access.urgent   | 2026-10-23 02:30 +02:00 | 2026-10-25 02:30 | ends in the hour that comes twice, the first time
access.urgent   | 2026-10-23 03:30 +02:00 | 2026-10-25 02:30 | ends in the hour that comes twice, the second time
access.urgent   | 2027-03-27 12:00 +01:00 | 2027-03-29 13:00 | the last Sunday of March 2027 is the 28th
access.urgent   | 2027-10-30 12:00 +02:00 | 2027-11-01 11:00 | the last Sunday of October 2027 is the 31st
access.urgent   | 2024-03-30 12:00 +01:00 | 2024-04-01 13:00 | the last Sunday of March 2024 is the 31st, Easter
access.urgent   | 2024-10-26 12:00 +02:00 | 2024-10-28 11:00 | the last Sunday of October 2024 is the 27th
access.urgent   | 2026-04-03 18:30 +02:00 | 2026-04-05 18:30 | from Good Friday to Easter Sunday: nothing rolls
access.decision | 2026-03-26 23:30 +01:00 | 2026-04-02       | seven days over the change in March are seven days
access.decision | 2026-10-22 00:30 +02:00 | 2026-10-29       | and in October, though the moment lies on the day before in UTC
access.redirect | 2026-03-27 12:00 +01:00 | 2026-04-03       | five working days over the change
`);

/** Receipts around midnight: the day in Kosovo is day zero, wherever the machine stands. */
export const midnightTable = tableOf(`
step             | from                    | due              | law      | why
access.decision  | 2026-03-10 23:59 +01:00 | 2026-03-17       | 06/L-081 | a minute before midnight still belongs to 10 March
access.decision  | 2026-03-11 00:01 +01:00 | 2026-03-18       | 06/L-081 | a minute after it is 11 March, though in UTC it is 23:01 of the 10th
access.decision  | 2026-03-11 00:00 +01:00 | 2026-03-18       | 06/L-081 | midnight begins the day
access.decision  | 2026-07-15 23:59 +02:00 | 2026-07-22       | 06/L-081 | in summer the last minute of the 15th is 21:59 in UTC
access.decision  | 2026-07-16 00:01 +02:00 | 2026-07-23       | 06/L-081 | and the first of the 16th is 22:01 of the 15th
access.decision  | 2026-07-16 01:59 +02:00 | 2026-07-23       | 06/L-081 | in summer the day in UTC lags by two hours
access.decision  | 2025-12-31 23:59 +01:00 | 2026-01-08       | 06/L-081 | day 7 is Orthodox Christmas
access.decision  | 2026-01-01 00:01 +01:00 | 2026-01-08       | 06/L-081 | the new year begins an hour before that of UTC; day 7 is the 8th itself
access.decision  | 2019-07-18 23:59 +02:00 | 2019-07-25       | 03/L-215 | the last minute of the law of 2010
access.decision  | 2019-07-19 00:01 +02:00 | 2019-07-26       | 06/L-081 | the first of the law of 2019, in UTC still the 18th
access.decision  | 2024-02-29 00:01 +01:00 | 2024-03-07       | 06/L-081 | leap day here, 28 February in UTC
access.urgent    | 2026-05-04 23:59 +02:00 | 2026-05-06 23:59 | 06/L-081 | hours run from the minute
access.urgent    | 2026-05-05 00:01 +02:00 | 2026-05-07 00:01 | 06/L-081 | two minutes later, a day zero later
access.urgent    | 2019-07-18 23:59 +02:00 | no law           |          | the law of 2010 knew no forty-eight hours
access.urgent    | 2019-07-19 00:01 +02:00 | 2019-07-21 00:01 | 06/L-081 | the law of 2019 does
`);
