import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { groupBy } from '../group-by';
import { CaseRow, Note, Submission } from '../entities';
import type { Tx } from '../transactions';

/** What a sheet of paper says of many cases: one statement per table, not per case. */
@Injectable()
export class CasePrints {
  /** What was asked, as it was typed, by the case's id. */
  async texts(tx: Tx, caseIds: readonly string[]): Promise<Map<string, string>> {
    if (caseIds.length === 0) return new Map();
    const rows = await tx.find(CaseRow, {
      select: { id: true, submissionId: true },
      where: { id: In([...caseIds]) },
    });
    const sent = await tx.find(Submission, {
      select: { id: true, payload: true },
      where: { id: In(rows.map((row) => row.submissionId)) },
    });
    const texts = new Map(sent.map(({ id, payload }) => [id, typeof payload.text === 'string' ? payload.text : '']));
    return new Map(rows.map(({ id, submissionId }) => [id, texts.get(submissionId) ?? '']));
  }

  /** Notes of officials, oldest first, by the case's id. */
  async notes(tx: Tx, caseIds: readonly string[]): Promise<Map<string, Note[]>> {
    if (caseIds.length === 0) return new Map();
    const rows = await tx.find(Note, { where: { caseId: In([...caseIds]) }, order: { createdAt: 'ASC', id: 'ASC' } });
    return groupBy(rows, ({ caseId }) => caseId);
  }
}
