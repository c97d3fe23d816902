import { KINDS } from '../../../core/casefile';
import { clockFor, localDate, nationalCalendar, procedures } from '../../../core/law';
import { statuteOf } from '../passport-answer';
import {
  count,
  day,
  flag,
  forOfficials,
  instant,
  json,
  list,
  object,
  oneOf,
  orNull,
  problem,
  ref,
  text,
} from './build';
import { reference, withCode } from './submissions';
import type { Schema } from './types';

const STATES = ['running', 'paused', 'no-calendar'];

export const passportSchemas: Record<string, Schema> = {
  Passport: object(
    {
      reference: text('The protocol number.'),
      kind: oneOf(KINDS, 'What was filed.'),
      deadline: ref('Deadline'),
      complaint: orNull(ref('Deadline')),
    },
    'The deadlines of a case: the one that it is on, and that of a complaint to the Agency; null while none runs.',
  ),
  Deadline: object(
    {
      state: oneOf(
        STATES,
        'Running; standing still until the applicant answers a question; or waiting for a calendar that is not known yet.',
      ),
      procedure: orNull(oneOf(procedures, 'The step that the deadline is for; null while it waits for its calendar.')),
      trigger: orNull(day('Day zero.')),
      extended: orNull(flag('Whether the deadline is the extended one.')),
      firstDueOn: orNull(day('The first deadline; neither an extension nor a pause changes it.')),
      dueOn: orNull(day('The last day in time; null while the deadline does not run.')),
      dueAt: orNull(instant('The last moment in time, of a deadline in hours.')),
      pausedSince: orNull(day('The day of the question that holds the deadline.')),
      remaining: orNull(count('Days that are left to count after the answer, while the deadline is held.')),
      pausedDays: orNull(count('Days that were not counted while the applicant was asked.')),
      extendedDays: orNull(count('Counted days that the extension added.')),
      days: list(ref('ClockDay'), 'Every day from day zero to the due day, or to the question that holds it.'),
      statute: orNull(ref('Statute')),
      calendarVersion: orNull(text('The calendar by which it was counted.')),
      lastKnownDay: orNull(day('The last day of the calendar, while the deadline waits for a longer one.')),
    },
    'A deadline and how it came about.',
  ),
};

/** As the service would answer for a request that came in on 2 April 2026. */
function example(): object {
  const clock = clockFor({
    procedure: 'access.decision',
    trigger: localDate('2026-04-02'),
    calendar: nationalCalendar,
  });
  const { procedure, trigger, extended, firstDueOn, dueOn, dueAt, pausedDays, extendedDays, calendarVersion } = clock;
  return {
    reference: 'KK-2026-00001',
    kind: 'access-request',
    deadline: {
      ...{ state: 'running', procedure, trigger, extended, firstDueOn, dueOn, dueAt },
      ...{ pausedSince: null, remaining: null, pausedDays, extendedDays },
      days: clock.passport.days,
      statute: statuteOf(procedure, trigger, clock.statute),
      calendarVersion,
      lastKnownDay: null,
    },
    complaint: null,
  };
}

const answer = json('The passport.', ref('Passport'), undefined, example());

export const passportOperation = withCode({
  operationId: 'passport',
  summary: 'Ask why the deadline is that day',
  description:
    'Every day from day zero to the due day with its reason: counted, weekend, holiday by name, source and state, paused, extended, rolled; the law in force and where the number stands; the calendar.',
  parameters: [reference],
  responses: { 200: answer },
});

export const casePassportOperation = forOfficials({
  operationId: 'casePassport',
  summary: 'Ask why the deadline of a case is that day',
  description: 'The same for a case that the official sees at the desk.',
  parameters: [reference],
  responses: {
    200: answer,
    404: problem('The official sees no case with this number (`no-such-case`).'),
  },
});
