interface Lane {
  waiting: string[];
  busy: number;
}

/**
 * Works off ids in lanes, some of each lane at once: a lane whose work hangs holds up neither the others nor whoever put
 * something in. What does not fit, and what waits at the end, is forgotten: the outbox still has it.
 */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();
  /** Waiting or in hand: nothing is put in twice. */
  private readonly known = new Set<string>();
  private readonly inHand = new Set<Promise<void>>();
  private closed = false;

  constructor(
    /** Must not reject. */
    private readonly work: (id: string) => Promise<void>,
    private readonly atOnce: number,
    private readonly most: number,
  ) {}

  put(name: string, id: string): void {
    const lane = this.lanes.get(name) ?? { waiting: [], busy: 0 };
    if (this.closed || this.known.has(id) || lane.waiting.length >= this.most) return;
    this.lanes.set(name, lane);
    this.known.add(id);
    lane.waiting.push(id);
    this.next(lane, name);
  }

  /** Takes nothing more; resolves when what is in hand is done. */
  async close(): Promise<void> {
    this.closed = true;
    for (const lane of this.lanes.values()) lane.waiting = [];
    await Promise.all(this.inHand);
  }

  private next(lane: Lane, name: string): void {
    if (lane.busy >= this.atOnce) return;
    const id = lane.waiting.shift();
    if (id === undefined) {
      if (lane.busy === 0) this.lanes.delete(name);
      return;
    }
    lane.busy += 1;
    const done = this.work(id).finally(() => {
      this.inHand.delete(done);
      this.known.delete(id);
      lane.busy -= 1;
      this.next(lane, name);
    });
    this.inHand.add(done);
    this.next(lane, name);
  }
}
