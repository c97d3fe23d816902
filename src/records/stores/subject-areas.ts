import { Injectable } from '@nestjs/common';
import { SubjectArea } from '../entities';
import { change, insertAll, type Tx } from '../transactions';

/** The subject areas of institutions. */
@Injectable()
export class SubjectAreas {
  /** Every one of an institution, in the order of its list, the retired ones included. */
  of(tx: Tx, institutionId: string): Promise<SubjectArea[]> {
    return tx.find(SubjectArea, { where: { institutionId }, order: { place: 'ASC', code: 'ASC' } });
  }

  async add(tx: Tx, area: SubjectArea): Promise<void> {
    await insertAll(tx, SubjectArea, [area]);
  }

  async change(tx: Tx, id: string, columns: Partial<SubjectArea>): Promise<void> {
    await change(tx, SubjectArea, { id }, columns);
  }
}
