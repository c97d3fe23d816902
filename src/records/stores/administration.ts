import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { nationalCalendar } from '../../core/law';
import { CaseRow, ClockBasisRow, Directorate, Institution, Official } from '../entities';
import { clockSettings } from '../projection';
import { change, insertAll, rowLock, type Tx } from '../transactions';

/** Changes to institutions, directorates and officials. Reading them is the work of `People`. */
@Injectable()
export class Administration {
  /** How many officials there are in the whole installation: none means that it was never started. */
  countOfficials(tx: Tx): Promise<number> {
    return tx.count(Official);
  }

  /** Adds an institution that counts by the national calendar and by the settings that it comes with. */
  async addInstitution(tx: Tx, institution: Omit<Institution, 'basisId'>): Promise<Institution> {
    const added: Institution = { ...institution, basisId: randomUUID() };
    await insertAll(tx, Institution, [added]);
    await insertAll(tx, ClockBasisRow, [firstBasis(added)]);
    return added;
  }

  async changeInstitution(tx: Tx, id: string, columns: Partial<Institution>): Promise<void> {
    await change(tx, Institution, { id }, columns);
  }

  /**
   * Holds the institution for the rest of the transaction: two administrators change it one after the other. What merely
   * refers to it, as every event does, goes on meanwhile.
   */
  lockInstitution(tx: Tx, id: string): Promise<Institution> {
    const lock = rowLock(tx).lock && ({ mode: 'for_no_key_update' } as const);
    return tx.findOneOrFail(Institution, { where: { id }, ...(lock ? { lock } : {}) });
  }

  /** A protocol number carries the institution's code: after the first case the code stays. */
  hasCases(tx: Tx, institutionId: string): Promise<boolean> {
    return tx.existsBy(CaseRow, { institutionId });
  }

  async addOfficial(tx: Tx, official: Official): Promise<void> {
    await insertAll(tx, Official, [official]);
  }

  async changeOfficial(tx: Tx, id: string, columns: Partial<Official>): Promise<void> {
    await change(tx, Official, { id }, columns);
  }

  async addDirectorate(tx: Tx, directorate: Directorate): Promise<void> {
    await insertAll(tx, Directorate, [directorate]);
  }

  async changeDirectorate(tx: Tx, id: string, columns: Partial<Directorate>): Promise<void> {
    await change(tx, Directorate, { id }, columns);
  }
}

/** What a new institution counts by: the national calendar as the program knows it, and its settings. */
export function firstBasis({ id, basisId, settings, createdAt }: Institution): ClockBasisRow {
  return {
    id: basisId,
    institutionId: id,
    number: 1,
    calendarVersion: nationalCalendar.version,
    nationalVersion: nationalCalendar.version,
    years: null,
    settings: clockSettings(settings),
    change: null,
    byId: null,
    recordedAt: createdAt,
  };
}
