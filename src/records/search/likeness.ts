/** So many marks of a text are compared … */
const BANDS = 12;
/** … each made of the smallest hashes of so many kinds: more would ask for texts that are more alike. */
const ROWS = 2;
/** Fewer words say too little to be compared. */
const FEWEST = 4;
/** The beginning tells what it is about; what follows tells the story. */
const FROM = 120;

/**
 * Marks of a text's words (MinHash in bands): two texts that share half of their words share a mark nearly always, two that
 * share a tenth hardly ever. What is alike is thus found by equal marks, however many cases there are.
 */
export function marksOf(stems: Iterable<string>): string[] {
  const words = [...stems].filter((one) => !/\d/.test(one)).slice(0, FROM);
  if (words.length < FEWEST) return [];
  const least = new Uint32Array(BANDS * ROWS).fill(0xffffffff);
  for (const word of words) {
    const base = hashOf(word);
    for (let i = 0; i < least.length; i += 1) {
      const value = mix(base ^ Math.imul(i + 1, 0x9e3779b1));
      if (value < least[i]!) least[i] = value;
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    let mark = band;
    for (let row = 0; row < ROWS; row += 1) mark = mix(mark ^ least[band * ROWS + row]!);
    return `${band.toString(36)}${mark.toString(36)}`;
  });
}

/** How much of two sets of words is the same, from 0 to 1. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const one of a) if (b.has(one)) shared += 1;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The last steps of MurmurHash 3: every bit of the number moves every other. */
function mix(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
