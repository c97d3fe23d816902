import {
  ANSWER_FORMS,
  APPLICANT_TYPES,
  COMPLAINT_OUTCOMES,
  DOCUMENT_TYPES,
  KINDS,
  OUTCOMES,
  REFUSAL_GROUNDS,
} from '../../../core/casefile';
import { AREA_OUTCOMES, COMPLAINT_TIMINGS, OPEN_STATES, STAGES } from '../../../core/report';
import { count, counts, day, flag, forOfficials, json, list, object, orNull, problem, ref, text } from './build';
import type { Parameter, Schema } from './types';

const all = (codes: readonly string[], schema: Schema, description: string): Schema =>
  object(Object.fromEntries(codes.map((code) => [code, schema])), description);

export const reportSchemas: Record<string, Schema> = {
  Report: object(
    {
      period: object(
        {
          from: day('The first day of the period.'),
          to: day('Its last day.'),
          asOf: day('Nothing that happened after it counts.'),
        },
        'What the report is about.',
      ),
      balance: all([...KINDS, 'total'], ref('Balance'), 'Opening and received against closed and open, for each kind.'),
      access: ref('AccessForm'),
      others: all(KINDS.slice(1), ref('StageForm'), 'Petitions, initiatives and citizens’ requests by their stages.'),
      areas: list(
        ref('AreaLine'),
        'What was received, by subject area; without an area last. Empty where the institution keeps no list of areas.',
      ),
    },
    'The yearly access report. Opening and received always equal closed and open.',
  ),
  Balance: object(
    {
      opening: count('Open when the period began.'),
      received: count('Received within it.'),
      closed: counts(OUTCOMES, 'Closed within it, by outcome.'),
      closedTotal: count('The sum of closed.'),
      open: counts(OPEN_STATES, 'Open at its end.'),
      openTotal: count('The sum of open.'),
    },
    'One line of the balance.',
  ),
  AccessForm: object(
    {
      received: object(
        {
          total: count('Requests received in the period.'),
          granted: count('Granted.'),
          refused: count('Refused.'),
          partial: count('Granted in part ("limited").'),
          unanswered: count('Refused by silence.'),
          otherReasons: counts(['already-public', 'redirected', 'forwarded', 'withdrawn'], 'Other reasons.'),
          pending: count('Still open and in time.'),
        },
        'Requests received, as they stand on the as-of day.',
      ),
      answerForms: counts([...ANSWER_FORMS, 'not-recorded'], 'How the answers were given.'),
      answers: counts(
        ['total', 'first', 'extended', 'late', 'noCalendar'],
        'Answers sent: by the first deadline, only by the extended one, late.',
      ),
      extensions: count('Requests whose deadline was extended.'),
      complaints: counts([...COMPLAINT_OUTCOMES, 'pending', 'total'], 'Complaints to the Agency.'),
      complaintReplies: counts(
        [...COMPLAINT_TIMINGS, 'total'],
        'Replies to the Agency’s letters, against their deadline.',
      ),
      compliance: counts([...COMPLAINT_TIMINGS, 'total'], 'Compliance with binding decisions, against its deadline.'),
      outcomesAfter: counts(OUTCOMES, 'How requests ended after a binding decision.'),
      applicants: counts(APPLICANT_TYPES, 'Who asked.'),
      documents: counts(DOCUMENT_TYPES, 'What was asked for.'),
      grounds: counts([...REFUSAL_GROUNDS, 'not-recorded'], 'The grounds of refusals; one may name several.'),
      urgent: counts(['total', 'inTime', 'late', 'silent', 'pending', 'withdrawn'], 'Requests about life or liberty.'),
    },
    'The form that municipalities fill in.',
  ),
  AreaLine: object(
    {
      area: orNull(ref('ReportArea')),
      received: counts([...KINDS, 'total'], 'Received in the period, of each kind.'),
      access: counts(
        ['total', ...AREA_OUTCOMES],
        'The requests for access among them, as they stand on the as-of day.',
      ),
    },
    'One subject area; null: without one. The lines add up to what was received.',
  ),
  ReportArea: object(
    {
      code: text('The code of the area.'),
      sq: text('Its Albanian name.'),
      sr: text('Its Serbian name.'),
      en: text('Its English name.'),
      active: flag('False once it is retired.'),
    },
    'A subject area of the institution’s own list.',
  ),
  StageForm: object(
    {
      total: count('Received in the period.'),
      consideration: counts(STAGES, 'Considered in 60 days.'),
      notice: counts(STAGES, 'Notice in 15 days after the consideration.'),
    },
    'One of the other kinds.',
  ),
};

const dayParameter = (name: string, description: string): Parameter => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string', format: 'date' },
});

export const reportOperation = forOfficials({
  operationId: 'report',
  summary: 'The yearly access report',
  description: 'For the roles that see the report at the desk. Any period works; without one it is the whole year.',
  parameters: [
    {
      name: 'year',
      in: 'path',
      required: true,
      description: 'The year.',
      schema: { type: 'integer', minimum: 1900, maximum: 9999 },
    },
    dayParameter('from', 'The first day of another period.'),
    dayParameter('to', 'Its last day.'),
    dayParameter('asOf', 'The day as of which it is told; today by default.'),
  ],
  responses: {
    200: json('The report.', ref('Report')),
    400: problem('A parameter is unknown or cannot be read (`invalid-parameters`).'),
    403: problem('The official’s role does not see the report (`not-open-to-you`).'),
    404: problem('There is no such year.'),
  },
});
