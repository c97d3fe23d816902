import { createHash, randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { type Actor, NotAllowed } from '../../core/casefile';
import {
  type Applicant,
  type CaseRow,
  type Institution,
  IntakeStore,
  isDuplicate,
  type NewCase,
  Outbox,
  Papers,
  People,
  Registration,
  type Submission,
  submittedFile,
  Transactions,
  type Tx,
} from '../../records';
import type { KeptFile } from '../files';
import { Relay } from '../relay';
import { type ReceiptFacts, receiptFacts, receiptMessages } from './receipt-message';
import type { ReadSubmission } from './submission';

/** Filed: the case and what its receipt states. `kept`: safely kept, the number follows (registering it failed for now). */
export type Filed =
  | ({ kept: false; caseId: string; institutionId: string; again: boolean } & ReceiptFacts)
  | { kept: true; institutionId: string; submissionKey: string };

/** No active institution has the code: it was switched off between the page and the answer. */
export class NoSuchInstitution extends Error {}

/** The one way in: web form, counter and API file through here. */
@Injectable()
export class IntakeService {
  private readonly log = new Logger('intake');

  constructor(
    private readonly transactions: Transactions,
    private readonly people: People,
    private readonly registration: Registration,
    private readonly intake: IntakeStore,
    private readonly papers: Papers,
    private readonly outbox: Outbox,
    private readonly relay: Relay,
  ) {}

  /**
   * Keeps a submission as it was sent and makes its case, in one transaction; the receipt goes out afterwards. The same
   * key files once and gives the same receipt. When registering fails for a reason that the sender cannot mend, what was
   * sent is kept alone and the sweep registers it later. Throws `NotAllowed` and `NoSuchInstitution`.
   */
  async file(submission: ReadSubmission, files: readonly KeptFile[], actor: Actor, now: Date): Promise<Filed> {
    const institution = await this.people.institutionByCode(this.transactions.reader, submission.institutionCode);
    if (!institution?.active) throw new NoSuchInstitution();
    const kept = keptSubmission(institution, submission, files);
    try {
      const { row, applicant, messageIds } = await this.transactions.run(async (tx) => {
        await this.registration.keep(tx, institution.id, kept);
        return this.register(tx, institution, submission, kept, files, actor, now);
      });
      this.relay.nudge(messageIds);
      return filed(row, applicant, false);
    } catch (error) {
      if (error instanceof NotAllowed) throw error;
      const before = isDuplicate(error) ? await this.before(institution.id, submission.submissionKey) : null;
      if (before) return before;
      return this.keepAlone(institution, submission, kept, files, now, error);
    }
  }

  /** Registers a kept submission in the caller's transaction: case, files, receipt. */
  async register(
    tx: Tx,
    institution: Institution,
    submission: ReadSubmission,
    kept: NewCase['submission'],
    files: readonly KeptFile[],
    actor: Actor,
    now: Date,
  ): Promise<{ row: CaseRow; applicant: Applicant; messageIds: string[] }> {
    const input: NewCase = { ...submission, submission: kept };
    const { row, applicant } = await this.registration.register(tx, institution, input, actor, now);
    const ids = { submissionId: kept.id, caseId: row.id };
    if (files.length > 0) {
      await this.papers.addFiles(
        tx,
        files.map((file) => submittedFile(institution, ids, file, now)),
      );
    }
    const messages = receiptMessages(row, applicant, submission.language);
    return { row, applicant, messageIds: messages.length > 0 ? await this.outbox.add(tx, now, messages) : [] };
  }

  /** What was filed earlier under the same key, or null. */
  async before(institutionId: string, submissionKey: string): Promise<Filed | null> {
    const tx = this.transactions.reader;
    const submission = await this.registration.findByKey(tx, institutionId, submissionKey);
    if (!submission) return null;
    const made = await this.intake.caseOfSubmission(tx, submission.id);
    return made ? filed(made.row, made.applicant, true) : { kept: true, institutionId, submissionKey };
  }

  private async keepAlone(
    institution: Institution,
    submission: ReadSubmission,
    kept: NewCase['submission'],
    files: readonly KeptFile[],
    now: Date,
    problem: unknown,
  ): Promise<Filed> {
    this.log.error(`registering failed, kept: ${problem instanceof Error ? problem.stack : String(problem)}`);
    const ids = { submissionId: kept.id, caseId: null };
    const row: Submission = { ...kept, institutionId: institution.id };
    const said = problem instanceof Error ? `${problem.name}: ${problem.message}` : 'unknown';
    await this.transactions.run((tx) =>
      this.intake.keepWaiting(
        tx,
        row,
        files.map((file) => submittedFile(institution, ids, file, now)),
        said,
      ),
    );
    return { kept: true, institutionId: institution.id, submissionKey: submission.submissionKey };
  }
}

function filed(row: CaseRow, applicant: Applicant, again: boolean): Filed {
  return { kept: false, caseId: row.id, institutionId: row.institutionId, again, ...receiptFacts(row, applicant) };
}

/** The row of what was sent: the typed fields untouched, each file by its name, size and SHA-256, and a sum over it all. */
function keptSubmission(
  institution: Institution,
  submission: ReadSubmission,
  files: readonly KeptFile[],
): NewCase['submission'] {
  const listed = files.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
  const payload = { ...submission.typed, to: institution.code, files: listed };
  return {
    id: randomUUID(),
    submissionKey: submission.submissionKey,
    channel: submission.channel,
    kind: submission.kind,
    receivedAt: submission.receivedAt,
    payload,
    sha256: createHash('sha256').update(JSON.stringify(payload)).digest('hex'),
  };
}
