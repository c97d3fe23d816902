import { Injectable } from '@nestjs/common';
import { Institution, Mailbox } from '../entities';
import { change, insertAll, type Tx } from '../transactions';

/** The mailboxes of the institutions, and which process reads which. */
@Injectable()
export class Mailboxes {
  /** Null while the institution has none. One that is switched off is there, and not active. */
  of(tx: Tx, institutionId: string): Promise<Mailbox | null> {
    return tx.findOneBy(Mailbox, { institutionId });
  }

  /** Those that are to be read: switched on, of institutions that take submissions. */
  async active(tx: Tx): Promise<Mailbox[]> {
    const rows = await tx.find(Mailbox, { where: { active: true }, order: { institutionId: 'ASC' } });
    if (rows.length === 0) return [];
    const institutions = await tx.find(Institution, { select: { id: true }, where: { active: true } });
    return rows.filter((row) => institutions.some((one) => one.id === row.institutionId));
  }

  async add(tx: Tx, mailbox: Mailbox): Promise<void> {
    await insertAll(tx, Mailbox, [mailbox]);
  }

  async change(tx: Tx, institutionId: string, columns: Partial<Mailbox>): Promise<void> {
    await change(tx, Mailbox, { institutionId }, columns);
  }

  /**
   * Lets one process alone read a mailbox until a moment; whoever holds it already holds it longer. False when another one
   * does, or the mailbox was switched off or changed.
   */
  async hold(tx: Tx, { institutionId, version }: Mailbox, holder: string, now: Date, until: Date): Promise<boolean> {
    const done = await tx
      .createQueryBuilder()
      .update(Mailbox)
      .set({ leaseHolder: holder, leaseUntil: until })
      .where('institutionId = :institutionId AND active = :active AND version = :version', {
        institutionId,
        active: true,
        version,
      })
      .andWhere('(leaseUntil IS NULL OR leaseUntil < :now OR leaseHolder = :holder)', {
        now: now.toISOString(),
        holder,
      })
      .execute();
    return done.affected === 1;
  }

  /** Whether a process still is the one that reads the mailbox; asked in the transaction that stores a mail. */
  isHeldBy(tx: Tx, institutionId: string, holder: string): Promise<boolean> {
    return tx.existsBy(Mailbox, { institutionId, leaseHolder: holder });
  }

  /** Lets others read it. */
  async release(tx: Tx, institutionId: string, holder: string): Promise<void> {
    await tx.update(Mailbox, { institutionId, leaseHolder: holder }, { leaseHolder: null, leaseUntil: null });
  }
}
