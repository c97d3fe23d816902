import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { type AckState, AlarmRow, NoticeRow } from '../entities';
import { insertAll, type Tx } from '../transactions';

/** Something that an official is to find on the bell. */
export interface NewNotice {
  institutionId: string;
  officialId: string;
  caseId: string | null;
  alarmId: string | null;
  /** Its words: `mail:notice.<kind>`. */
  kind: string;
  facts: Record<string, unknown>;
  /** True where a mail goes out in the same transaction; else it waits for the digest. */
  mailed: boolean;
  /** True where it asks for "I have it". */
  asks?: boolean;
}

/** What the bell says of a mail to an official; lists that fill a whole mail are left to the mail. */
export function noticeOf(
  message: { institutionId: string; caseId: string | null; kind: string; facts: Record<string, unknown> },
  { id: officialId, alarmId = null, asks = false }: { id: string; alarmId?: string | null; asks?: boolean },
  mailed: boolean,
): NewNotice {
  const { institutionId, caseId, kind, facts } = message;
  const short = Object.fromEntries(Object.entries(facts).filter(([, value]) => isShort(value)));
  return { institutionId, officialId, caseId, alarmId, kind, facts: short, mailed, asks };
}

/** Where a notice stands in the list: unread ones first, then by time, newest first. */
export interface NoticePlace {
  unread: boolean;
  at: Date;
  id: string;
}

/** A subject is; a letter's text and a list of a hundred cases are not. */
const isShort = (value: unknown): boolean =>
  Array.isArray(value) ? value.length < 5 : typeof value !== 'string' || value.length <= 300;

/** Writes notices in the caller's transaction, many at once. */
export async function writeNotices(tx: Tx, now: Date, notices: readonly NewNotice[]): Promise<void> {
  const rows = notices.map(({ mailed, asks = false, ...notice }) => ({
    id: randomUUID(),
    ...notice,
    at: now,
    readAt: null,
    mailedAt: mailed ? now : null,
    ackState: asks ? ('wanted' as const) : null,
  }));
  await insertAll(tx, NoticeRow, rows);
}

/** Nobody is asked any more to take on what hangs on a clock that a case has left behind. */
export async function passAsked(tx: Tx, caseId: string, versions: readonly string[]): Promise<void> {
  const wanted = await tx.find(NoticeRow, {
    select: { id: true, alarmId: true },
    where: { caseId, ackState: 'wanted' },
  });
  if (wanted.length === 0) return;
  const alarms = await tx.findBy(AlarmRow, { id: In(wanted.map(({ alarmId }) => alarmId)) });
  const gone = alarms.filter((one) => !versions.includes(one.clockVersion)).map(({ id }) => id);
  if (gone.length > 0) await tx.update(NoticeRow, { alarmId: In(gone), ackState: 'wanted' }, { ackState: 'passed' });
}

/** Those of some cases of which somebody is asked to take on an alarm. */
export async function casesAsking(tx: Tx, caseIds: readonly string[]): Promise<Set<string>> {
  const where = { caseId: In([...caseIds]), ackState: 'wanted' as const };
  const rows = await tx.find(NoticeRow, { select: { caseId: true, id: true }, where });
  return new Set(rows.flatMap(({ caseId }) => caseId ?? []));
}

/** What officials find on the bell. */
@Injectable()
export class Notices {
  /** Writes notices in the caller's transaction, many at once. */
  add(tx: Tx, now: Date, notices: readonly NewNotice[]): Promise<void> {
    return writeNotices(tx, now, notices);
  }

  /** The number on the bell. */
  unread(tx: Tx, officialId: string): Promise<number> {
    return tx.countBy(NoticeRow, { officialId, readAt: IsNull() });
  }

  /** A page of an official's notices, unread first, then newest first; `after` is the last one of the page before. */
  async page(tx: Tx, officialId: string, limit: number, after: NoticePlace | null): Promise<NoticeRow[]> {
    const rows = !after || after.unread ? await this.part(tx, officialId, true, limit, after) : [];
    if (rows.length === limit) return rows;
    const rest = await this.part(tx, officialId, false, limit - rows.length, after?.unread ? null : after);
    return [...rows, ...rest];
  }

