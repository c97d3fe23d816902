import { Injectable } from '@nestjs/common';
import type { RefusalGround } from '../../core/casefile';
import { lastDayOf, type ReportFact, type ReportPeriod } from '../../core/report';
import { NO_DUE_DAY } from '../projection';
import type { Tx } from '../transactions';

type FactRow = Omit<ReportFact, 'extended' | 'urgent' | 'grounds' | 'n'> & {
  extended: number;
  urgent: number;
  grounds: string | null;
  n: number | string;
};

/** The deadline of a clock that stands still until the applicant answers: whatever the day, it has not passed. */
const HELD = '9999-12-30';

/**
 * The deadline as it stood on a day: what was extended or considered later did not move it yet; days that passed without
 * counting move it as an extension does.
 */
const dueOn = (day: string): string => `CASE WHEN c.kind = 'access-request'
    THEN CASE WHEN c.paused_since <= ${day} THEN :held
      WHEN c.extended_on <= ${day} OR (c.extended_on IS NULL AND c.paused_days > 0) THEN c.decision_due_on
      ELSE c.first_due_on END
    ELSE CASE WHEN c.considered_on <= ${day} THEN c.decision_due_on ELSE c.first_due_on END END`;

/** The hours of an urgent request end within a day: on that day its silence tells whether they had passed. */
const hourPassed = (day: string): string => `(c.urgent AND c.silent_since <= ${day})`;

/** Where an open stage stands on the as-of day. */
const openStage = (due: string): string =>
  `CASE WHEN COALESCE(${due}, :never) = :never THEN 'no-calendar' WHEN :asOf > ${due} THEN 'overdue' ELSE 'not-yet' END`;

const doneStage = (on: string, due: string): string =>
  `CASE WHEN COALESCE(${due}, :never) = :never THEN 'no-calendar' WHEN ${on} <= ${due} THEN 'in-time' ELSE 'late' END`;

/** Of a complaint the due day is kept by which a step was judged: another calendar changes no past figure. */
const judged = (on: string, due: string): string =>
  `CASE WHEN ${due} IS NULL THEN 'no-term' WHEN ${on} <= ${due} THEN 'in-time' ELSE 'late' END`;

/**
 * Each case of the period in the terms of a fact, then counted by them. What happened after the as-of day is not seen.
 * Both databases run the same text; a test holds it against a slow fold over replayed case files.
 */
