/** Stands where a name or an address stood. */
export const STRUCK = '[…]';

/** Letters that are written one for the other, with and without their marks. */
const ALIKE = ['cçčć', 'eë', 'sš', 'zž', 'dđ'];
/** Shorter ones would strike out half of a text. */
const SHORTEST = 4;

const classOf = (letter: string): string => {
  const alike = ALIKE.find((one) => one.includes(letter.toLowerCase()));
  return alike ? `[${alike}]` : letter.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
};

const patternOf = (needle: string): string =>
  needle
    .split(/\s+/)
    .map((word) => [...word].map(classOf).join(''))
    .join('\\s+');

/** Takes what names a person out of texts: their whole name (either part first), addresses and numbers, however written. */
export class Strike {
  private readonly pattern: RegExp | null;

  constructor(known: readonly (string | null | undefined)[]) {
    const lines = known.flatMap((one) => (one ?? '').split(/[\r\n]+/)).map((one) => one.trim());
    const turned = lines.flatMap((line) => {
      const words = line.split(/\s+/);
      return words.length === 2 ? [line, [...words].reverse().join(' ')] : [line];
    });
    const needles = [...new Set(turned)].filter((one) => one.length >= SHORTEST).sort((a, b) => b.length - a.length);
    this.pattern = needles.length > 0 ? new RegExp(needles.map(patternOf).join('|'), 'giu') : null;
  }

  text(text: string): string {
    return this.pattern ? text.replace(this.pattern, STRUCK) : text;
  }

  /** The same in every text of a value that is kept as JSON. */
  value<T>(value: T): T {
    if (typeof value === 'string') return this.text(value) as T;
    if (Array.isArray(value)) return value.map((one: unknown) => this.value(one)) as T;
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.value<unknown>(one)])) as T;
  }
}
