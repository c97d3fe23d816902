import {
  type Audience,
  AUDIENCES,
  type LadderKind,
  LADDER_KINDS,
  type Rung,
  rung,
  type RungChoice,
  type RungClock,
  type RungUnit,
  type Track,
  unitsOf,
} from '../../core/alarms';
import { type FieldProblem, lineOf, manyOf } from '../../platform/casework';
import { clocksOf } from './ladder-words';

/** The tracks that somebody can add; the silence is told by law and stands as it is. */
export const tracksOf = (kind: LadderKind): readonly Track[] => {
  if (kind === 'complaint') return ['reminder', 'escalation'];
  return kind === 'urgent' ? ['reminder', 'escalation', 'urgent'] : ['reminder', 'escalation', 'unassigned'];
};

/** Where a rung lies. In hours nothing is "on" the end; only whole days have a share of the time. */
export type Where = 'before' | 'on' | 'after' | 'share';
export const wheresOf = (kind: LadderKind): readonly Where[] =>
  kind === 'urgent' ? ['before', 'after'] : ['before', 'on', 'after', 'share'];

/** The units beside a number; a share is a choice of its own. */
export const countedIn = (kind: LadderKind): readonly RungUnit[] => unitsOf(kind).filter((one) => one !== 'share');

/** Whoever works here; the applicant hears of silence only. */
export const OFFICE_AUDIENCES = AUDIENCES.filter((one) => one !== 'citizen');

/** As typed. */
export interface RungForm {
  kind: string;
  /** The rung that it takes the place of: its clock and key; empty for a new one. */
  clockBefore: string;
  rungBefore: string;
  track: string;
  clock: string;
  where: string;
  count: string;
  unit: string;
  to: string[];
  reason: string;
}

export const kindOf = (text: unknown): LadderKind | undefined => LADDER_KINDS.find((one) => one === text);

export const emptyRungForm = (kind: LadderKind): RungForm => ({
  kind,
  clockBefore: '',
  rungBefore: '',
  track: 'reminder',
  clock: clocksOf(kind)[0] ?? 'decision',
  where: 'before',
  count: '',
  unit: countedIn(kind)[0] ?? 'day',
  to: [],
  reason: '',
});

/** A rung as it stands in the form. */
export function rungForm(kind: LadderKind, { key, track, clock, from, offset, unit, to }: Rung): RungForm {
  const where: Where =
    unit === 'share' ? 'share' : from === 'due' && offset === 0 ? 'on' : offset < 0 ? 'before' : 'after';
  return {
    ...emptyRungForm(kind),
    clockBefore: clock,
    rungBefore: key,
    track,
    clock,
    where,
    count: where === 'on' ? '' : String(Math.abs(offset)),
    unit: unit === 'share' ? 'day' : unit,
    to: [...to],
  };
}

export const REASON_LIMIT = 500;

export function readRungForm(
  kind: LadderKind,
  body: Record<string, unknown>,
): { form: RungForm; problems: FieldProblem[]; rung: Rung | null } {
  const form: RungForm = {
    kind,
    clockBefore: lineOf(body, 'clockBefore'),
    rungBefore: lineOf(body, 'rungBefore'),
    track: lineOf(body, 'track'),
    clock: lineOf(body, 'clock') || (clocksOf(kind)[0] ?? ''),
    where: lineOf(body, 'where'),
    count: lineOf(body, 'count'),
    unit: lineOf(body, 'unit'),
    to: manyOf(body, 'to'),
    reason: lineOf(body, 'reason'),
  };
  const problems: FieldProblem[] = [];
  const choice = choiceOf(kind, form, problems);
  if (form.reason.length > REASON_LIMIT)
    problems.push({ field: 'reason', code: 'reason-long', vars: { limit: REASON_LIMIT } });
  return { form, problems, rung: choice && problems.length === 0 ? rung(choice) : null };
}

function choiceOf(kind: LadderKind, form: RungForm, problems: FieldProblem[]): RungChoice | null {
  const track = tracksOf(kind).find((one) => one === form.track);
  if (!track) problems.push({ field: 'track', code: 'track-missing' });
  const clock = clocksOf(kind).find((one) => one === form.clock);
  if (!clock) problems.push({ field: 'clock', code: 'clock' });
  const since = track === 'unassigned' || track === 'urgent';
  const where = since ? 'after' : wheresOf(kind).find((one) => one === form.where);
  if (!where) problems.push({ field: 'where', code: 'where-missing' });
  const units = track === 'unassigned' ? (['day'] as const) : countedIn(kind);
  const unit: RungUnit | undefined = where === 'share' ? 'share' : (units.find((one) => one === form.unit) ?? units[0]);
  const count = where === 'on' ? 0 : /^\d{1,4}$/.test(form.count) ? Number(form.count) : null;
  if (count === null) problems.push({ field: 'count', code: form.count === '' ? 'count-missing' : 'count-invalid' });
  // Zero days before is the day itself; the moment of arrival is a rung of its own.
  else if (count === 0 && where !== 'on' && track !== 'urgent')
    problems.push({ field: 'count', code: 'count-invalid' });
  const to = OFFICE_AUDIENCES.filter((one): one is Exclude<Audience, 'citizen'> => form.to.includes(one));
  if (to.length === 0) problems.push({ field: 'to', code: 'nobody' });
  if (!track || !clock || !where || !unit || count === null) return null;
  const offset = where === 'before' && count > 0 ? -count : count;
  if (!since) return { track, clock, from: 'due', offset, unit, to };
  const first: RungClock = 'decision';
  return { track, clock: first, from: track === 'urgent' ? 'receipt' : 'registration', offset, unit, to };
}
