import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config';

const WINDOW_MS = 60_000;
/** Addresses remembered at most: a flood from many must not fill the memory. */
const MOST_ADDRESSES = 20_000;

/** So many submissions per minute from one address, as QASJA_RATE_LIMIT says; counted in this process. */
@Injectable()
export class SubmissionRate {
  private readonly windows = new Map<string, { count: number; since: number }>();

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Counts one submission. Returns 0, or after how many seconds the address may try again. */
  take(address: string, now: Date): number {
    const time = now.getTime();
    const window = this.windows.get(address);
    if (!window || time - window.since >= WINDOW_MS || time < window.since) {
      if (this.windows.size >= MOST_ADDRESSES) this.forgetOld(time);
      this.windows.delete(address);
      this.windows.set(address, { count: 1, since: time });
      return 0;
    }
    if (window.count >= this.config.rateLimit) return Math.ceil((window.since + WINDOW_MS - time) / 1000);
    window.count += 1;
    return 0;
  }

  private forgetOld(time: number): void {
    for (const [address, { since }] of this.windows) if (time - since >= WINDOW_MS) this.windows.delete(address);
    // Still full: the oldest go first, because a Map keeps the order of insertion.
    for (const address of this.windows.keys()) {
      if (this.windows.size < MOST_ADDRESSES) break;
      this.windows.delete(address);
    }
  }
}
