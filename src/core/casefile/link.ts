import type { LocalDate } from '../law';
import { type CaseFile, isClosed } from './case-file';
import type { Linked, LinkSide } from './link-events';
import { NotAllowed } from './not-allowed';

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
