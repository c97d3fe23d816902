import type { LocalDate } from '../law';
import type { RefusalGround } from './codes';
import type { Happened, Paper } from './happened';

/** What somebody whom the documents concern said to their release. */
export const STANCES = ['agrees', 'partly', 'objects'] as const;
export type Stance = (typeof STANCES)[number];

/** Somebody whom the documents concern was asked. Who it is stands in the row of the consultation, not in the log. */
export interface ConsultationAsked extends Happened {
  type: 'consultation-asked';
  consultationId: string;
  ground: RefusalGround;
  /** The last day that the letter names. */
  by: LocalDate;
  letterId: string;
}
/** The one who was asked was reminded by mail. */
export interface ConsultationReminded extends Happened {
  type: 'consultation-reminded';
  consultationId: string;
}
export interface ConsultationAnswered extends Happened {
  type: 'consultation-answered';
  consultationId: string;
  stance: Stance;
  papers?: Paper[];
}
/** Nobody answered by the last day, or the municipality no longer asks. */
export interface ConsultationLapsed extends Happened {
  type: 'consultation-lapsed';
  consultationId: string;
  reason: 'silence' | 'withdrawn';
}

/** What happens to the consultations of third parties. */
export type ConsultationEvent = ConsultationAsked | ConsultationReminded | ConsultationAnswered | ConsultationLapsed;