  /** What was told of some cases and asked for "I have it", or would have: when, and what became of it. */
  toldAt(tx: Tx, caseIds: readonly string[]): Promise<Pick<NoticeRow, 'id' | 'caseId' | 'kind' | 'at' | 'ackState'>[]> {
    const select = { id: true, caseId: true, kind: true, at: true, ackState: true } as const;
    return tx.find(NoticeRow, { select, where: { caseId: In([...caseIds]) } });
  }

  byId(tx: Tx, officialId: string, id: string): Promise<NoticeRow | null> {
    return tx.findOneBy(NoticeRow, { id, officialId });
  }

  /** What the official still has to say "I have it" to, of one case. */
  wantedOfCase(tx: Tx, officialIds: readonly string[], caseId: string): Promise<NoticeRow[]> {
    if (officialIds.length === 0) return Promise.resolve([]);
    return tx.find(NoticeRow, {
      where: { officialId: In([...officialIds]), caseId, ackState: 'wanted' },
      order: { at: 'ASC', id: 'ASC' },
    });
  }

  /** False when there is no such notice of this official, or it was read. */
  async read(tx: Tx, officialId: string, id: string, now: Date): Promise<boolean> {
    return (await tx.update(NoticeRow, { id, officialId, readAt: IsNull() }, { readAt: now })).affected === 1;
  }

  /** Marks all as read that came by `until`: what came while the page was open stays unread. Returns how many. */
  async readAll(tx: Tx, officialId: string, until: Date, now: Date): Promise<number> {
    const done = await tx
      .createQueryBuilder()
      .update(NoticeRow)
      .set({ readAt: now })
      .where('officialId = :officialId AND readAt IS NULL AND at <= :until', { officialId, until: until.toISOString() })
      .execute();
    return done.affected ?? 0;
  }

  /** What some officials have not read of one kind. */
  unreadOfKind(tx: Tx, officialIds: readonly string[], kind: string): Promise<NoticeRow[]> {
    if (officialIds.length === 0) return Promise.resolve([]);
    return tx.findBy(NoticeRow, { officialId: In([...officialIds]), readAt: IsNull(), kind });
  }

  /** Whether the bell tells an official something of a case that they have not read. */
  isUnreadOfCase(tx: Tx, officialId: string, caseId: string): Promise<boolean> {
    return tx.existsBy(NoticeRow, { officialId, caseId, readAt: IsNull() });
  }

  /** Marks what an official has read of a case, because they opened it. */
  async readOfCase(tx: Tx, officialId: string, caseId: string, now: Date): Promise<void> {
    await tx.update(NoticeRow, { officialId, caseId, readAt: IsNull() }, { readAt: now });
  }

  /** What officials were told and have not been mailed, oldest first: it rides their next digest. */
  unmailed(tx: Tx, officialIds: readonly string[]): Promise<NoticeRow[]> {
    if (officialIds.length === 0) return Promise.resolve([]);
    return tx.find(NoticeRow, {
      where: { officialId: In([...officialIds]), mailedAt: IsNull() },
      order: { at: 'ASC', id: 'ASC' },
    });
  }

  async mailed(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
    const AT_ONCE = 500;
    for (let i = 0; i < ids.length; i += AT_ONCE)
      await tx.update(NoticeRow, { id: In(ids.slice(i, i + AT_ONCE)) }, { mailedAt: now });
  }

  /** Settles what some alarms asked for. */
  async settleAsked(tx: Tx, alarmIds: readonly string[], ackState: Exclude<AckState, 'wanted'>): Promise<void> {
    if (alarmIds.length > 0)
      await tx.update(NoticeRow, { alarmId: In([...alarmIds]), ackState: 'wanted' }, { ackState });
  }

  private part(
    tx: Tx,
    officialId: string,
    unread: boolean,
    limit: number,
    after: NoticePlace | null,
  ): Promise<NoticeRow[]> {
    const query = tx
      .createQueryBuilder(NoticeRow, 'n')
      .where('n.officialId = :officialId', { officialId })
      .andWhere(unread ? 'n.readAt IS NULL' : 'n.readAt IS NOT NULL')
      .orderBy('n.at', 'DESC')
      .addOrderBy('n.id', 'DESC')
      .limit(limit);
    if (after) {
      const place = { at: after.at.toISOString(), id: after.id };
      query.andWhere('(n.at < :at OR (n.at = :at AND n.id < :id))', place);
    }
    return query.getMany();
  }
}
