import type { LocalDate } from '../law';
import type { RefusalGround } from './codes';
import type { ConsultationEvent, Stance } from './consultation-events';

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
