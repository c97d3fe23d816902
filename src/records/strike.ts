/** Stands where a name or an address stood. */
export const STRUCK = '[…]';

/** Letters that are written one for the other: with and without their marks, and in either script. */
const ALIKE = [
  ...['aа', 'bб', 'cçčćцчћ', 'dđдђ', 'eëе', 'fф', 'gг', 'hх', 'iи', 'jј', 'kк', 'lл', 'mм', 'nн', 'oо', 'pп'],
  ...['rр', 'sšсш', 'tт', 'uу', 'vв', 'zžзж'],
];
/** One letter of the one script is two of the other. */
const PAIRS: readonly (readonly [RegExp, string])[] = [
  [/^(?:lj|љ|ǉ)/, '(?:lj|лј|љ|ǉ)'],
  [/^(?:nj|њ|ǌ)/, '(?:nj|нј|њ|ǌ)'],
  [/^(?:dž|dz|џ|ǆ)/, '(?:d[zž]|д[зж]|џ|ǆ)'],
  [/^(?:dj|đ|ђ)/, '(?:dj|дј|[dđдђ])'],
];
/** Shorter ones would strike out half of a text. */
const SHORTEST = 4;

/**
 * A first name or a surname alone is many people's, and often a word (*Besa*, *Drita*, *Sava*): it is struck out only behind
 * a form of address, where it can mean nobody else.
 */
const ADDRESSED =
  'z|zoti|zotit|zotëri|znj|zonja|zonjës|zonjë|znjsh|i nderuar|e nderuar|e nderuara|i nderuari|g|gdin|gospodin|gospodina|' +
  'gospodine|gđa|gdja|gospođa|gospođo|gospođe|gospođica|poštovani|poštovana|г|господин|госпођа|поштовани|поштована|' +
  'mr|mrs|ms|dear';
const SHORTEST_PART = 3;

const classOf = (letter: string): string => {
  const alike = ALIKE.find((one) => one.includes(letter));
  return alike ? `[${alike}]` : letter.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
};

function wordPattern(word: string): string {
  let pattern = '';
  for (let rest = word.normalize('NFC').toLowerCase(); rest !== '';) {
    const pair = PAIRS.find(([letters]) => letters.test(rest));
    const [letters = ''] = pair ? (pair[0].exec(rest) ?? []) : [...rest];
    pattern += pair ? pair[1] : classOf(letters);
    rest = rest.slice(letters.length);
  }
  return pattern;
}

const patternOf = (needle: string): string => needle.split(/\s+/).map(wordPattern).join('\\s+');

/** Takes what names a person out of texts: their whole name (either part first), addresses and numbers, however written. */
export class Strike {
  private readonly pattern: RegExp | null;
  /** A part of the name behind a form of address, which stays. */
  private readonly addressed: RegExp | null;

  constructor(known: readonly (string | null | undefined)[]) {
    const lines = known.flatMap((one) => (one ?? '').split(/[\r\n]+/)).map((one) => one.trim());
    const turned = lines.flatMap((line) => {
      const words = line.split(/\s+/);
      return words.length === 2 ? [line, [...words].reverse().join(' ')] : [line];
    });
    const needles = [...new Set(turned)].filter((one) => one.length >= SHORTEST).sort((a, b) => b.length - a.length);
    this.pattern = needles.length > 0 ? new RegExp(needles.map(patternOf).join('|'), 'giu') : null;
    const parts = lines
      .flatMap((line) => (/^[\p{L}\p{M}.' -]+$/u.test(line) ? line.split(/\s+/) : []))
      .filter((one) => one.length >= SHORTEST_PART)
      .sort((a, b) => b.length - a.length);
    const some = [...new Set(parts)].map(patternOf).join('|');
    this.addressed =
      parts.length > 0
        ? new RegExp(`(?<![\\p{L}\\p{M}])((?:${ADDRESSED})\\.?\\s+)(?:${some})(?![\\p{L}\\p{M}])`, 'giu')
        : null;
  }

  text(text: string): string {
    const whole = this.pattern ? text.replace(this.pattern, STRUCK) : text;
    return this.addressed ? whole.replace(this.addressed, `$1${STRUCK}`) : whole;
  }

  /** The same in every text of a value that is kept as JSON. */
  value<T>(value: T): T {
    if (typeof value === 'string') return this.text(value) as T;
    if (Array.isArray(value)) return value.map((one: unknown) => this.value(one)) as T;
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.value<unknown>(one)])) as T;
  }
}
