import { type CaseFile, isClosed, replay } from './case-file';
import type { CaseEvent } from './events';

/** An event with the moment at which it was written down. */
export interface Written {
  event: CaseEvent;
  recordedAt: Date;
}

/** A case as it was known at a moment. */
export interface Believed<T extends Written> {
  file: CaseFile;
  /** What was written down by then, oldest first. */
  told: T[];
  /** What has been written down since. */
  since: T[];
  /** When its decision was written down: from then on it is judged by what it was counted by. Null while it was open. */
  judgedAt: Date | null;
}

/**
 * What was believed about a case at a moment: only what was written down by then counts, whatever day it tells of. Null
 * when nobody had written anything down yet.
 */
export function believedAt<T extends Written>(history: readonly T[], moment: Date): Believed<T> | null {
  const told = history.filter(({ recordedAt }) => recordedAt <= moment);
  if (told.length === 0) return null;
  const file = replay(told.map(({ event }) => event));
  const decided = told.findLast(({ event }) => event.type === 'decided');
  return {
    file,
    told,
    since: history.filter(({ recordedAt }) => recordedAt > moment),
    judgedAt: isClosed(file) ? (decided?.recordedAt ?? null) : null,
  };
}
