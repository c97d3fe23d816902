import { type Audience, type Ladder, type Ladders, rung, type RungClock, type RungUnit, type Track } from './rungs';

const BOSSES: readonly Audience[] = ['directorate-head', 'mayors-office'];
const URGENT_BOSSES: readonly Audience[] = [...BOSSES, 'on-call'];

const due = (track: Track, clock: RungClock, offset: number, unit: RungUnit, to: readonly Audience[]) =>
  rung({ track, clock, from: 'due', offset, unit, to });

/** 3 days and 1 day before and on the day; escalation when 1 day is left and when it is overdue. */
const inDays = (clock: RungClock): Ladder => [
  due('reminder', clock, -3, 'day', ['assignee']),
  due('reminder', clock, -1, 'day', ['assignee']),
  due('reminder', clock, 0, 'day', ['assignee']),
  due('escalation', clock, -1, 'day', BOSSES),
  due('escalation', clock, 1, 'day', BOSSES),
];

/** A working day before the directorate answers, on that day, and of an open task after it: then the officer hears too. */
const DIRECTORATE: Ladder = [
  due('reminder', 'directorate', -1, 'working-day', ['assignee', 'directorate-head']),
  due('reminder', 'directorate', 0, 'working-day', ['assignee', 'directorate-head']),
  due('reminder', 'directorate', 1, 'day', ['assignee', 'directorate-head', 'responsible-officer']),
];

/** The responsible officer learns of a case that nobody took after a day. */
const UNASSIGNED = rung({
  track: 'unassigned',
  clock: 'decision',
  from: 'registration',
  offset: 1,
  unit: 'day',
  to: ['responsible-officer'],
});

const SILENCE = due('silence', 'decision', 1, 'day', ['citizen']);

const AFTER_CONSIDERATION: Ladder = [UNASSIGNED, ...inDays('decision'), ...DIRECTORATE, ...inDays('notice')];

/**
 * By the hour: whoever is on call hears of it at once, and with the responsible officer when nobody took it within an hour;
 * then 24, 8 and 2 hours before the end, and the minute after it.
 */
const URGENT: Ladder = [
  rung({ track: 'urgent', clock: 'decision', from: 'receipt', offset: 0, unit: 'hour', to: ['on-call'] }),
  rung({
    track: 'urgent',
    clock: 'decision',
    from: 'receipt',
    offset: 1,
    unit: 'hour',
    to: ['on-call', 'responsible-officer'],
  }),
  due('reminder', 'decision', -24, 'hour', ['assignee']),
  due('reminder', 'decision', -8, 'hour', ['assignee']),
  due('reminder', 'decision', -2, 'hour', ['assignee']),
  due('escalation', 'decision', -8, 'hour', URGENT_BOSSES),
  due('escalation', 'decision', 1, 'minute', URGENT_BOSSES),
  due('silence', 'decision', 1, 'minute', ['citizen']),
];

/** What an institution has that chose nothing. */
export const DEFAULT_LADDERS: Ladders = {
  'access-request': [UNASSIGNED, ...inDays('decision'), SILENCE, ...DIRECTORATE],
  urgent: URGENT,
  petition: AFTER_CONSIDERATION,
  'citizen-initiative': AFTER_CONSIDERATION,
  'citizen-request': AFTER_CONSIDERATION,
  complaint: inDays('complaint'),
};
