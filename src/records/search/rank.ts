import { compactReference, type Token, tokensOf } from './tokens';

/** A case that has all the words, with what its rank is made of. */
export interface Candidate {
  id: string;
  /** Grows with every case that is taken in: of two equal ones the later comes first. */
  seq: number;
  reference: string;
  subject: string;
  /** The beginning of subject, reference and text. */
  searchText: string;
  isOpen: boolean;
}

/** A word of the query. */
export type Term = Pick<Token, 'exact' | 'stem'> & { begins?: true };

/** Whether a word of a text is the one that is looked for; exactly, or in another form. */
export function fits(term: Term, { exact, stem }: Pick<Token, 'exact' | 'stem'>): 'exact' | 'form' | null {
  if (exact === term.exact) return 'exact';
  return stem === term.stem || (term.begins && stem.startsWith(term.stem)) ? 'form' : null;
}

/**
 * The best first: words in the subject before words in the text, and those before words that stand only in notes, letters or
 * files; what was typed before another form of it; words that follow each other before scattered ones. Counted here and not
 * by the database, so that both give the same order.
 */
export function ranked<T extends Candidate>(candidates: readonly T[], terms: readonly Term[], typed = ''): T[] {
  const whole = /\d/.test(typed) ? compactReference(typed) : null;
  return candidates
    .map((one) => ({ one, points: pointsOf(one, terms) + (compactReference(one.reference) === whole ? WHOLE : 0) }))
    .sort((a, b) => b.points - a.points || b.one.seq - a.one.seq)
    .map(({ one }) => one);
}

/** Whoever types a whole reference wants that case, whatever else mentions it. */
const WHOLE = 1_000_000;

function pointsOf({ reference, subject, searchText, isOpen }: Candidate, terms: readonly Term[]): number {
  const heading = tokensOf(`${subject} ${reference}`);
  const text = tokensOf(searchText);
  let points = isOpen ? 1 : 0;
  let inSubject = 0;
  for (const term of terms) {
    const best = bestOf(heading, term);
    if (best > 0) inSubject += 1;
    points += best * 12;
    const often = text.reduce((sum, token) => sum + weightOf(term, token), 0);
    points += Math.min(6, Math.log2(1 + often) * 1.5);
  }
  if (inSubject === terms.length) points += 10;
  if (terms.length > 1) points += followsIn(heading, terms) ? 10 : followsIn(text, terms) ? 5 : 0;
  return Math.round(points * 1_000);
}

const WEIGHT = { exact: 1, form: 0.75, none: 0 } as const;
const weightOf = (term: Term, token: Token): number => WEIGHT[fits(term, token) ?? 'none'];
const bestOf = (tokens: readonly Token[], term: Term): number =>
  tokens.reduce((best, token) => Math.max(best, weightOf(term, token)), 0);

/** Whether the words stand next to each other in the order in which they were typed. */
function followsIn(tokens: readonly Token[], terms: readonly Term[]): boolean {
  return tokens.some((_, at) => terms.every((term, i) => tokens[at + i] !== undefined && fits(term, tokens[at + i]!)));
}
