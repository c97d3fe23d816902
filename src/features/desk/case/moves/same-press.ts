import type { CaseEvent } from '../../../../core/casefile';
import type { Enter, FormContext } from '../../../../platform/casework';

type Kind = CaseEvent['type'];

/**
 * What this official did of a kind since the form was opened: by the same form, pressed twice or sent again with the back
 * button. Whoever opens the form anew means it anew.
 */
export const doneByThisForm = <T extends Kind>({ official, since }: FormContext, type: T) =>
  since.flatMap(({ event, actor }) =>
    event.type === type && actor.kind === 'official' && actor.id === official.id
      ? [event as Extract<CaseEvent, { type: T }>]
      : [],
  );

/** Nothing is written a second time; the official sees what the first press did. */
export const NOTHING_MORE: Enter = () => Promise.resolve({ events: [] });

/** Whether the same files came along, in whatever order. */
export const sameFiles = (some: readonly { sha256: string }[], others: readonly { sha256: string }[]): boolean =>
  hashes(some) === hashes(others);

const hashes = (files: readonly { sha256: string }[]): string =>
  files
    .map(({ sha256 }) => sha256)
    .sort()
    .join(' ');
