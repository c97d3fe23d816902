import { Injectable } from '@nestjs/common';
import { addDays, type LocalDate, startOfLocalDay } from '../../core/law';
import { MailRow, type MailState } from '../entities';
import { forgetMail } from '../forget-mail';
import { Strike } from '../strike';
import { rowLock, type Tx } from '../transactions';
import { unusedBytes } from '../unused-bytes';

/** Nobody waits for an answer to these. A draft is a request that nobody has answered: it is held back, as an open case is. */
const OVER: readonly MailState[] = ['discarded', 'set-aside', 'copy'];

/** Mails that became no case: each is kept as long as a case is, from the day on which it was decided or set aside. */
@Injectable()
export class MailRetention {
  /** Those that were over on or before a day, and are still kept. */
  async due(tx: Tx, institutionId: string, overUntil: LocalDate, limit: number): Promise<MailRow[]> {
    const found: MailRow[] = [];
    const before = endOf(overUntil);
    for (const state of OVER) {
      const query = this.kept(tx, institutionId, state, before, limit - found.length);
      query.andWhere('(m.settledAt IS NULL OR m.settledAt < :before)');
      if (found.length < limit) found.push(...(await query.getMany()));
    }
    return found;
  }

  /** Drafts that arrived on or before a day: nobody has decided on them. Counted no further than `limit`. */
  async held(tx: Tx, institutionId: string, arrivedUntil: LocalDate, limit: number): Promise<number> {
    return (await this.kept(tx, institutionId, 'draft', endOf(arrivedUntil), limit).getMany()).length;
  }

  /**
   * Takes away who sent it and what it said, in the caller's transaction; its day, its sum and what became of it stay.
   * Returns the sums of the bytes that nothing names any more. Null when it is not over any more.
   */
  async forget(tx: Tx, { id }: MailRow): Promise<string[] | null> {
    const mail = await tx.findOne(MailRow, { where: { id }, ...rowLock(tx) });
    if (!mail || !OVER.includes(mail.state) || mail.caseId !== null || mail.size === 0) return null;
    const strike = new Strike([mail.fromName, mail.fromAddress]);
    const reason = mail.reason === null ? null : strike.text(mail.reason);
    return unusedBytes(tx, await forgetMail(tx, mail, { subject: '', text: '', reason }, strike));
  }

  private kept(tx: Tx, institutionId: string, state: MailState, before: string, limit: number) {
    return tx
      .createQueryBuilder(MailRow, 'm')
      .where('m.institutionId = :institutionId AND m.state = :state', { institutionId, state })
      .andWhere('m.caseId IS NULL AND m.size > 0 AND m.receivedAt < :before', { before })
      .orderBy('m.receivedAt', 'ASC')
      .limit(limit);
  }
}

const endOf = (day: LocalDate): string => startOfLocalDay(addDays(day, 1)).toISOString();
