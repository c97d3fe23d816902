import { fold } from './fold';
import { stem } from './stem';

/** A word of a text, where it stands, and what it is compared by. */
export interface Token {
  /** Offsets in the text as it was given, in UTF-16 units: `end` is the first one after the word. */
  start: number;
  end: number;
  /** The whole word, folded. */
  exact: string;
  stem: string;
}

/** Words so common that they tell nothing; folded. */
const COMMON = new Set(
  (
    'te e i ne per me nga dhe qe se nje ka si do u ku ose kjo ky kete keto jane eshte tek pa sa po nuk ' +
    'je na za od sa iz kao koji koja koje ili o da su nije ovo ova u k s ' +
    'the of and to in a an for is are on with from by at or be this that'
  ).split(' '),
);
const LONGEST = 40;

/** Most words come again and again: what each is compared by is remembered, of the latest so many. */
const REMEMBERED = 20_000;
const known = new Map<string, Pick<Token, 'exact' | 'stem'> | null>();

/** The words of a text in order, without the commonest ones. */
export function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad]*/gu)) {
    const compared = comparedBy(match[0]);
    if (compared) found.push({ start: match.index, end: match.index + match[0].length, ...compared });
  }
  return found;
}

/** Null for a word that tells nothing. */
function comparedBy(word: string): Pick<Token, 'exact' | 'stem'> | null {
  const before = known.get(word);
  if (before !== undefined) return before;
  const exact = comparable(word);
  const found = exact === '' || COMMON.has(exact) ? null : { exact, stem: stem(exact) };
  if (known.size >= REMEMBERED) known.clear();
  if (word.length <= LONGEST) known.set(word, found);
  return found;
}

/** Numbers without the zeros before them: whoever looks for 123 finds 00123. */
function comparable(word: string): string {
  const folded = fold(word.replace(/\u00ad/g, '')).slice(0, LONGEST);
  return /^\d+$/.test(folded) ? folded.replace(/^0+(?=\d)/, '') : folded;
}

/** The stems of a text, each once, at most `limit` of them. */
export function stemsOf(text: string, limit = 20_000): Set<string> {
  const stems = new Set<string>();
  for (const token of tokensOf(text)) {
    if (stems.size >= limit) break;
    stems.add(token.stem);
  }
  return stems;
}

/** A reference without what people leave out or put otherwise: `KK-2026-00012` and `kk 2026/12` are not far apart. */
export const compactReference = (text: string): string =>
  tokensOf(text)
    .map(({ exact }) => exact)
    .join('');
