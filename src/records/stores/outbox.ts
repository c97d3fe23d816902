import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, In, LessThanOrEqual } from 'typeorm';
import type { PageLanguage } from '../../core/casefile';
import { type MessageState, type MessageChannel, OutboxRow } from '../entities';
import { change as changeRows, insertAll, rowLock, type Tx } from '../transactions';
import { noticeOf, writeNotices } from './notices';

/** A message to be sent once its transaction has committed. `kind` names its template and words. */
export interface NewMessage {
  institutionId: string;
  caseId: string | null;
  kind: string;
  recipient: string;
  language: PageLanguage;
  facts: Record<string, unknown>;
  fileIds?: string[];
  /** The official to whom it goes: the bell says the same. `asks`: for "I have it". */
  official?: { id: string; alarmId?: string; asks?: boolean };
}

/** A sender that holds a message longer than this has died with it. */
export const SENDING_LIMIT_MS = 120_000;

/** Where a message stands in the list of all. */
export type OutboxPlace = Pick<OutboxRow, 'createdAt' | 'id'>;

@Injectable()
export class Outbox {
  /** Writes messages into the caller's transaction; returns their ids, to be handed to the relay after the commit. */
  async add(tx: Tx, now: Date, messages: readonly NewMessage[]): Promise<string[]> {
    const rows = messages.map(({ official: _official, ...message }) => ({
      id: randomUUID(),
      ...message,
      channel: 'mail' as const,
      fileIds: message.fileIds ?? [],
      state: 'pending' as const,
      attempts: 0,
      nextAttemptAt: now,
      createdAt: now,
      sentAt: null,
      problem: null,
      failure: null,
    }));
    await insertAll(tx, OutboxRow, rows);
    const notices = messages.flatMap((one) => (one.official ? noticeOf(one, one.official, true) : []));
    if (notices.length > 0) await writeNotices(tx, now, notices);
    return rows.map((row) => row.id);
  }

  /** Ids of messages whose time has come, and of those whose sender died. `now` by the clock that `add` was given. */
  async due(tx: Tx, now: Date, limit: number, channel: MessageChannel = 'mail'): Promise<string[]> {
    const rows = await tx
      .createQueryBuilder(OutboxRow, 'm')
      .select('m.id', 'id')
      .where('m.channel = :channel AND m.state IN (:...states) AND m.nextAttemptAt <= :now', {
        channel,
        states: ['pending', 'sending'],
        now: now.toISOString(),
      })
      .orderBy('m.nextAttemptAt', 'ASC')
      .limit(limit)
      .getRawMany<{ id: string }>();
    return rows.map((row) => row.id);
  }

