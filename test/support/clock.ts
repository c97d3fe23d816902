import { localDateOf } from '../../src/core/law';
import type { Clock } from '../../src/platform/clock';

/** A clock that stands still until the test moves it. */
export interface FixedClock extends Clock {
  /** Puts the hands on an instant, also backwards. */
  set(at: Date | string): void;
  /** Lets time pass, in milliseconds, or in whole days of 24 hours through `{ days }`. */
  advance(by: number | { days?: number; hours?: number }): void;
}

export function fixedClock(at: Date | string): FixedClock {
  let instant = new Date(at).getTime();
  return {
    now: () => new Date(instant),
    today: () => localDateOf(new Date(instant)),
    set(to) {
      instant = new Date(to).getTime();
    },
    advance(by) {
      instant += typeof by === 'number' ? by : ((by.days ?? 0) * 24 + (by.hours ?? 0)) * 3_600_000;
    },
  };
}
