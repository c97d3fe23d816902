import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { Applicant, CaseRow, FileRow } from '../entities';
import type { Tx } from '../transactions';
import type { CaseWithCode } from './intake';

const LOOKED_AT = ['id', 'assigneeId', 'isOpen', 'closedOn', 'complaintStage', 'dueOn', 'decisionDueOn'] as const;

/** What a citizen may look up: a case by its number together with its code, and what was released to its applicant. */
@Injectable()
export class TrackingStore {
  /** Cases with one of these numbers in any of the institutions; more than one only where old registers share numbers. */
  async byReference(tx: Tx, institutionIds: readonly string[], references: readonly string[]): Promise<CaseWithCode[]> {
    if (institutionIds.length === 0) return [];
    const where = { institutionId: In([...institutionIds]), reference: In([...references]) };
    return this.withCodes(tx, await tx.find(CaseRow, { where, take: 50 }));
  }

  async byIds(tx: Tx, caseIds: readonly string[]): Promise<CaseRow[]> {
    return caseIds.length === 0 ? [] : tx.findBy(CaseRow, { id: In([...caseIds]) });
  }

  /** What of some cases says whether an alarm is still true. */
  async lookedAt(tx: Tx, caseIds: readonly string[]): Promise<Pick<CaseRow, (typeof LOOKED_AT)[number]>[]> {
    return tx.find(CaseRow, { select: [...LOOKED_AT], where: { id: In([...caseIds]) } });
  }

  async applicant(tx: Tx, caseId: string): Promise<Applicant> {
    return tx.findOneByOrFail(Applicant, { caseId });
  }

  /** The e-mail addresses of applicants who gave one, by their case. */
  async emailsOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, string>> {
    const where = { caseId: In([...caseIds]), email: Not(IsNull()) };
    const found = await tx.find(Applicant, { select: { caseId: true, email: true }, where });
    return new Map(found.map(({ caseId, email }) => [caseId, email ?? '']));
  }

  /** A file of the case, only when it was released to the applicant. */
  releasedFile(tx: Tx, caseId: string, fileId: string): Promise<FileRow | null> {
    return tx.findOneBy(FileRow, { id: fileId, caseId, released: true, removedOn: IsNull() });
  }

  private async withCodes(tx: Tx, rows: CaseRow[]): Promise<CaseWithCode[]> {
    if (rows.length === 0) return [];
    const applicants = await tx.findBy(Applicant, { caseId: In(rows.map((row) => row.id)) });
    return rows.flatMap((row) => {
      const applicant = applicants.find((one) => one.caseId === row.id);
      return applicant ? [{ row, applicant }] : [];
    });
  }
}
