import type { Happened } from './happened';

/**
 * What this case is to the other. related: both are about one matter. duplicate: it is handled together with the other one,
 * and answered with it. main: the other is a duplicate of this one.
 */
export const LINK_SIDES = ['related', 'duplicate', 'main'] as const;
export type LinkSide = (typeof LINK_SIDES)[number];

/**
 * Two cases were linked, or one was merged into another. Nothing else changes: each keeps its number, its applicant and its
 * own deadline, because each applicant has a right to an answer in time.
 */
export interface Linked extends Happened {
  type: 'linked';
  linkId: string;
  otherId: string;
  as: LinkSide;
}
export interface Unlinked extends Happened {
  type: 'unlinked';
  linkId: string;
  otherId: string;
}
