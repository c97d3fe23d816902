import { dayOffCodes, holidayCodes, passportReasons, procedures } from '../../../core/law';
import { day, flag, instant, json, list, object, oneOf, orNull, problem, ref, text } from './build';
import type { Operation, Schema } from './types';

const MARKS = ['text', 'official', 'second-hand', 'unverified'];
const rest: Schema = {
  description: 'Why offices are closed on the day; absent on a working day.',
  oneOf: [
    object({ kind: { const: 'weekend' } }, 'Saturday or Sunday.'),
    object(
      {
        kind: { const: 'holiday' },
        name: oneOf(
          [...holidayCodes, ...dayOffCodes],
          'The holiday of Law 03/L-064, or who declared the day off beside it.',
        ),
        title: ref('Names'),
        state: oneOf(
          ['official', 'by-rule', 'expected'],
          'In the official table of the year; by the rule of the law; or not announced yet, so that it may move.',
        ),
        source: text('Where it is written.'),
        carriedFrom: day('The day that the holiday moved away from.'),
      },
      'A day off: an official holiday, or one that was declared and has a title of its own.',
      ['title', 'carriedFrom'],
    ),
  ],
};

export const clockSchemas: Record<string, Schema> = {
  Clock: object(
    {
      procedure: oneOf(procedures, 'The step that the deadline is for.'),
      trigger: day('Day zero.'),
      extended: flag('Whether the deadline is the extended one.'),
      firstDueOn: day('The first deadline; an extension does not change it.'),
      dueOn: day('The last day in time, Europe/Belgrade.'),
      dueAt: orNull(instant('The last moment in time, of a deadline in hours; otherwise null.')),
      days: list(ref('ClockDay'), 'Every day from day zero to the due day, with its reason.'),
      statute: ref('Statute'),
      calendarVersion: text('The calendar by which it was counted.'),
    },
    'A deadline and how it came about.',
  ),
  Statute: object(
    {
      statute: text('The family of laws.'),
      version: text('The number of the law in force on the day of the trigger.'),
      title: ref('Names'),
      cite: text('Where this number stands.'),
      mark: oneOf(
        MARKS,
        'How well it is known: read in a legal text, said by the regulator or a municipality, second-hand, unverified.',
      ),
    },
    'The law that sets the deadline.',
  ),
  ClockDay: object(
    {
      day: day('The day.'),
      count: orNull({ type: 'integer', minimum: 0, description: 'Its number; null where it does not count.' }),
      reason: oneOf(passportReasons, 'Why it counts or does not.'),
      rest,
    },
    'One day of the count.',
    ['rest'],
  ),
};

export const clockOperation: Operation = {
  operationId: 'clock',
  tags: ['public'],
  security: [],
  summary: 'Work out a legal deadline',
  description:
    'The last day on which an act is in time, and every day that leads to it. Open to pages of other sites (CORS). A day beyond the calendar is refused, never guessed.',
  parameters: [
    {
      name: 'procedure',
      in: 'query',
      required: true,
      description: 'The step that the deadline is for.',
      schema: { type: 'string', enum: procedures },
    },
    {
      name: 'trigger',
      in: 'query',
      description: 'Day zero, such as 2026-03-30. Needed for every procedure but access.urgent.',
      schema: { type: 'string', format: 'date' },
    },
    {
      name: 'extended',
      in: 'query',
      description:
        'The reading of the law by which an access request was extended. A: 15 days in total; B: 15 days more. The sources disagree.',
      schema: { type: 'string', enum: ['A', 'B'] },
    },
    {
      name: 'receivedAt',
      in: 'query',
      description: 'The moment of receipt with its offset; access.urgent is counted in hours from it, and only it.',
      schema: { type: 'string', format: 'date-time' },
    },
  ],
  responses: {
    200: json('The deadline.', ref('Clock')),
    400: problem('A parameter is missing, unknown or cannot be read (`invalid-parameters`).'),
    422: problem(
      'The calendar does not reach that far (`calendar-unknown`, with firstKnownDay and lastKnownDay), or no law sets this term on that day (`no-statute`).',
    ),
  },
};
