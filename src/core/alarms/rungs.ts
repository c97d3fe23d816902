/** Each has a ladder of its own. `urgent`: a request for access in hours. `complaint`: the steps that the Agency awaits. */
export const LADDER_KINDS = [
  'access-request',
  'urgent',
  'petition',
  'citizen-initiative',
  'citizen-request',
  'complaint',
] as const;
export type LadderKind = (typeof LADDER_KINDS)[number];

/** Whom a rung speaks to. When nobody fills the role others are told: an alarm never falls on the floor. */
export const AUDIENCES = [
  'assignee',
  'directorate-head',
  'mayors-office',
  'responsible-officer',
  'administrator',
  'on-call',
  'citizen',
] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * Rungs of one track follow each other: when several are due at once, only the highest goes out. `urgent`: an urgent
 * request came, and then that nobody took it.
 */
export const TRACKS = ['reminder', 'escalation', 'unassigned', 'urgent', 'silence'] as const;
export type Track = (typeof TRACKS)[number];

/**
 * Which clock a rung hangs on. decision: of the decision, or of the consideration of a petition. notice: of what is owed
 * after the consideration. complaint: of the reply to the Agency and of what its decision asks. directorate: the day,
 * planned back from the due day, on which the directorate answers inside the municipality (`BackPlan.directorateOn`).
 */
export const RUNG_CLOCKS = ['decision', 'notice', 'complaint', 'directorate'] as const;
export type RungClock = (typeof RUNG_CLOCKS)[number];

/**
 * day, working-day: whole days of Europe/Belgrade. hour, minute: pass whatever the clock on the wall does. share: so many
 * percent of the days from the trigger of the clock to its due day have passed (50: half of them).
 */
export const RUNG_UNITS = ['day', 'working-day', 'hour', 'minute', 'share'] as const;
export type RungUnit = (typeof RUNG_UNITS)[number];

/** One rung as somebody chose it; its key follows from it. */
export interface RungChoice {
  track: Track;
  clock: RungClock;
  /** What the offset counts from: the deadline, the day of registration, or the moment of receipt. */
  from: 'due' | 'registration' | 'receipt';
  /** Below zero: before. Of a share: percent, 1 to 99. */
  offset: number;
  unit: RungUnit;
  to: readonly Audience[];
}

export interface Rung extends RungChoice {
  /** See `rungKey`. */
  key: string;
  /** The request for documents that it reminds of: it speaks to the people of that directorate. */
  task?: { id: string; directorateId: string; assigneeId: string | null };
}

export type Ladder = readonly Rung[];
export type Ladders = Readonly<Record<LadderKind, Ladder>>;

const UNIT_MARK: Record<RungUnit, string> = {
  day: '',
  'working-day': 'w',
  hour: 'h',
  minute: 'm',
  share: 'p',
};

/**
 * The name of a rung in the log and in the unique key of an alarm: `reminder-3`, `escalation-overdue`, `reminder-8h`,
 * `directorate-reminder-1w`. It follows from track, clock, offset and unit, so that a changed rung is a new rung; to whom it
 * goes is no part of it. Rungs of decision, notice and complaint share their names: the version of the clock tells them
 * apart.
 */
export function rungKey({ track, clock, from, offset, unit }: Omit<RungChoice, 'to'>): string {
  if (from === 'receipt') {
    if (offset === 0) return 'urgent-arrived';
    return offset === 1 && unit === 'hour' ? 'urgent-unassigned' : `urgent-unassigned-${offset}${UNIT_MARK[unit]}`;
  }
  if (from === 'registration') {
    return offset === 1 && unit === 'day' ? 'unassigned' : `unassigned-${offset}${UNIT_MARK[unit]}`;
  }
  const name = clock === 'directorate' ? `directorate-${track}` : track;
  if (unit === 'share' || offset <= 0) return `${name}-${Math.abs(offset)}${UNIT_MARK[unit]}`;
  if (unit === 'minute' && offset === 1) return `${name}-hour`;
  if (unit !== 'day') return `${name}-over-${offset}${UNIT_MARK[unit]}`;
  if (track === 'silence') return offset === 1 ? 'silence' : `silence-${offset}`;
  return offset === 1 ? `${name}-overdue` : `${name}-over-${offset}`;
}

/** The rung that somebody chose, with its key. */
export const rung = (choice: RungChoice): Rung => ({ key: rungKey(choice), ...choice });

/** What the key of a rung tells by itself, whatever ladder it once stood in; null for what is no key. */
export interface NamedRung {
  track: Track;
  directorate: boolean;
  /** 1, 2, 3 … for an escalation that nobody acknowledged and that climbed; else null. */
  climb: number | null;
  /** The key without the climb. */
  base: string;
  /** As in `RungChoice`; a term in hours is over from the minute after it. */
  offset: number;
  unit: RungUnit;
}

const CLIMB = /\.climb-(\d+)$/;
const KEY = /^(directorate-)?(reminder|escalation|unassigned|urgent|silence)(?:-(.+))?$/;
const UNIT_OF: Record<string, RungUnit> = { '': 'day', w: 'working-day', h: 'hour', m: 'minute', p: 'share' };

/** Reads a key. The log tells of rungs that no ladder has any more. */
export function readRungKey(key: string): NamedRung | null {
  const climb = CLIMB.exec(key);
  const base = key.replace(CLIMB, '');
  const [, directorate, track, rest = ''] = KEY.exec(base) ?? [];
  if (track === undefined) return null;
  const known = {
    track: track as Track,
    directorate: directorate !== undefined,
    climb: climb ? Number(climb[1]) : null,
    base,
  };
  if (rest === 'hour') return { ...known, offset: 1, unit: 'minute' };
  if (rest === 'arrived') return { ...known, offset: 0, unit: 'hour' };
  if (rest === 'unassigned') return { ...known, offset: 1, unit: 'hour' };
  if (rest === '' || rest === 'overdue') return { ...known, offset: 1, unit: 'day' };
  const [, after, count = '', mark = ''] = /^(over-|unassigned-)?(\d+)([whmp]?)$/.exec(rest) ?? [];
  if (count === '') return null;
  const unit = UNIT_OF[mark] ?? 'day';
  const later = after !== undefined || unit === 'share' || !['reminder', 'escalation'].includes(known.track);
  return { ...known, offset: later || count === '0' ? Number(count) : -Number(count), unit };
}

/** The key of the n-th climb of an escalation. */
export const climbKey = (key: string, step: number): string => `${key}.climb-${step}`;

/** Whether an alarm is the climb of an escalation that nobody acknowledged. */
export const isClimb = (key: string): boolean => CLIMB.test(key);

/** The track of a rung by its key alone; a reminder where the key tells nothing. */
export const trackOf = (key: string): Track => readRungKey(key)?.track ?? 'reminder';

/** Said only while nobody has the case. */
export const isWhileUnassigned = ({ track, from, offset }: RungChoice): boolean =>
  track === 'unassigned' || (track === 'urgent' && from === 'receipt' && offset > 0);
