import { Injectable } from '@nestjs/common';
import { CaseRow, Directorate, Institution, Official } from '../entities';
import { change, insertAll, rowLock, type Tx } from '../transactions';

/** Changes to institutions, directorates and officials. Reading them is the work of `People`. */
@Injectable()
export class Administration {
  /** How many officials there are in the whole installation: none means that it was never started. */
  countOfficials(tx: Tx): Promise<number> {
    return tx.count(Official);
  }

  async addInstitution(tx: Tx, institution: Institution): Promise<void> {
    await insertAll(tx, Institution, [institution]);
  }

  async changeInstitution(tx: Tx, id: string, columns: Partial<Institution>): Promise<void> {
    await change(tx, Institution, { id }, columns);
  }

  /** Holds the institution for the rest of the transaction: two administrators change it one after the other. */
  lockInstitution(tx: Tx, id: string): Promise<Institution> {
    return tx.findOneOrFail(Institution, { where: { id }, ...rowLock(tx) });
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
