import { KINDS, OUTCOMES, STATUSES } from '../../../core/casefile';
import { CASE_STATES, DUE_WINDOWS, MOST_CASES } from '../cases-question';
import { day, flag, forOfficials, instant, json, list, object, oneOf, orNull, problem, ref, text } from './build';
import type { Parameter, Schema } from './types';

const query = (name: string, description: string, schema: Schema): Parameter => ({
  name,
  in: 'query',
  description,
  schema,
});

export const caseSchemas: Record<string, Schema> = {
  Cases: object(
    {
      cases: list(ref('Case'), 'One page.'),
      next: orNull(text('The cursor of the next page; null on the last.')),
    },
    'A page of the queue.',
  ),
  Case: object(
    {
      id: text('The id of the case.'),
      reference: text('The protocol number.'),
      subject: text('What it is about.'),
      kind: oneOf(KINDS, 'What was filed.'),
      status: oneOf(STATUSES, 'Where it stands.'),
      outcome: orNull(oneOf(OUTCOMES, 'How it ended.')),
      urgent: flag('Counted in hours.'),
      receivedOn: day('The day of receipt.'),
      dueOn: orNull(day('The last day in time; null while its calendar is not known.')),
      dueAt: orNull(instant('The last moment, of an urgent request.')),
      daysLeft: orNull({ type: 'integer', description: 'Days until the due day; negative when overdue.' }),
      assignee: orNull(ref('Assignee')),
      directorate: orNull(ref('Directorate')),
      area: orNull(ref('SubjectArea')),
    },
    'A case as the queue shows it. Nothing of the applicant stands in it.',
  ),
  Assignee: object({ id: text('The id of the official.'), name: text('The official.') }, 'Who works on it.'),
  Directorate: object(
    {
      id: text('The id of the directorate.'),
      sq: text('Its Albanian name.'),
      sr: text('Its Serbian name.'),
      en: text('Its English name.'),
    },
    'The directorate that the case lies with.',
  ),
  SubjectArea: object(
    {
      code: text('The code of the area.'),
      sq: text('Its Albanian name.'),
      sr: text('Its Serbian name.'),
      en: text('Its English name.'),
    },
    'The subject area by which the institution sorts the case.',
  ),
};

export const casesOperation = forOfficials({
  operationId: 'cases',
  summary: 'List cases by what is due first',
  description:
    'The cases that the official sees at the desk. Open cases come by what is due first; with `closed` or `all` the latest due day comes first.',
  parameters: [
    query('kind', 'Only this kind.', { type: 'string', enum: KINDS }),
    query('status', 'Only this status; open is every status but closed.', {
      type: 'string',
      enum: CASE_STATES,
      default: 'open',
    }),
    query('assignee', 'me, none, or the id of an official.', { type: 'string' }),
    query('directorate', 'The id of a directorate, or none.', { type: 'string' }),
    query('area', 'The code of a subject area, retired ones included, or none.', { type: 'string', maxLength: 12 }),
    query('due', 'Overdue, due today, or due from today to Sunday.', {
      type: 'string',
      enum: DUE_WINDOWS,
    }),
    query('q', 'Words that all occur in number, subject or text; accents do not matter.', {
      type: 'string',
      maxLength: 200,
    }),
    query('cursor', 'The value of next of the page before.', { type: 'string' }),
    query('limit', 'Cases on a page.', { type: 'integer', minimum: 1, maximum: MOST_CASES, default: 50 }),
  ],
  responses: {
    200: json('A page of cases.', ref('Cases')),
    400: problem('A parameter is unknown or cannot be read (`invalid-parameters`).'),
  },
});
