import { type Instance, rungsOf } from './oracle';
import type { CaseTruth, Standing } from './truth';

/** A time in which a rung of one clock may speak, while the case stands as it does. */
export interface Window {
  instance: Instance;
  standing: Standing;
  from: number;
  until: number;
}

/**
 * All times in which rungs of a case may speak: from the moment on which they may, while the case stands so that they are
 * due, until a higher rung of the same track may speak instead.
 */
export function windowsOf(truth: CaseTruth): Window[] {
  return truth.standings.flatMap((standing, i) => {
    const end = truth.standings[i + 1]?.from ?? Infinity;
    const instances = rungsOf(truth, standing);
    return instances.flatMap((instance): Window[] => {
      const higher = instances.filter((other) => isHigher(other, instance)).map((other) => other.at);
      const from = Math.max(instance.at, standing.from);
      const until = Math.min(end, ...higher);
      return from < until ? [{ instance, standing, from, until }] : [];
    });
  });
}

/** Of one track of one clock the rung that falls due later is the higher one. */
function isHigher(other: Instance, one: Instance): boolean {
  if (other.version !== one.version || other.rung.track !== one.rung.track || other === one) return false;
  return other.on > one.on || (other.on === one.on && other.rung.offset > one.rung.offset);
}
