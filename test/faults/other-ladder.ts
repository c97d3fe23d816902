/* The default ladder written down a second time, with what the house promises of hours and ways. */

export type Audience =
  'assignee' | 'directorate-head' | 'mayors-office' | 'responsible-officer' | 'on-call' | 'citizen';
export type Track = 'reminder' | 'escalation' | 'unassigned' | 'urgent' | 'silence';

export interface OtherRung {
  key: string;
  track: Track;
  from: 'due' | 'registration' | 'receipt';
  offset: number;
  unit: 'day' | 'hour' | 'minute';
  to: readonly Audience[];
  whileUnassigned?: true;
}

const above: readonly Audience[] = ['directorate-head', 'mayors-office'];
const aboveAtOnce: readonly Audience[] = [...above, 'on-call'];
const days = (key: string, track: Track, offset: number, to: readonly Audience[]): OtherRung => {
  return { key, track, from: 'due', offset, unit: 'day', to };
};
const hours = (key: string, track: Track, offset: number, to: readonly Audience[]): OtherRung => {
  return { key, track, from: 'due', offset, unit: 'hour', to };
};
const minute = (key: string, track: Track, to: readonly Audience[]): OtherRung => {
  return { key, track, from: 'due', offset: 1, unit: 'minute', to };
};

export const DAY_RUNGS: readonly OtherRung[] = [
  {
    key: 'unassigned',
    track: 'unassigned',
    from: 'registration',
    offset: 1,
    unit: 'day',
    to: ['responsible-officer'],
    whileUnassigned: true,
  },
  days('reminder-3', 'reminder', -3, ['assignee']),
  days('reminder-1', 'reminder', -1, ['assignee']),
  days('reminder-0', 'reminder', 0, ['assignee']),
  days('escalation-1', 'escalation', -1, above),
  days('escalation-overdue', 'escalation', 1, above),
  days('silence', 'silence', 1, ['citizen']),
];

export const HOUR_RUNGS: readonly OtherRung[] = [
  { key: 'urgent-arrived', track: 'urgent', from: 'receipt', offset: 0, unit: 'hour', to: ['on-call'] },
  {
    key: 'urgent-unassigned',
    track: 'urgent',
    from: 'receipt',
    offset: 1,
    unit: 'hour',
    to: ['on-call', 'responsible-officer'],
    whileUnassigned: true,
  },
  hours('reminder-24h', 'reminder', -24, ['assignee']),
  hours('reminder-8h', 'reminder', -8, ['assignee']),
  hours('reminder-2h', 'reminder', -2, ['assignee']),
  hours('escalation-8h', 'escalation', -8, aboveAtOnce),
  minute('escalation-hour', 'escalation', aboveAtOnce),
  minute('silence-hour', 'silence', ['citizen']),
];

/** The hour until which a track waits on a working day; those that cannot wait have none. */
export const HOURS: Partial<Record<Track, string>> = {};
