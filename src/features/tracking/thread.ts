import { typed } from '../../platform/intake';
import type { CaseMessageRow, LetterRow } from '../../records';

/** One thing that the applicant wrote to the municipality, or it to them. */
export interface ThreadItem {
  mine: boolean;
  at: Date;
  text: string;
  fileIds: readonly string[];
}

/** Questions, answers and messages, as they followed each other. The applicant's own page: `mine` is the applicant's. */
export function threadOf(letters: readonly LetterRow[], messages: readonly CaseMessageRow[]): ThreadItem[] {
  const asked = letters.flatMap((one): ThreadItem[] => {
    if (one.kind !== 'clarification' && one.kind !== 'clarification-answer') return [];
    const mine = one.kind === 'clarification-answer';
    return [{ mine, at: one.createdAt, text: mine ? one.text : typed(one.facts.question) || one.text, fileIds: [] }];
  });
  // An answer that came by mail stands among the letters; its message only remembers the mail.
  const written = messages
    .filter((one) => one.channel !== 'unknown' && !letters.some((letter) => letter.id === one.id))
    .map(({ direction, at, text, fileIds }): ThreadItem => ({ mine: direction === 'in', at, text, fileIds }));
  return [...asked, ...written].sort((one, other) => one.at.getTime() - other.at.getTime());
}
