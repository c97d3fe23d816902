import { fits, type Term } from './rank';
import { type Token, tokensOf } from './tokens';

/** A piece of a text; what fits the query is marked. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** What is shown of a text: a stretch of it around the words that were found. */
export interface Passage {
  pieces: Piece[];
  /** Text was left out before or after. */
  cutBefore: boolean;
  cutAfter: boolean;
  /** How many of the query's words are in it. */
  found: number;
}

/** So much of a text is looked through for a passage: the beginning of a long attachment, and hardly ever more is needed. */
const LOOKED_AT = 60_000;
const BEFORE = 60;
const LENGTH = 220;

/** A whole short text with its words marked, such as a subject. */
export function markedWhole(text: string, terms: readonly Term[]): Piece[] {
  const hits = hitsOf(tokensOf(text), terms);
  return pieces(text, 0, text.length, hits);
}

/** The stretch of a text in which most of the words stand; null when none does. */
export function passageOf(text: string, terms: readonly Term[]): Passage | null {
  const whole = text.slice(0, LOOKED_AT);
  const hits = hitsOf(tokensOf(whole), terms);
  if (hits.length === 0) return null;
  let best = { at: 0, found: 0 };
  hits.forEach((hit, at) => {
    const near = hits.slice(at).filter((other) => other.end <= hit.start + LENGTH - BEFORE);
    const found = new Set(near.flatMap((other) => other.terms)).size;
    if (found > best.found) best = { at, found };
  });
  const { start } = hits[best.at]!;
  const from = wordStart(whole, Math.max(0, start - BEFORE), start);
  const to = wordEnd(whole, Math.min(whole.length, from + LENGTH), hits);
  return {
    pieces: pieces(whole, from, to, hits),
    cutBefore: from > 0,
    cutAfter: to < text.length,
    found: new Set(hits.flatMap((hit) => hit.terms)).size,
  };
}

interface Hit {
  start: number;
  end: number;
  terms: number[];
}

function hitsOf(tokens: readonly Token[], terms: readonly Term[]): Hit[] {
  return tokens.flatMap((token) => {
    const found = terms.flatMap((term, i) => (fits(term, token) ? [i] : []));
    return found.length > 0 ? [{ start: token.start, end: token.end, terms: found }] : [];
  });
}

function pieces(text: string, from: number, to: number, hits: readonly Hit[]): Piece[] {
  const made: Piece[] = [];
  let at = from;
  for (const { start, end } of hits) {
    if (start < from || end > to) continue;
    if (start > at) made.push({ text: text.slice(at, start), marked: false });
    made.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < to) made.push({ text: text.slice(at, to), marked: false });
  return made;
}

/** Cuts between words, but never into what was found. */
function wordStart(text: string, at: number, hit: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, hit).search(/\s/);
  return space === -1 ? at : at + space + 1;
}

function wordEnd(text: string, at: number, hits: readonly Hit[]): number {
  const inside = hits.find((hit) => hit.start < at && hit.end > at);
  const least = inside ? inside.end : at;
  if (least >= text.length) return text.length;
  const space = text.slice(least, least + 30).search(/\s/);
  return space === -1 ? least : least + space;
}
