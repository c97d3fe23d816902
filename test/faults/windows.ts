import { type Instance, rungsOf } from './oracle';
import { climbingTo, type OtherRung } from './other-ladder';
import { officeMinutesAfter } from './other-time';
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
      return cut({ instance, standing, from: standing.from, until: Math.min(end, instance.until, ...higher) });
    });
  });
}

/** From the moment on which the rung may speak; nothing when that is too late. */
function cut(window: Window): Window[] {
  const from = Math.max(window.instance.at, window.from);
  return from < window.until ? [{ ...window, from }] : [];
}

/** Of one track of one clock the rung that falls due later is the higher one. */
function isHigher(other: Instance, one: Instance): boolean {
  if (other.version !== one.version || other.rung.track !== one.rung.track || other === one) return false;
  return other.on > one.on || (other.on === one.on && other.rung.offset > one.rung.offset);
}

/** Somebody who was told, and when. */
export interface Heard {
  recipient: string;
  at: number;
}

/**
 * The times in which an escalation may climb: as long as it is the one that speaks, from four office hours (half an hour of
 * an urgent request) after the last who heard of it, level by level. A level at which nobody new is found is passed over.
 *
 * @param heardOf who was told under a key
 * @param silentFrom when somebody said "I have it"; Infinity while nobody has
 */
export function climbsOf(
  base: readonly Window[],
  urgent: boolean,
  heardOf: (key: string) => Heard[],
  reaches: (window: Window) => string[],
  silentFrom: number,
): Window[] {
  const [{ instance }] = base as [Window];
  const { rung } = instance;
  let heard = heardOf(rung.key);
  const toldBefore = new Set(heard.map((one) => one.recipient));
  const climbs: Window[] = [];
  for (const [i, level] of climbingTo(rung.to).entries()) {
    if (heard.length === 0) break;
    const last = Math.max(...heard.map((one) => one.at));
    const at = urgent ? last + 30 * 60_000 : officeMinutesAfter(last, 240);
    const own: OtherRung = { ...rung, key: `${rung.key}.climb-${i + 1}`, to: [level] };
    const step: Instance = { ...instance, rung: own, at, climbs: { toldBefore: new Set(toldBefore) } };
    const windows = base
      .flatMap((one) => cut({ ...one, instance: step, until: Math.min(one.until, silentFrom) }))
      .filter((window) => reaches(window).length > 0);
    climbs.push(...windows);
    const told = heardOf(own.key);
    // Nobody new at this level: the next one follows at once.
    if (told.length === 0 && windows.length > 0) break;
    if (told.length > 0) heard = told;
    for (const one of told) toldBefore.add(one.recipient);
  }
  return climbs;
}
