import type { LocalDate } from '../law';
import { type CaseFile, isClosed } from './case-file';
import type { Happened } from './happened';
import { NotAllowed } from './not-allowed';

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

/** A case that is to be linked, and how it is linked already. */
export interface LinkEnd {
  id: string;
  file: CaseFile;
  links: readonly { otherId: string; as: LinkSide }[];
}

const OTHER_SIDE: Record<LinkSide, LinkSide> = { related: 'related', duplicate: 'main', main: 'duplicate' };

/** The events of both cases. Only an open case can become a duplicate, of one of its kind that is no duplicate itself. */
export function link(here: LinkEnd, there: LinkEnd, as: LinkSide, linkId: string, today: LocalDate): [Linked, Linked] {
  if (here.id === there.id) throw new NotAllowed('link.same-case');
  if (here.links.some(({ otherId }) => otherId === there.id)) throw new NotAllowed('link.already');
  if (as !== 'related') mayMerge(as === 'duplicate' ? here : there, as === 'duplicate' ? there : here);
  const one = { type: 'linked', occurredOn: today, linkId } as const;
  return [
    { ...one, otherId: there.id, as },
    { ...one, otherId: here.id, as: OTHER_SIDE[as] },
  ];
}

function mayMerge(duplicate: LinkEnd, main: LinkEnd): void {
  if (isClosed(duplicate.file) || isClosed(main.file)) throw new NotAllowed('merge.closed');
  if (duplicate.file.kind !== main.file.kind) throw new NotAllowed('merge.other-kind');
  const already = ({ links }: LinkEnd): boolean => links.some((one) => one.as === 'duplicate');
  if (already(duplicate) || already(main)) throw new NotAllowed('merge.is-duplicate');
  if (duplicate.links.some((one) => one.as === 'main')) throw new NotAllowed('merge.has-duplicates');
}
