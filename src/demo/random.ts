/** Chance that repeats itself: the same seed gives the same year on every machine (mulberry32). */
export class Chance {
  constructor(private state: number) {}

  /** From 0 up to, but not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** Throws RangeError when there is nothing to choose from. */
  one<T>(from: readonly T[]): T {
    const chosen = from[this.between(0, from.length - 1)];
    if (chosen === undefined) throw new RangeError('Nothing to choose from.');
    return chosen;
  }

  shuffled<T>(list: readonly T[]): T[] {
    const next = [...list];
    for (let i = next.length - 1; i > 0; i -= 1) {
      const j = this.between(0, i);
      [next[i], next[j]] = [next[j] as T, next[i] as T];
    }
    return next;
  }
}

/** Hands out a list in a shuffled order, again and again: nothing comes twice before everything came once. */
export class Deck<T> {
  private left: T[] = [];

  constructor(
    private readonly cards: readonly T[],
    private readonly chance: Chance,
  ) {}

  draw(): T {
    if (this.left.length === 0) this.left = this.chance.shuffled(this.cards);
    return this.left.pop() as T;
  }
}
