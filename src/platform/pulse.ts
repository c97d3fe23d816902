import { SLEEPS_AFTER_MS } from '../records';

/** How a repeating job is: `late` when it has not run for 15 minutes, `never` before its first run. */
export interface Pulse {
  state: 'ok' | 'late' | 'never';
  at: Date | null;
  /** Seconds since it ran; null before its first run. A clock that runs behind gives 0. */
  seconds: number | null;
}

export function pulseOf(at: Date | null, now: Date): Pulse {
  if (!at) return { state: 'never', at, seconds: null };
  const age = now.getTime() - at.getTime();
  return { state: age > SLEEPS_AFTER_MS ? 'late' : 'ok', at, seconds: Math.max(0, Math.round(age / 1_000)) };
}

/** Whether somebody should be told: what never ran is given the same time from `since`, when its house was opened. */
export const sleeps = (at: Date | null, since: Date, now: Date): boolean =>
  now.getTime() - (at ?? since).getTime() > SLEEPS_AFTER_MS;
