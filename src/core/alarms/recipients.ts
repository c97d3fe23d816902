import type { CaseFile, Role } from '../casefile';
import type { Audience, Rung } from './rungs';

/** Those who work for an institution, as far as alarms need to know. */
export interface Staff {
  officials: readonly { id: string; role: Role; active: boolean }[];
  directorates: readonly { id: string; headId: string | null }[];
  /** Who is on call for urgent requests; null while the institution named nobody. */
  onCallId: string | null;
}

/** Stands for the applicant where others are named by their id. */
export const CITIZEN = 'citizen';

/** Who is told instead when nobody fills a role: the first of these roles that somebody fills. */
const INSTEAD: readonly Role[] = ['responsible-officer', 'mayors-office', 'administrator'];

/**
 * Whom a rung speaks to now: ids of active officials, or {@link CITIZEN}; each once, in a stable order.
 * An alarm never falls on the floor: for a role that nobody fills, {@link INSTEAD} steps in; for a rung in hours first
 * whoever is on call.
 */
export function recipientsOf(rung: Pick<Rung, 'to'> & { unit?: Rung['unit'] }, file: CaseFile, staff: Staff): string[] {
  const active = (id: string | null | undefined): string[] =>
    staff.officials.some((one) => one.id === id && one.active) ? [id as string] : [];
  const inRole = (role: Role): string[] =>
    staff.officials.filter((one) => one.role === role && one.active).map((one) => one.id);
  const filling: Record<Audience, () => string[]> = {
    assignee: () => active(file.assigneeId),
    'directorate-head': () => active(staff.directorates.find((one) => one.id === file.directorateId)?.headId),
    'mayors-office': () => inRole('mayors-office'),
    'responsible-officer': () => inRole('responsible-officer'),
    'on-call': () => active(staff.onCallId),
    citizen: () => [CITIZEN],
  };
  const told = new Set<string>();
  for (const audience of rung.to) {
    let found = filling[audience]();
    if (found.length === 0 && rung.unit !== undefined && rung.unit !== 'day') found = filling['on-call']();
    for (const role of INSTEAD) {
      if (found.length > 0) break;
      found = inRole(role);
    }
    for (const id of found) told.add(id);
  }
  return [...told].sort();
}
