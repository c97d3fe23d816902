import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type CaseEvent, type CaseFile, type ClockBasis, replay, triggerOf } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import { CaseRow, EventRow } from '../entities';
import { derive } from '../projection';
import type { Tx } from '../transactions';
import { toEvent } from './event-log';

const BATCH = 200;

/** How many decided cases a change of some days would touch, if they were counted anew. */
export interface TouchedCases {
  /** They keep the dates that they were judged by. */
  keep: number;
  /** Of these, the ones that ran across a changed day which is past: they would have been judged by other dates. */
  rejudged: number;
}

/** Decided cases, and what a change of the calendar would have meant for them. */
@Injectable()
export class ClosedCases {
  /**
   * @param days the days that the two bases tell apart, in order
   * @param today Europe/Belgrade; a day before it is past
   */
  async touched(
    tx: Tx,
    institutionId: string,
    present: ClockBasis,
    other: ClockBasis,
    days: readonly LocalDate[],
    today: LocalDate,
  ): Promise<TouchedCases> {
    const found: TouchedCases = { keep: 0, rejudged: 0 };
    const [first, last] = [days[0], days.at(-1)];
    if (!first || !last) return found;
    const past = days.filter((day) => day < today);
    for (let after: string | undefined = ''; after !== undefined;) {
      const ids: string[] = await this.around(tx, institutionId, first, last, after);
      after = ids.at(-1);
      for (const file of ids.length === 0 ? [] : await this.files(tx, ids)) {
        const span = differing(file, present, other);
        if (!span) continue;
        found.keep += 1;
        if (past.some((day) => span.from <= day && day <= span.until)) found.rejudged += 1;
      }
    }
    return found;
  }

  /** The next decided cases whose terms may lead across these days. */
  private async around(
    tx: Tx,
    institutionId: string,
    first: LocalDate,
    last: LocalDate,
    after: string,
  ): Promise<string[]> {
    const rows = await tx
      .createQueryBuilder(CaseRow, 'c')
      .select('c.id', 'id')
      .where('c.institutionId = :institutionId AND c.outcome IS NOT NULL AND c.id > :after', { institutionId, after })
      .andWhere(
        '(c.receivedOn <= :last OR c.registeredOn <= :last) AND (c.firstDueOn >= :first OR c.decisionDueOn >= :first)',
        { first, last },
      )
      .orderBy('c.id', 'ASC')
      .limit(BATCH)
      .getRawMany<{ id: string }>();
    return rows.map((row) => row.id);
  }

  private async files(tx: Tx, ids: readonly string[]): Promise<CaseFile[]> {
    const rows = await tx.find(EventRow, { where: { caseId: In([...ids]) }, order: { seq: 'ASC' } });
    const histories = new Map<string, CaseEvent[]>();
    for (const row of rows) {
      const id = row.caseId ?? '';
      histories.set(id, [...(histories.get(id) ?? []), toEvent(row)]);
    }
    return [...histories.values()].filter(([event]) => event?.type === 'registered').map((history) => replay(history));
  }
}

/** The days over which the terms of a case run, where the two bases give them other ends; otherwise null. */
function differing(file: CaseFile, one: ClockBasis, other: ClockBasis): { from: LocalDate; until: LocalDate } | null {
  const [before, after] = [derive(file, one).row, derive(file, other).row];
  if (before.firstDueOn === after.firstDueOn && before.decisionDueOn === after.decisionDueOn) return null;
  const ends = [before.firstDueOn, before.decisionDueOn, after.firstDueOn, after.decisionDueOn];
  const until = ends.reduce<LocalDate>((last, day) => (day !== null && day > last ? day : last), file.receivedOn);
  return { from: triggerOf(file, true), until };
}
