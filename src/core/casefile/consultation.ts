import { addDays, type LocalDate } from '../law';
import { backPlan, type BackPlanSettings } from './back-plan';
import type { CaseClock } from './clock';
import type { RefusalGround } from './codes';
import type { ConsultationEvent } from './consultation-events';

/** What somebody whom the documents concern said to their release. */
export const STANCES = ['agrees', 'partly', 'objects'] as const;
export type Stance = (typeof STANCES)[number];

/** `over`: the case was decided while the answer was awaited. */
export type ConsultationState = 'waiting' | 'answered' | 'silent' | 'withdrawn' | 'over';

/** A third party that is asked before documents are released which concern it. Its clock never holds the main one. */
export interface Consultation {
  id: string;
  /** The interest that may stand against the release. */
  ground: RefusalGround;
  askedOn: LocalDate;
  /** The last day that the letter names. */
  by: LocalDate;
  state: ConsultationState;
  stance: Stance | null;
  settledOn: LocalDate | null;
}

/** The consultations of a case after one more event. */
export function applyConsultation(all: readonly Consultation[], event: ConsultationEvent): Consultation[] {
  if (event.type === 'consultation-asked') {
    const { consultationId: id, ground, by, occurredOn: askedOn } = event;
    return [...all, { id, ground, askedOn, by, state: 'waiting', stance: null, settledOn: null }];
  }
  if (event.type === 'consultation-reminded') return [...all];
  const settledOn = event.occurredOn;
  const change: Partial<Consultation> =
    event.type === 'consultation-answered'
      ? { state: 'answered', stance: event.stance, settledOn }
      : { state: event.reason === 'silence' ? 'silent' : 'withdrawn', settledOn };
  return all.map((one) => (one.id === event.consultationId ? { ...one, ...change } : one));
}

export const isWaiting = ({ state }: Pick<Consultation, 'state'>): boolean => state === 'waiting';

/** Nobody is waited for once the case is decided. */
export const consultationsOver = (all: Consultation[], settledOn: LocalDate): Consultation[] =>
  all.some(isWaiting) ? all.map((one) => (isWaiting(one) ? { ...one, state: 'over', settledOn } : one)) : all;

/**
 * The last day on which an answer is still of use: the day on which the draft lies ready, so that the municipality decides in
 * its own time; of a term in hours the day before its last. Null while no clock runs: then nothing presses.
 */
export function latestAnswer(clock: CaseClock, settings: BackPlanSettings): LocalDate | null {
  if (clock.state !== 'running') return null;
  return backPlan(clock, settings)?.draftOn ?? addDays(clock.dueOn, -1);
}

/** Until when an answer is awaited. `cut`: the deadline of the case comes before the day that the letter named, and wins. */
export function consultationDue(
  { by, askedOn }: Pick<Consultation, 'by' | 'askedOn'>,
  clock: CaseClock,
  settings: BackPlanSettings,
): { dueOn: LocalDate; cut: boolean } {
  const latest = latestAnswer(clock, settings);
  if (latest === null || by <= latest) return { dueOn: by, cut: false };
  return { dueOn: latest > askedOn ? latest : askedOn, cut: true };
}
