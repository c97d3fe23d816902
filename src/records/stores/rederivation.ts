import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type CaseEvent, type ClockBasis, isClosed, replay } from '../../core/casefile';
import { CaseRow, EventRow, type Institution } from '../entities';
import { derive } from '../projection';
import { indexCases } from '../search';
import { change, rowLock, type Tx } from '../transactions';
import { Bases } from './bases';

/** A case whose row does not say what its events say. */
export interface Difference {
  caseId: string;
  reference: string;
  /** Column by column: what the row says, and what follows from the events. */
  columns: Record<string, { row: unknown; events: unknown }>;
  /** The columns as they should be; null when the events do not begin with a registration. */
  mended: Partial<CaseRow> | null;
}

/** Compares the rows of cases with what follows from their events, the law and the calendar. */
@Injectable()
export class Rederivation {
  constructor(private readonly bases: Bases) {}

  /** The differences among some cases of an institution. The day of the next alarm is the sweep's and is not compared. */
  async differences(tx: Tx, institution: Institution, caseIds: readonly string[]): Promise<Difference[]> {
    const where = { institutionId: institution.id, id: In([...caseIds]) };
    const rows = await tx.find(CaseRow, {
      where,
      order: { id: 'ASC' },
      ...(tx.queryRunner?.isTransactionActive ? rowLock(tx) : {}),
    });
    const events = await tx.find(EventRow, { where: { caseId: In([...caseIds]) }, order: { seq: 'ASC' } });
    const histories = new Map<string, CaseEvent[]>();
    for (const { caseId, type, occurredOn, data } of events) {
      const event = { type, occurredOn, ...(JSON.parse(data) as object) } as CaseEvent;
      histories.set(caseId!, [...(histories.get(caseId!) ?? []), event]);
    }
    const present = await this.bases.of(tx, institution);
    const judged = await this.bases.byIds(
      tx,
      rows.map((row) => row.basisId),
    );
    return rows.flatMap((row) => {
      const history = histories.get(row.id) ?? [];
      if (history[0]?.type !== 'registered') {
        return [{ caseId: row.id, reference: row.reference, columns: {}, mended: null }];
      }
      const difference = compare(row, shouldSay(history, judged.get(row.basisId) ?? present, present));
      return difference ? [difference] : [];
    });
  }

  /**
   * Makes the rows say what the events say, in the caller's transaction; the sweep looks at these cases anew. Returns the
   * ids of those that could be mended.
   */
  async mend(tx: Tx, differences: readonly Difference[]): Promise<string[]> {
    const mended: string[] = [];
    for (const one of differences) {
      if (one.mended === null) continue;
      await change(tx, CaseRow, { id: one.caseId }, one.mended);
      mended.push(one.caseId);
    }
    await indexCases(tx, mended);
    return mended;
  }
}

/** A closed case stands by what it was judged by, an open one by what the institution counts by now. */
function shouldSay(history: readonly CaseEvent[], judged: ClockBasis, present: ClockBasis): Partial<CaseRow> {
  const file = replay(history);
  const { row: derived } = derive(file, isClosed(file) ? judged : present, present);
  const decided = history.findLast((event) => event.type === 'decided');
  return {
    kind: file.kind,
    channel: file.channel,
    urgent: file.urgent,
    reference: file.reference,
    registeredOn: file.registeredOn,
    imported: file.imported,
    ...derived,
    grounds: decided?.grounds.join(' ') || null,
    version: history.length,
  };
}

function compare(row: CaseRow, mended: Partial<CaseRow>): Difference | null {
  const columns: Difference['columns'] = {};
  for (const [name, events] of Object.entries(mended)) {
    const said = row[name as keyof CaseRow];
    if (name !== 'nextRungAt' && plain(said) !== plain(events)) columns[name] = { row: said, events };
  }
  if (Object.keys(columns).length === 0) return null;
  return { caseId: row.id, reference: row.reference, columns, mended };
}

const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);
