import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Applicant, CaseRow, FileRow, IntakeBacklog, type Institution, Submission } from '../entities';
import { keepSubmissions, wholeSubmissions } from '../identity';
import type { NewCase } from '../new-case';
import { insertAll, type Tx } from '../transactions';

/** A case with the code that its applicant was given. */
export interface CaseWithCode {
  row: CaseRow;
  applicant: Applicant;
}

/** What comes in: submissions that wait to be registered, and what was made of one. */
@Injectable()
export class IntakeStore {
  /** The case that was made of a submission; null while it waits. */
  async caseOfSubmission(tx: Tx, submissionId: string): Promise<CaseWithCode | null> {
    const row = await tx.findOneBy(CaseRow, { submissionId });
    return row && { row, applicant: await tx.findOneByOrFail(Applicant, { caseId: row.id }) };
  }

  /** Keeps what was sent without a case: the sweep will try to register it. */
  async keepWaiting(
    tx: Tx,
    submission: NewCase['submission'] & { institutionId: string },
    files: readonly Omit<FileRow, 'id'>[],
    problem: string,
  ): Promise<void> {
    await keepSubmissions(tx, [submission]);
    await insertAll(
      tx,
      FileRow,
      files.map((file) => ({ id: randomUUID(), ...file })),
    );
    const backlog = { submissionId: submission.id, institutionId: submission.institutionId, tries: 0 };
    await insertAll(tx, IntakeBacklog, [{ ...backlog, problem: problem.slice(0, 500) }]);
  }

  /** What was sent, with who sent it. */
  async submission(tx: Tx, id: string): Promise<(Submission & { salt: string }) | null> {
    const found = await tx.findOneBy(Submission, { id });
    return found && ((await wholeSubmissions(tx, [found]))[0] ?? null);
  }

  /** The oldest waiting submissions that were not tried too often just now. */
  waiting(tx: Tx, limit: number): Promise<IntakeBacklog[]> {
    return tx.find(IntakeBacklog, { order: { tries: 'ASC', submissionId: 'ASC' }, take: limit });
  }

  /** Takes one out of the waiting room for good; false when another process did so first. */
  async leave(tx: Tx, submissionId: string): Promise<boolean> {
    return (await tx.delete(IntakeBacklog, { submissionId })).affected === 1;
  }

  async triedAgain(tx: Tx, one: IntakeBacklog, problem: string): Promise<void> {
    await tx.update(
      IntakeBacklog,
      { submissionId: one.submissionId },
      { tries: one.tries + 1, problem: problem.slice(0, 500) },
    );
  }

  filesOfSubmission(tx: Tx, submissionId: string): Promise<FileRow[]> {
    return tx.find(FileRow, { where: { submissionId }, order: { name: 'ASC' } });
  }
}

/** The row of a file that came with a submission. */
export function submittedFile(
  institution: Pick<Institution, 'id'>,
  ids: { submissionId: string; caseId: string | null },
  file: Pick<FileRow, 'name' | 'mediaType' | 'size' | 'sha256'>,
  now: Date,
): Omit<FileRow, 'id'> {
  const { name, mediaType, size, sha256 } = file;
  return {
    institutionId: institution.id,
    ...ids,
    role: 'submitted',
    name,
    mediaType,
    size,
    sha256,
    released: true,
    createdAt: now,
  };
}