const FACTS = `
SELECT kind, received, "atEnd", outcome, timing, consideration, notice, extended, urgent, complaint, reply, compliance,
  "outcomeAfter", "answerForm", "applicantType", "documentType", area, grounds, COUNT(*) AS n
FROM (
  SELECT f.kind, f.urgent, f."applicantType", f."documentType", f.area, f.received, f."atEnd", f.outcome, f.extended, f.complaint,
    f.reply, f.compliance, f."outcomeAfter",
    CASE WHEN f.outcome IS NOT NULL THEN f.answer_form END AS "answerForm",
    CASE WHEN f.outcome IN ('refused', 'partial') THEN f.all_grounds END AS grounds,
    CASE WHEN f.kind <> 'access-request' THEN NULL
      WHEN f.outcome = 'unanswered' THEN 'silent'
      WHEN COALESCE(f.due, :never) = :never THEN 'no-calendar'
      WHEN f.outcome IS NULL THEN CASE WHEN f.hour_passed = 1 OR :asOf > f.due THEN 'silent' ELSE 'not-yet' END
      WHEN f.hour_passed = 1 THEN 'late'
      WHEN f.closed_on <= f.first_due_on THEN 'first'
      WHEN f.closed_on <= f.due THEN 'extended'
      ELSE 'late' END AS timing,
    CASE WHEN f.kind = 'access-request' THEN NULL
      WHEN f.considered IS NOT NULL THEN ${doneStage('f.considered', 'f.first_due_on')}
      WHEN f.outcome IS NOT NULL THEN 'none'
      ELSE ${openStage('f.first_due_on')} END AS consideration,
    CASE WHEN f.kind = 'access-request' THEN NULL
      WHEN f.considered IS NULL OR f.outcome = 'withdrawn' THEN 'none'
      WHEN f.outcome = 'unanswered' THEN 'overdue'
      WHEN f.outcome IS NOT NULL THEN ${doneStage('f.closed_on', 'f.due')}
      ELSE ${openStage('f.due')} END AS notice
  FROM (
    SELECT c.kind, c.closed_on, c.first_due_on, c.answer_form, c.grounds AS all_grounds,
      c.applicant_type AS "applicantType", c.document_type AS "documentType", c.subject_area AS area,
      CASE WHEN c.urgent THEN 1 ELSE 0 END AS urgent,
      CASE WHEN c.received_on < :from THEN 'before' ELSE 'within' END AS received,
      CASE WHEN c.closed_on <= :until THEN c.outcome
        WHEN COALESCE(${dueOn(':until')}, :never) = :never THEN 'open-no-calendar'
        WHEN :until > ${dueOn(':until')} OR ${hourPassed(':until')} THEN 'open-past-due'
        ELSE 'open-in-time' END AS "atEnd",
      CASE WHEN c.closed_on <= :asOf THEN c.outcome END AS outcome,
      CASE WHEN ${hourPassed('CASE WHEN c.closed_on <= :asOf THEN c.closed_on ELSE :asOf END')} THEN 1 ELSE 0
        END AS hour_passed,
      CASE WHEN c.considered_on <= :asOf THEN c.considered_on END AS considered,
      CASE WHEN c.extended_on <= :asOf THEN 1 ELSE 0 END AS extended,
      CASE WHEN c.complaint_on > :asOf OR c.complaint_on IS NULL THEN NULL
        WHEN c.complaint_outcome IS NULL OR c.complaint_decided_on > :asOf THEN 'pending'
        ELSE c.complaint_outcome END AS complaint,
      CASE WHEN c.complaint_notified_on <= :asOf THEN
        CASE WHEN c.complaint_answered_on <= :asOf THEN ${judged('c.complaint_answered_on', 'c.reply_due_on')}
          WHEN c.complaint_decided_on <= :asOf THEN 'none'
          ELSE 'pending' END END AS reply,
      CASE WHEN c.complaint_outcome = 'binding' AND c.complaint_decided_on <= :asOf THEN
        CASE WHEN c.complied_on <= :asOf THEN ${judged('c.complied_on', 'c.comply_due_on')}
          ELSE 'pending' END END AS compliance,
      CASE WHEN c.complied_on <= :asOf THEN c.outcome_after END AS "outcomeAfter",
      ${dueOn(':asOf')} AS due
    FROM case_files c
    WHERE c.institution_id = :institutionId AND c.received_on <= :until
      AND (c.received_on >= :from OR c.closed_on IS NULL OR c.closed_on >= :from)
  ) f
) g
GROUP BY kind, received, "atEnd", outcome, timing, consideration, notice, extended, urgent, complaint, reply, compliance,
  "outcomeAfter", "answerForm", "applicantType", "documentType", area, grounds`;

@Injectable()
export class ReportFacts {
  /**
   * The cases of a period, counted by everything that the report tells: one grouped statement. Only a complaint of an old
   * register, whose outcome has no day, is told with the outcome that is known now. Of several complaints about one
   * request the latest counts.
   */
  async of(tx: Tx, institutionId: string, period: ReportPeriod): Promise<ReportFact[]> {
    const { from, asOf } = period;
    const given = { institutionId, from, asOf, until: lastDayOf(period), never: NO_DUE_DAY, held: HELD };
    const [sql, values] = tx.connection.driver.escapeQueryWithParameters(FACTS, given, {});
    const rows = await tx.query<FactRow[]>(sql, values);
    return rows.map((row) => ({
      ...row,
      extended: Number(row.extended) === 1,
      urgent: Number(row.urgent) === 1,
      grounds: (row.grounds?.split(' ') ?? []) as RefusalGround[],
      n: Number(row.n),
    }));
  }
}
