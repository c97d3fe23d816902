/* The default ladder written down a second time, with what the house promises of hours and ways. */

export type Audience =
  'assignee' | 'directorate-head' | 'responsible-officer' | 'mayors-office' | 'administrator' | 'on-call' | 'citizen';
export type Track = 'reminder' | 'escalation' | 'unassigned' | 'urgent' | 'silence';

export interface OtherRung {
  key: string;
  track: Track;
  /** directorate: the day on which the directorate answers, in working days. */
  from: 'due' | 'registration' | 'receipt' | 'directorate';
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

const directorate = (key: string, offset: number): OtherRung => {
  return { key, track: 'reminder', from: 'directorate', offset, unit: 'day', to: ['assignee', 'directorate-head'] };
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
  directorate('directorate-reminder-1w', -1),
  directorate('directorate-reminder-0w', 0),
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
export const DECENT_HOUR: Partial<Record<Track, string>> = {
  reminder: '07:30',
  unassigned: '07:30',
  escalation: '08:00',
};

/** To whom an escalation climbs when nobody says "I have it": upwards from the lowest that heard of it, those left out. */
export function climbingTo(to: readonly Audience[]): Audience[] {
  const up: Audience[] = ['assignee', 'directorate-head', 'responsible-officer', 'mayors-office', 'administrator'];
  const lowest = Math.min(...to.map((one) => (one === 'on-call' ? 0 : up.indexOf(one))));
  return up.filter((one, level) => level > lowest && !to.includes(one));
}

/** An official is written to at once of these; everything else waits for the mail of the next morning. */
export const isWrittenAtOnce = ({ track, unit }: OtherRung, dueOn: string, today: string): boolean =>
  track === 'escalation' || track === 'urgent' || unit !== 'day' || today >= dueOn;
