import { In } from 'typeorm';
import type { Absence } from '../../core/alarms';
import type { LocalDate } from '../../core/law';
import { Directorate, Institution, Official } from '../entities';
import { groupBy } from '../group-by';
import type { Tx } from '../transactions';
import type { Absences } from './absences';

/** Those who work for an institution. */
export interface StaffRows {
  officials: Official[];
  directorates: Directorate[];
  /** Who is on call for urgent requests. */
  onCallId: string | null;
  /** Absences that are not over. */
  absences: Absence[];
  /** The day for which it was asked. */
  on: LocalDate;
}

/** Of an institution that is not there. */
export const noStaff = (on: LocalDate): StaffRows => ({
  officials: [],
  directorates: [],
  onCallId: null,
  absences: [],
  on,
});

/** One statement per table, however many institutions. */
export async function staffRows(
  tx: Tx,
  store: Absences,
  institutionIds: readonly string[],
  on: LocalDate,
): Promise<Map<string, StaffRows>> {
  const ids = [...new Set(institutionIds)];
  if (ids.length === 0) return new Map();
  const where = { institutionId: In(ids) };
  const officials = groupBy(await tx.findBy(Official, where), (one) => one.institutionId);
  const directorates = groupBy(await tx.findBy(Directorate, where), (one) => one.institutionId);
  const absences = groupBy(await store.notOver(tx, ids, on), (one) => one.institutionId);
  const institutions = await tx.find(Institution, { select: { id: true, settings: true }, where: { id: In(ids) } });
  return new Map(
    institutions.map(({ id, settings }) => [
      id,
      {
        officials: officials.get(id) ?? [],
        directorates: directorates.get(id) ?? [],
        onCallId: settings.onCallId ?? null,
        absences: absences.get(id) ?? [],
        on,
      },
    ]),
  );
}
