import type { Instance } from './oracle';
import type { Audience } from './other-ladder';
import { dayOf } from './other-time';
import type { Standing, TownTruth } from './truth';

/** Whom a rung speaks to at a moment, for each of its audiences. */
export function audiencesOf(instance: Instance, standing: Standing, town: TownTruth, at: number): string[][] {
  const { rung, climbs } = instance;
  return rung.to.map((audience) => {
    const found = waysTo(audience, rung.unit === 'hour' || rung.unit === 'minute', standing, town);
    // A climb goes to its own level only, and to nobody who was told before.
    const ways = climbs ? found.slice(0, 1) : found;
    for (const way of ways) {
      const present = [...new Set(way.flatMap((id) => (id === null ? [] : standIn(id, town, dayOf(at)))))];
      if (present.length > 0) return climbs ? present.filter((id) => !climbs.toldBefore.has(id)) : present;
    }
    return [];
  });
}

/** Those whom an audience means, and who is told instead when none of them is there. */
function waysTo(audience: Audience, inHours: boolean, standing: Standing, town: TownTruth): (string | null)[][] {
  if (audience === 'citizen') return [['citizen']];
  const inRole = (role: string): string[] => town.people.filter((one) => one.role === role).map((one) => one.id);
  const head = standing.directorateId === null ? null : (town.heads.get(standing.directorateId) ?? null);
  const first: Partial<Record<Audience, (string | null)[]>> = {
    assignee: [standing.assigneeId],
    'directorate-head': [head],
    'on-call': [town.onCallId],
  };
  return [
    first[audience] ?? inRole(audience),
    ...(inHours ? [[town.onCallId]] : []),
    ...['responsible-officer', 'mayors-office', 'administrator'].map(inRole),
  ];
}

/** The person, or whoever stands in today, and so on; nobody when all of them are away. */
function standIn(id: string, town: TownTruth, day: string, seen: readonly string[] = []): string[] {
  if (id === 'citizen') return [id];
  const away = town.away.find((one) => one.officialId === id && one.from <= day && day <= one.until);
  if (!away) return [id];
  if (away.standInId === null || seen.includes(away.standInId)) return [];
  return standIn(away.standInId, town, day, [...seen, id]);
}

export const isAway = (id: string, town: TownTruth, day: string): boolean =>
  town.away.some((one) => one.officialId === id && one.from <= day && day <= one.until);
