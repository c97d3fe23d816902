import { Injectable } from '@nestjs/common';
import { In, MoreThan, Not } from 'typeorm';
import { CaseRow, MailFile, MailRow, type MailState, OutboxRow } from '../entities';
import { insertAll, type Tx } from '../transactions';

/** Where a mail stands in its folder. */
export type MailPlace = Pick<MailRow, 'institutionId' | 'source' | 'uidValidity' | 'uid'>;

/** Where a mail stands in the list of the desk. */
export type MailCursor = Pick<MailRow, 'receivedAt' | 'id'>;

/** The mails that came in. */
@Injectable()
export class Mails {
  async add(tx: Tx, mail: MailRow): Promise<void> {
    await insertAll(tx, MailRow, [mail]);
  }

  isKept(tx: Tx, place: MailPlace): Promise<boolean> {
    const { institutionId, source, uidValidity, uid } = place;
    return tx.existsBy(MailRow, { institutionId, source, uidValidity, uid });
  }

  /** Kept mails of a folder that still have to be marked in the mailbox. */
  unmarked(tx: Tx, institutionId: string, source: string, limit: number): Promise<MailRow[]> {
    return tx.find(MailRow, {
      where: { institutionId, marked: false, source },
      order: { uid: 'ASC' },
      take: limit,
    });
  }

  async marked(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await tx.update(MailRow, { id: In([...ids]) }, { marked: true });
  }

  /** Kept mails that nobody has read yet, the oldest first. */
  unread(tx: Tx, institutionId: string, limit: number): Promise<MailRow[]> {
    return tx.find(MailRow, {
      where: { institutionId, state: 'kept' },
      order: { receivedAt: 'ASC', uid: 'ASC' },
      take: limit,
    });
  }

  /** The same mail, where it came before. */
  sameAs(tx: Tx, { id, institutionId }: MailRow, contentKey: string): Promise<boolean> {
    return tx.existsBy(MailRow, { institutionId, contentKey, id: Not(id) });
  }

  byId(tx: Tx, institutionId: string, id: string): Promise<MailRow | null> {
    return tx.findOneBy(MailRow, { id, institutionId });
  }

  files(tx: Tx, mailId: string): Promise<MailFile[]> {
    return tx.find(MailFile, { where: { mailId }, order: { name: 'ASC', id: 'ASC' } });
  }

  async addFiles(tx: Tx, files: readonly MailFile[]): Promise<void> {
    if (files.length > 0) await insertAll(tx, MailFile, files);
  }

  async change(tx: Tx, id: string, columns: Partial<MailRow>): Promise<void> {
    await tx.update(MailRow, { id }, columns);
  }

  /** Moves a mail on, unless somebody else did meanwhile or it was taken away; then false, and nothing is written. */
  async settle(tx: Tx, id: string, from: readonly MailState[], columns: Partial<MailRow>): Promise<boolean> {
    return (await tx.update(MailRow, { id, state: In([...from]), size: MoreThan(0) }, columns)).affected === 1;
  }

  /** A page of the desk's list. Drafts oldest first: those wait longest. Everything else newest first. */
  async page(
    tx: Tx,
    institutionId: string,
    states: readonly MailState[],
    oldestFirst: boolean,
    limit: number,
    after: MailCursor | null,
  ): Promise<MailRow[]> {
    const [order, than] = oldestFirst ? (['ASC', '>'] as const) : (['DESC', '<'] as const);
    const parts: MailRow[] = [];
    // One state at a time: each is a short walk along its index, however many mails there are.
    for (const state of states) {
      const query = tx
        .createQueryBuilder(MailRow, 'm')
        .where('m.institutionId = :institutionId AND m.state = :state', { institutionId, state })
        .orderBy('m.receivedAt', order)
        .addOrderBy('m.id', order)
        .limit(limit);
      if (after) {
        const place = { at: after.receivedAt.toISOString(), id: after.id };
        query.andWhere(`(m.receivedAt ${than} :at OR (m.receivedAt = :at AND m.id ${than} :id))`, place);
      }
      parts.push(...(await query.getMany()));
    }
    const sign = oldestFirst ? 1 : -1;
    const key = (one: MailRow): string => `${one.receivedAt.toISOString()} ${one.id}`;
    return parts.sort((a, b) => (key(a) < key(b) ? -sign : sign)).slice(0, limit);
  }

  /** Mails of a case, the oldest first. */
  ofCase(tx: Tx, caseId: string): Promise<MailRow[]> {
    return tx.find(MailRow, {
      where: { caseId, state: In(['registered', 'attached']) },
      order: { receivedAt: 'ASC', id: 'ASC' },
    });
  }

  /** References of cases by id. */
  async references(tx: Tx, institutionId: string, caseIds: readonly string[]): Promise<Map<string, string>> {
    if (caseIds.length === 0) return new Map();
    const rows = await tx.find(CaseRow, {
      select: { id: true, reference: true },
      where: { institutionId, id: In([...caseIds]) },
    });
    return new Map(rows.map((row) => [row.id, row.reference]));
  }

  /** A case by its protocol number; null when the institution has none such. */
  caseByReference(tx: Tx, institutionId: string, reference: string): Promise<CaseRow | null> {
    return tx.findOneBy(CaseRow, { institutionId, reference });
  }

  caseById(tx: Tx, institutionId: string, id: string): Promise<CaseRow | null> {
    return tx.findOneBy(CaseRow, { institutionId, id });
  }

  /** Of these ids those of messages that this institution mailed about a case. */
  sentMessages(tx: Tx, institutionId: string, ids: readonly string[]): Promise<OutboxRow[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return tx.findBy(OutboxRow, { id: In([...ids]), institutionId, channel: 'mail' });
  }
}
