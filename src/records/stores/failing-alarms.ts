import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { NOBODY } from '../../core/alarms';
import { localDateOf } from '../../core/law';
import { type AlarmFailure, AlarmRow, CaseRow } from '../entities';
import { insertAll, rowLock, type Tx } from '../transactions';
import type { UnreadableCase } from './alarm-cases';

const MINUTE = 60_000;
/** Tried at once and after 2, 4, 8 and 16 minutes: what a restart or an emptied disk can mend is mended by then. */
const MOST_TRIES = 5;
const pauseAfter = (tries: number): number => 2 ** tries * MINUTE;

/** The rung under which a case is set aside of which no alarm can be planned, because its history makes no case. */
export const UNREADABLE = 'unreadable';

/** Such a case is looked at again this soon: its history may have been mended. */
const LOOK_AGAIN_MS = 60 * MINUTE;

export type SetAsideAlarm = AlarmRow & { reference: string };
/** Where an alarm stands in the list of those set aside, newest first. */
export type AlarmPlace = Pick<AlarmRow, 'createdAt' | 'id'>;

/** Alarms whose job fails: tried again some times, then set aside until an administrator says what becomes of them. */
@Injectable()
export class FailingAlarms {
  /** Notes that the job of a planned alarm failed. Null when the alarm is not planned any more. */
  async failed(
    tx: Tx,
    id: string,
    now: Date,
    failure: AlarmFailure,
    problem: string,
  ): Promise<'later' | 'set-aside' | null> {
    const alarm = await tx.findOne(AlarmRow, { where: { id, state: 'planned' }, ...rowLock(tx) });
    if (!alarm) return null;
    const tries = alarm.tries + 1;
    const over = tries >= MOST_TRIES;
    await tx.update(
      AlarmRow,
      { id },
      {
        tries,
        failure,
        problem: problem.slice(0, 500),
        tryAt: new Date(now.getTime() + pauseAfter(tries)),
        ...(over ? { state: 'set-aside', settledAt: now } : {}),
      },
    );
    // An escalation that was set aside climbs all the same: the sweep finds out when.
    if (over) await tx.update(CaseRow, { id: alarm.caseId }, { nextRungAt: now });
    return over ? 'set-aside' : 'later';
  }

  /** Sets cases aside that make no case, and lets the sweep look at them an hour later. The caller holds them locked. */
  async setCasesAside(tx: Tx, now: Date, found: readonly UnreadableCase[]): Promise<void> {
    if (found.length === 0) return;
    const ids = found.map((one) => one.id);
    await tx.update(CaseRow, { id: In(ids) }, { nextRungAt: new Date(now.getTime() + LOOK_AGAIN_MS) });
    const known = await tx.findBy(AlarmRow, { caseId: In(ids), rung: UNREADABLE });
    // One that was discarded stays so: somebody knows of it.
    const again = known.filter((one) => one.state === 'no-longer-due').map((one) => one.id);
    if (again.length > 0) await tx.update(AlarmRow, { id: In(again) }, { state: 'set-aside', settledAt: now });
    const fresh = found.filter(({ id }) => !known.some((one) => one.caseId === id));
    await insertAll(
      tx,
      AlarmRow,
      fresh.map(({ id, institutionId, problem }) => ({
        id: randomUUID(),
        institutionId,
        caseId: id,
        clockVersion: NOBODY,
        rung: UNREADABLE,
        recipientKey: NOBODY,
        dueOn: localDateOf(now),
        state: 'set-aside' as const,
        createdAt: now,
        settledAt: now,
        tries: 1,
        tryAt: null,
        failure: 'unreadable' as const,
        problem: problem.slice(0, 500),
      })),
    );
  }

  /** Settles that cases make a case again. */
  async readable(tx: Tx, now: Date, cases: readonly { known: readonly AlarmKnown[] }[]): Promise<void> {
    const mended = cases
      .flatMap((one) => one.known)
      .filter((one) => one.rung === UNREADABLE && one.state === 'set-aside')
      .map((one) => one.id);
    if (mended.length > 0) await tx.update(AlarmRow, { id: In(mended) }, { state: 'no-longer-due', settledAt: now });
  }

  /** A page of an institution's alarms that were set aside, newest first; `before` is the last one of the page before. */
  async page(tx: Tx, institutionId: string, limit: number, before: AlarmPlace | null): Promise<SetAsideAlarm[]> {
    const query = tx
      .createQueryBuilder(AlarmRow, 'a')
      .where("a.state = 'set-aside' AND a.institutionId = :institutionId", { institutionId })
      .orderBy('a.createdAt', 'DESC')
      .addOrderBy('a.id', 'DESC')
      .limit(limit);
    if (before) {
      const place = { at: before.createdAt.toISOString(), id: before.id };
      query.andWhere('(a.createdAt < :at OR (a.createdAt = :at AND a.id < :id))', place);
    }
    return this.withReferences(tx, await query.getMany());
  }

  async byId(tx: Tx, institutionId: string, id: string): Promise<SetAsideAlarm | null> {
    return (
      (await this.withReferences(tx, await tx.findBy(AlarmRow, { id, institutionId, state: 'set-aside' })))[0] ?? null
    );
  }

  /**
   * Plans alarms again that were set aside, one or all of an institution, with the patience of new ones; of a case that
   * made no case the sweep is told to look now. Returns the alarms that were planned, and how many it was in all.
   */
  async again(tx: Tx, institutionId: string, now: Date, id?: string): Promise<{ planned: string[]; count: number }> {
    const where = { institutionId, state: 'set-aside' as const, ...(id === undefined ? {} : { id }) };
    const found = await tx.find(AlarmRow, { where, order: { id: 'ASC' }, ...rowLock(tx) });
    const cases = found.filter((one) => one.rung === UNREADABLE);
    const planned = found.filter((one) => one.rung !== UNREADABLE).map((one) => one.id);
    const fresh = { tries: 0, tryAt: null, failure: null, problem: null };
    if (planned.length > 0)
      await tx.update(AlarmRow, { id: In(planned) }, { ...fresh, state: 'planned', settledAt: null });
    if (cases.length > 0) {
      await tx.update(AlarmRow, { id: In(cases.map((one) => one.id)) }, { state: 'no-longer-due', settledAt: now });
      await tx.update(CaseRow, { id: In(cases.map((one) => one.caseId)) }, { nextRungAt: now });
    }
    return { planned, count: found.length };
  }

  /** False when it is not set aside. */
  async discard(tx: Tx, institutionId: string, id: string, now: Date): Promise<boolean> {
    const gone = { state: 'discarded' as const, settledAt: now };
    return (await tx.update(AlarmRow, { id, institutionId, state: 'set-aside' }, gone)).affected === 1;
  }

  private async withReferences(tx: Tx, alarms: readonly AlarmRow[]): Promise<SetAsideAlarm[]> {
    const ids = [...new Set(alarms.map((one) => one.caseId))];
    const cases =
      ids.length === 0 ? [] : await tx.find(CaseRow, { select: { id: true, reference: true }, where: { id: In(ids) } });
    const references = new Map(cases.map((one) => [one.id, one.reference]));
    return alarms.map((one) => ({ ...one, reference: references.get(one.caseId) ?? '' }));
  }
}

type AlarmKnown = Pick<AlarmRow, 'id' | 'rung' | 'state'>;