  /**
   * Takes messages for sending: of each that is due, only one sender gets it. In the order of the ids; null for one that
   * another sender has, that is done, that leaves by another channel, or whose time has not come. One that nobody has tried is always due: the clock of
   * the process that wrote it may be a little ahead of the sender's.
   */
  async claim(
    tx: Tx,
    ids: readonly string[],
    now: Date,
    channel: MessageChannel = 'mail',
  ): Promise<(OutboxRow | null)[]> {
    const due = await tx.find(OutboxRow, {
      where: [
        { id: In([...ids]), channel, state: In(['pending', 'sending']), nextAttemptAt: LessThanOrEqual(now) },
        { id: In([...ids]), channel, state: 'pending', attempts: 0 },
      ],
      order: { id: 'ASC' },
      ...rowLock(tx),
    });
    const nextAttemptAt = new Date(now.getTime() + SENDING_LIMIT_MS);
    const attempts = (): string => 'attempts + 1';
    if (due.length > 0) {
      await tx.update(OutboxRow, { id: In(due.map((row) => row.id)) }, { state: 'sending', attempts, nextAttemptAt });
    }
    const taken = new Map(due.map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = taken.get(id);
      taken.delete(id);
      return row ? { ...row, state: 'sending' as const, attempts: row.attempts + 1, nextAttemptAt } : null;
    });
  }

  /** The sender that took a message still works at it: nobody else takes it for another {@link SENDING_LIMIT_MS}. */
  async keep(tx: Tx, { id, attempts }: Pick<OutboxRow, 'id' | 'attempts'>, now: Date): Promise<void> {
    const nextAttemptAt = new Date(now.getTime() + SENDING_LIMIT_MS);
    await tx.update(OutboxRow, { id, attempts, state: 'sending' }, { nextAttemptAt });
  }

  /** Notes that messages were sent. */
  async sent(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
    await tx.update(OutboxRow, { id: In([...ids]) }, { state: 'sent', sentAt: at, problem: null });
  }

  /** A page of an institution's messages in some states, newest first; `before` is the last one of the page before. */
  async page(
    tx: Tx,
    institutionId: string,
    states: readonly MessageState[],
    limit: number,
    before: OutboxPlace | null,
  ): Promise<OutboxRow[]> {
    const query = tx
      .createQueryBuilder(OutboxRow, 'm')
      .where('m.institutionId = :institutionId', { institutionId })
      .andWhere('m.state IN (:...states)', { states: [...states] })
      .orderBy('m.createdAt', 'DESC')
      .addOrderBy('m.id', 'DESC')
      .limit(limit);
    if (before) {
      const place = { at: before.createdAt.toISOString(), id: before.id };
      query.andWhere('(m.createdAt < :at OR (m.createdAt = :at AND m.id < :id))', place);
    }
    return query.getMany();
  }

  byId(tx: Tx, institutionId: string, id: string): Promise<OutboxRow | null> {
    return tx.findOneBy(OutboxRow, { id, institutionId });
  }

  /** Whose the messages are that wait or are being sent, by the id of the message. */
  async institutionsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.find(OutboxRow, {
      select: { id: true, institutionId: true },
      where: { id: In([...ids]), state: In(['pending', 'sending']) },
    });
    return new Map(rows.map((row) => [row.id, row.institutionId]));
  }

  /** A failed message is to be tried again, with the patience of a new one. False when it had not failed. */
  async again(tx: Tx, institutionId: string, id: string, now: Date): Promise<boolean> {
    return (await this.tryAgain(tx, { id, institutionId, state: 'failed' }, now)) === 1;
  }

  /** The same for every failed message of an institution; how many they are. */
  againAll(tx: Tx, institutionId: string, now: Date): Promise<number> {
    return this.tryAgain(tx, { institutionId, state: 'failed' }, now);
  }

  /** A failed message need not be sent any more. False when it had not failed. */
  async discard(tx: Tx, institutionId: string, id: string): Promise<boolean> {
    return (await tx.update(OutboxRow, { id, institutionId, state: 'failed' }, { state: 'discarded' })).affected === 1;
  }

  /** Of these messages those that were mailed, as far as we know. */
  sentOnes(tx: Tx, ids: readonly string[]): Promise<OutboxRow[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return tx.findBy(OutboxRow, { id: In([...ids]), channel: 'mail', state: 'sent' });
  }

  /** What was taken for delivered came back. False when it is not taken for that any more. */
  async bounced(tx: Tx, id: string, problem: string): Promise<boolean> {
    const failed = { state: 'failed', failure: 'bounced', problem: problem || null } as const;
    return (await tx.update(OutboxRow, { id, state: 'sent' }, failed)).affected === 1;
  }

  async settle(tx: Tx, id: string, change: Partial<OutboxRow>): Promise<void> {
    await changeRows(tx, OutboxRow, { id }, change);
  }

  private async tryAgain(tx: Tx, which: FindOptionsWhere<OutboxRow>, now: Date): Promise<number> {
    const fresh = { state: 'pending' as const, attempts: 0, nextAttemptAt: now, failure: null };
    return (await tx.update(OutboxRow, which, fresh)).affected ?? 0;
  }
}
