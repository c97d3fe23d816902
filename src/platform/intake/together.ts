interface Waiting<I, O> {
  item: I;
  resolve: (result: O) => void;
  reject: (error: unknown) => void;
}

/**
 * Lets items that arrive while work is under way share the next turn. Nobody waits for company: an item that comes alone
 * goes alone, at once. When a turn fails, each of its items is tried alone, so that one bad item spoils no other.
 */
export class Together<I, O> {
  private waiting: Waiting<I, O>[] = [];
  private busy = false;

  constructor(
    /** Does the work for all items, or for none; results in the same order. */
    private readonly work: (items: readonly I[]) => Promise<readonly O[]>,
    private readonly most: number,
  ) {}

  add(item: I): Promise<O> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.busy) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.busy = true;
    while (this.waiting.length > 0) await this.turn(this.waiting.splice(0, this.most));
    this.busy = false;
  }

  private async turn(group: Waiting<I, O>[]): Promise<void> {
    try {
      const results = await this.work(group.map(({ item }) => item));
      group.forEach(({ resolve }, index) => resolve(results[index] as O));
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const one of group) await this.turn([one]);
    }
  }
}
