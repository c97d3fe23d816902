/**
 * Does what is asked for at the same time in one go: while one round runs, what comes in waits for the next. Nobody waits
 * for company: who comes alone goes alone. A round that fails is done again one by one, so that one bad item fails alone.
 */
export class Together<T, R> {
  private waiting: { item: T; done: (result: R) => void; failed: (error: unknown) => void }[] = [];
  private running = false;

  constructor(
    /** Does the work for all items, or for none; the results stand in the same order. */
    private readonly work: (items: readonly T[]) => Promise<readonly R[]>,
    private readonly most: number,
    /** Milliseconds between two rounds: on SQLite another process can only write while this one does not. */
    private readonly restMs = 0,
  ) {}

  do(item: T): Promise<R> {
    const result = new Promise<R>((done, failed) => this.waiting.push({ item, done, failed }));
    if (!this.running) void this.rounds();
    return result;
  }

  private async rounds(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      // Whoever asks in the same moment comes along.
      await new Promise((resolve) => setImmediate(resolve));
      await this.round(this.waiting.splice(0, this.most));
      if (this.restMs > 0) await new Promise((resolve) => setTimeout(resolve, this.restMs));
    }
    this.running = false;
  }

  private async round(asked: typeof this.waiting): Promise<void> {
    try {
      const results = await this.work(asked.map(({ item }) => item));
      asked.forEach(({ done }, i) => done(results[i] as R));
    } catch (error) {
      if (asked.length === 1) return asked[0]?.failed(error);
      for (const one of asked) await this.round([one]);
    }
  }
}
