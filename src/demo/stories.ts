import { localDateOf } from '../core/law';
import { Filing } from './filing';
import { OfficeWork } from './office-work';
import { past } from './past';
import { present } from './present';
import { Chance } from './random';
import type { Story } from './story';

const SEED = 20_111;

/** Every case of the demonstration, the same every time relative to `now`; steps after `now` are not taken yet. Pure. */
export function storiesUntil(now: Date): Story[] {
  const chance = new Chance(SEED);
  const filing = new Filing(chance);
  const work = new OfficeWork(chance);
  return [...past(localDateOf(now), filing, work, chance), ...present(now, filing, work)];
}
