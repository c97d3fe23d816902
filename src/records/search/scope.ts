import type { Question } from './question';
import { idWord } from './words-of-case';

/** Which cases somebody sees, as the index knows it; `all`: every case of the institution. */
export interface SearchScope {
  all: boolean;
  assigneeIds: readonly string[];
  directorateIds: readonly string[];
  kinds: readonly string[];
  /** The open urgent ones. */
  urgent: boolean;
}

/** Null where nothing is seen at all. */
export function scopeQuestion({ all, assigneeIds, directorateIds, kinds, urgent }: SearchScope): Question | null {
  if (all) return { all: [] };
  const any: Question[] = [
    ...assigneeIds.map((id) => ({ word: `sa${idWord(id)}` })),
    ...directorateIds.map((id) => ({ word: `sd${idWord(id)}` })),
    ...kinds.map((kind) => ({ word: `sk${idWord(kind)}` })),
    ...(urgent ? [{ word: 'su' }] : []),
  ];
  return any.length > 0 ? { any } : null;
}
