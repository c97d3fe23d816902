/** Whom a rung speaks to. When nobody fills the role others are told: an alarm never falls on the floor. */
export type Audience =
  'assignee' | 'directorate-head' | 'mayors-office' | 'responsible-officer' | 'on-call' | 'citizen';

/**
 * Rungs of one track follow each other: when several are due at once, only the highest goes out. `urgent`: an urgent
 * request came, and then that nobody took it.
 */
export type Track = 'reminder' | 'escalation' | 'unassigned' | 'urgent' | 'silence';

export interface Rung {
  key: string;
  track: Track;
  /** What the offset counts from: the deadline, the day of registration, or the moment of receipt. */
  from: 'due' | 'registration' | 'receipt';
  /** Below zero: before. Days are whole days of Europe/Belgrade; hours and minutes pass whatever the clock on the wall does. */
  offset: number;
  unit: 'day' | 'hour' | 'minute';
  to: readonly Audience[];
}

const day = (offset: number) => ({ from: 'due', offset, unit: 'day' }) as const;
const hour = (offset: number) => ({ from: 'due', offset, unit: 'hour' }) as const;
/** Over is a term in hours from the minute after its last moment. */
const minuteAfter = { from: 'due', offset: 1, unit: 'minute' } as const;

/**
 * The ladder: reminder 3 days and 1 day before and on the day; escalation when 1 day is left and when it is overdue;
 * the responsible officer learns of a case that nobody took after a day; the citizen learns of the silence.
 */
export const LADDER: readonly Rung[] = [
  { key: 'unassigned', track: 'unassigned', from: 'registration', offset: 1, unit: 'day', to: ['responsible-officer'] },
  { key: 'reminder-3', track: 'reminder', ...day(-3), to: ['assignee'] },
  { key: 'reminder-1', track: 'reminder', ...day(-1), to: ['assignee'] },
  { key: 'reminder-0', track: 'reminder', ...day(0), to: ['assignee'] },
  { key: 'escalation-1', track: 'escalation', ...day(-1), to: ['directorate-head', 'mayors-office'] },
  { key: 'escalation-overdue', track: 'escalation', ...day(1), to: ['directorate-head', 'mayors-office'] },
  { key: 'silence', track: 'silence', ...day(1), to: ['citizen'] },
];

/**
 * The ladder of an urgent request for access, by the hour: whoever is on call hears of it at once, and with the
 * responsible officer when nobody took it within an hour; then 24, 8 and 2 hours before the end, and the minute after it.
 */
export const URGENT_LADDER: readonly Rung[] = [
  { key: 'urgent-arrived', track: 'urgent', from: 'receipt', offset: 0, unit: 'hour', to: ['on-call'] },
  {
    key: 'urgent-unassigned',
    track: 'urgent',
    from: 'receipt',
    offset: 1,
    unit: 'hour',
    to: ['on-call', 'responsible-officer'],
  },
  { key: 'reminder-24h', track: 'reminder', ...hour(-24), to: ['assignee'] },
  { key: 'reminder-8h', track: 'reminder', ...hour(-8), to: ['assignee'] },
  { key: 'reminder-2h', track: 'reminder', ...hour(-2), to: ['assignee'] },
  { key: 'escalation-8h', track: 'escalation', ...hour(-8), to: ['directorate-head', 'mayors-office', 'on-call'] },
  { key: 'escalation-hour', track: 'escalation', ...minuteAfter, to: ['directorate-head', 'mayors-office', 'on-call'] },
  { key: 'silence-hour', track: 'silence', ...minuteAfter, to: ['citizen'] },
];

/** Said only while nobody has the case. */
export const WHILE_UNASSIGNED: ReadonlySet<string> = new Set(['unassigned', 'urgent-unassigned']);

const ALL = new Map([...LADDER, ...URGENT_LADDER].map((rung) => [rung.key, rung]));

/** The rung of this key; undefined for one that no ladder has any more. */
export const rungOf = (key: string): Rung | undefined => ALL.get(key);
