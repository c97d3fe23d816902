import { readTime } from './hours';
import type { AckRule, AlarmPolicy, OfficeHours } from './policy';
import { type Ladder, LADDER_KINDS, type LadderKind, type RungChoice, type RungClock, type RungUnit } from './rungs';

/** More rungs than this on one clock say nothing any more. */
export const MOST_RUNGS = 12;

/** The clocks that the ladder of a kind has; the first ones are set by law and need an escalation. */
export const CLOCKS_OF: Readonly<Record<LadderKind, readonly RungClock[]>> = {
  'access-request': ['decision', 'directorate'],
  urgent: ['decision'],
  petition: ['decision', 'notice', 'directorate'],
  'citizen-initiative': ['decision', 'notice', 'directorate'],
  'citizen-request': ['decision', 'notice', 'directorate'],
  complaint: ['complaint'],
};

/** The units that a rung of the kind can have. */
export const unitsOf = (kind: LadderKind): readonly RungUnit[] =>
  kind === 'urgent' ? ['hour', 'minute'] : ['day', 'working-day', 'share'];

/** How far a rung may lie from what it counts from, by its unit: before (below zero) and after. */
export const OFFSETS: Readonly<Record<RungUnit, readonly [number, number]>> = {
  day: [-60, 30],
  'working-day': [-40, 20],
  hour: [-48, 48],
  minute: [-120, 120],
  share: [1, 99],
};

/** Why a ladder or the hours are refused; each code has words (`alarm-rules.json`, `refused.*`). */
export const POLICY_PROBLEMS = [
  'too-many',
  'same-twice',
  'offset',
  'unit',
  'clock',
  'track',
  'nobody',
  'no-escalation-in-time',
  'overdue-missing',
  'silence-missing',
  'time',
  'hours-order',
  'hours-short',
  'digest-late',
  'ack-minutes',
] as const;
export type PolicyProblem = (typeof POLICY_PROBLEMS)[number];

export interface FoundProblem {
  problem: PolicyProblem;
  /** The ladder, where it is one's. */
  kind?: LadderKind;
  /** The place of the rung in it, 0 and up, where it is one's. */
  index?: number;
  /** The clock, or the field (`from`, `to`, `digestAt`, `afterMinutes`, `urgentAfterMinutes`). */
  of?: string;
}

/** All that is wrong with a policy; nothing, when it can be kept. */
export function policyProblems({ ladders, hours, ack }: AlarmPolicy): FoundProblem[] {
  return [
    ...LADDER_KINDS.flatMap((kind) => ladderProblems(kind, ladders[kind])),
    ...hoursProblems(hours),
    ...ackProblems(ack),
  ];
}

/**
 * All that is wrong with one ladder. What the law asks for stays: the silence of a request for access is told, and each
 * clock that the law sets has an escalation by its due day and one when it is over.
 */
export function ladderProblems(kind: LadderKind, ladder: Ladder): FoundProblem[] {
  const found: FoundProblem[] = [];
  const add = (problem: PolicyProblem, more: Omit<FoundProblem, 'problem' | 'kind'> = {}): void =>
    void found.push({ problem, kind, ...more });
  ladder.forEach((rung, index) => {
    const problem = rungProblem(kind, rung);
    if (problem) add(problem, { index });
    if (ladder.slice(0, index).some((one) => one.key === rung.key && one.clock === rung.clock))
      add('same-twice', { index });
  });
  for (const clock of CLOCKS_OF[kind]) {
    const own = ladder.filter((one) => one.clock === clock);
    if (own.length > MOST_RUNGS) add('too-many', { of: clock });
    if (clock === 'directorate') continue;
    const escalations = own.filter((one) => one.track === 'escalation');
    if (!escalations.some(isInTime)) add('no-escalation-in-time', { of: clock });
    if (!escalations.some(isFirstOver(kind))) add('overdue-missing', { of: clock });
  }
  const tellsSilence = ladder.some((one) => one.track === 'silence' && isFirstOver(kind)(one));
  if ((kind === 'access-request' || kind === 'urgent') && !tellsSilence) add('silence-missing');
  return found;
}

const isInTime = ({ unit, offset }: RungChoice): boolean => unit === 'share' || offset <= 0;

/** The day after the due day; of a term in hours the minute after it. */
const isFirstOver =
  (kind: LadderKind) =>
  ({ unit, offset }: RungChoice): boolean =>
    offset === 1 && unit === (kind === 'urgent' ? 'minute' : 'day');

function rungProblem(kind: LadderKind, rung: RungChoice): PolicyProblem | null {
  const { track, clock, from, offset, unit, to } = rung;
  if (!CLOCKS_OF[kind].includes(clock)) return 'clock';
  if (!unitsOf(kind).includes(unit)) return 'unit';
  const [least, most] = OFFSETS[unit];
  if (!Number.isInteger(offset) || offset < least || offset > most) return 'offset';
  if (from !== 'due' && (offset < 0 || unit === 'share' || unit === 'working-day')) return 'offset';
  if (!fits(kind, rung)) return 'track';
  if (to.length === 0) return 'nobody';
  return to.includes('citizen') === (track === 'silence') && (track !== 'silence' || to.length === 1) ? null : 'nobody';
}

/** Which tracks hang on what: silence on the end of a request for access, the rest as their names say. */
function fits(kind: LadderKind, { track, clock, from, offset, unit }: RungChoice): boolean {
  if (track === 'urgent') return kind === 'urgent' && from === 'receipt';
  if (track === 'unassigned') return kind !== 'urgent' && kind !== 'complaint' && from === 'registration' && offset > 0;
  if (from !== 'due') return false;
  if (track === 'silence')
    return (kind === 'access-request' || kind === 'urgent') && clock === 'decision' && offset > 0;
  if (clock !== 'directorate') return true;
  return track === 'reminder' && unit !== 'share';
}

/** Minutes for which offices are open at least. */
const SHORTEST_DAY = 60;
const minutesOf = (time: string): number => readTime(time) ?? 0;

/** The digest is out before the offices close: what it says is for that day. */
export function hoursProblems({ from, to, digestAt }: OfficeHours): FoundProblem[] {
  const found: FoundProblem[] = [];
  const times = Object.entries({ from, to, digestAt });
  for (const [of, time] of times) if (readTime(time) === null) found.push({ problem: 'time', of });
  if (found.length > 0) return found;
  if (from >= to) found.push({ problem: 'hours-order', of: 'to' });
  // An escalation that waits for hours of work would climb after years.
  else if (minutesOf(to) - minutesOf(from) < SHORTEST_DAY) found.push({ problem: 'hours-short', of: 'to' });
  if (digestAt >= to) found.push({ problem: 'digest-late', of: 'digestAt' });
  return found;
}

const inRange = (minutes: number, least: number, most: number): boolean =>
  Number.isInteger(minutes) && minutes >= least && minutes <= most;

export function ackProblems({ afterMinutes, urgentAfterMinutes }: AckRule): FoundProblem[] {
  const found: FoundProblem[] = [];
  if (!inRange(afterMinutes, 15, 2400)) found.push({ problem: 'ack-minutes', of: 'afterMinutes' });
  if (!inRange(urgentAfterMinutes, 5, 480)) found.push({ problem: 'ack-minutes', of: 'urgentAfterMinutes' });
  return found;
}
