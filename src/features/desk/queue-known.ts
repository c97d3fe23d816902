import { Injectable } from '@nestjs/common';
import { Queue, type QueueFilter, type QueueHead, type QueueNames, type Tx } from '../../records';

/** Hours pass without anything being recorded, and a calendar moves deadlines case by case. */
const TRUE_FOR_MS = 15_000;
/** So many questions are remembered; the oldest is forgotten first. */
const MOST = 2_000;

interface Known {
  seq: number;
  at: number;
  found: Promise<unknown>;
}

/**
 * What the queue shows besides its lines: it changes only when something is recorded in the institution, and counting ten
 * views costs more than reading fifty cases. So it is asked anew only when the log has grown, whichever process wrote.
 */
@Injectable()
export class QueueKnown {
  private readonly known = new Map<string, Known>();

  constructor(private readonly queue: Queue) {}

  /** How many cases fit each filter, none counted further than `limit`, as of `head`, which was read before. */
  counts<Name extends string>(
    tx: Tx,
    filters: Record<Name, QueueFilter>,
    limit: number,
    head: QueueHead,
    now: Date,
  ): Promise<Record<Name, number>> {
    // The moment is no part of the question: what it changes is what TRUE_FOR_MS allows.
    const question = JSON.stringify(filters, (name, value: unknown) => (name === 'now' ? undefined : value));
    return this.since(`counts ${limit} ${question}`, head, now, () => this.queue.counts(tx, filters, limit));
  }

  /** Everybody who was ever an official, every directorate and every subject area. */
  names(tx: Tx, institutionId: string, head: QueueHead, now: Date): Promise<QueueNames> {
    return this.since(`names ${institutionId}`, head, now, () => this.queue.names(tx, institutionId));
  }

  /** The answer is read after `head`: it may be newer than that, never older. One that fails is not kept. */
  private since<T>(question: string, { seq }: QueueHead, now: Date, find: () => Promise<T>): Promise<T> {
    const at = now.getTime();
    const known = this.known.get(question);
    if (known?.seq === seq && Math.abs(at - known.at) < TRUE_FOR_MS) return known.found as Promise<T>;
    this.known.delete(question);
    const found = find();
    this.known.set(question, { seq, at, found });
    found.catch(() => this.known.delete(question));
    const [oldest] = this.known.keys();
    if (this.known.size > MOST && oldest !== undefined) this.known.delete(oldest);
    return found;
  }
}
