/**
 * Endings of Albanian and Serbian declension, after folding; the longest first. What is left of *kërkesë, kërkesa, kërkesës,
 * kërkesave* is one, and of *opština, opštine, opštinu, opštinama*. A stem need not be a word: the ranking puts what was
 * typed exactly before what only has the same stem.
 */
const ENDINGS = [
  ...[
    'ima',
    'ama',
    'ash',
    'esh',
    'av',
    'ev',
    'ov',
    'es',
    'en',
    'et',
    'at',
    'it',
    'in',
    'ut',
    'un',
    'om',
    'em',
    'og',
    'oj',
    'ih',
  ],
  ...['a', 'e', 'i', 'o', 'u'],
];
const SHORTEST = 3;

/** The stem of a folded word; numbers and short words are their own. */
export function stem(word: string): string {
  if (/\d/.test(word)) return word;
  let left = word;
  for (;;) {
    const ending = ENDINGS.find((one) => left.length - one.length >= SHORTEST && left.endsWith(one));
    if (ending === undefined) return left;
    left = left.slice(0, -ending.length);
  }
}
