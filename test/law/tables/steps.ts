import { tableOf } from '../../support/clock-table';

/** Every step of every procedure from Monday 2 March 2026 (law of 2019) and from Monday 5 March 2012 (law of 2010). */
export const stepTable = tableOf(`
step                     | from                    | first      | due              | law      | why
access.decision          | 2026-03-02              | 2026-03-09 | 2026-03-09       | 06/L-081 | seven days
access.extension         | 2026-03-02              | 2026-03-09 | 2026-03-17       | 06/L-081 | fifteen in total, the first deadline stays beside it
access.urgent            | 2026-03-02 09:00 +01:00 | 2026-03-04 | 2026-03-04 09:00 | 06/L-081 | forty-eight hours, to protect life or liberty
access.redirect          | 2026-03-02              | 2026-03-09 | 2026-03-09       | 06/L-081 | five working days, when the holder is known
access.redirect          | 2026-03-04              | 2026-03-11 | 2026-03-11       | 06/L-081 | five working days pass over one weekend
access.redirect          | 2026-03-07              | 2026-03-13 | 2026-03-13       | 06/L-081 | from a Saturday the first is Monday
access.redirect-unknown  | 2026-03-02              | 2026-03-09 | 2026-03-09       | 06/L-081 | seven days, when nobody knows the holder
complaint.file           | 2026-03-02              | 2026-03-17 | 2026-03-17       | 06/L-081 | fifteen days for the applicant
complaint.reply          | 2026-03-02              | 2026-03-09 | 2026-03-09       | 06/L-081 | seven days for the municipality
complaint.decision       | 2026-03-02              | 2026-04-01 | 2026-04-01       | 06/L-081 | thirty days for the Agency
complaint.decision       | 2026-03-07              | 2026-04-07 | 2026-04-07       | 06/L-081 | thirty days to Easter Monday
complaint.comply         | 2026-03-02              | 2026-03-09 | 2026-03-09       | 06/L-081 | seven days to do what a binding decision says
complaint.court          | 2026-03-02              | 2026-04-01 | 2026-04-01       | 06/L-081 | thirty days to go to court
petition.consider        | 2026-03-02              | 2026-05-04 | 2026-05-04       | 03/L-040 | day 60 is Friday 1 May, a day off
petition.notice          | 2026-03-02              | 2026-03-17 | 2026-03-17       | 03/L-040 | fifteen days after the day of consideration
initiative.consider      | 2026-03-02              | 2026-05-04 | 2026-05-04       | 03/L-040 | sixty days from the chair's receipt
initiative.notice        | 2026-03-02              | 2026-03-17 | 2026-03-17       | 03/L-040 | fifteen days after the day of consideration
citizen-request.consider | 2026-03-02              | 2026-05-04 | 2026-05-04       | 03/L-040 | sixty days
citizen-request.notice   | 2026-03-02              | 2026-03-17 | 2026-03-17       | 03/L-040 | fifteen days after the day of consideration
access.decision          | 2012-03-05              | 2012-03-12 | 2012-03-12       | 03/L-215 | seven days in the law of 2010, too
access.extension         | 2012-03-05              | 2012-03-12 | 2012-03-20       | 03/L-215 | fifteen in total in the law of 2010, too
access.redirect          | 2012-03-05              | 2012-03-12 | 2012-03-12       | 03/L-215 | five working days: its Art. 7(2)
access.urgent            | 2012-03-05 09:00 +01:00 |            | no law           |          | no forty-eight hours are known of the law of 2010
access.redirect-unknown  | 2012-03-05              |            | no law           |          | no such step is known of the law of 2010
complaint.file           | 2012-03-05              |            | no law           |          | under the law of 2010 nobody complained to the Agency
complaint.reply          | 2012-03-05              |            | no law           |          | nor did anybody reply to it
complaint.decision       | 2012-03-05              |            | no law           |          | nor did it decide
complaint.comply         | 2012-03-05              |            | no law           |          | nor bind
complaint.court          | 2012-03-05              |            | no law           |          | nor was it sued
petition.consider        | 2012-03-05              | 2012-05-04 | 2012-05-04       | 03/L-040 | sixty days, the same law since 2008
petition.notice          | 2012-03-05              | 2012-03-20 | 2012-03-20       | 03/L-040 | fifteen days
initiative.consider      | 2012-03-05              | 2012-05-04 | 2012-05-04       | 03/L-040 | sixty days
initiative.notice        | 2012-03-05              | 2012-03-20 | 2012-03-20       | 03/L-040 | fifteen days
citizen-request.consider | 2012-03-05              | 2012-05-04 | 2012-05-04       | 03/L-040 | sixty days
citizen-request.notice   | 2012-03-05              | 2012-03-20 | 2012-03-20       | 03/L-040 | fifteen days
`);

/** Which law judges: the day of the trigger says so, whenever the answer is given. */
export const lawTable = tableOf(`
step              | from       | due        | law      | why
access.decision   | 2010-12-09 | no law     |          | the day before the first law on access
access.decision   | 2010-12-10 | 2010-12-17 | 03/L-215 | its first day
access.decision   | 2019-07-12 | 2019-07-19 | 03/L-215 | due when the new law already stood, judged by the old one
access.decision   | 2019-07-18 | 2019-07-25 | 03/L-215 | its last day
access.decision   | 2019-07-19 | 2019-07-26 | 06/L-081 | the first day of its successor
access.extension  | 2019-07-18 | 2019-08-02 | 03/L-215 | an extension follows the law of the request
complaint.file    | 2019-07-18 | no law     |          | a refusal on the last day of the old law
complaint.file    | 2019-07-19 | 2019-08-05 | 06/L-081 | a refusal on the first day of the new one: day 15 is a Saturday
petition.consider | 2010-01-04 | 2010-03-05 | 03/L-040 | older than any law on access
petition.consider | 2009-12-31 | no calendar |         | older than the first table of days off
`);
