import { Injectable, Logger } from '@nestjs/common';
import { type Actor, NotAllowed } from '../../core/casefile';
import {
  type Applicant,
  type CaseRow,
  type Institution,
  IntakeStore,
  isDuplicate,
  type NewCase,
  type NewCaseRows,
  Outbox,
  Papers,
  People,
  Registration,
  submittedFile,
  Transactions,
  type Tx,
} from '../../records';
import type { KeptFile } from '../files';
import { Relay } from '../relay';
import { Together } from '../together';
import { isSameSubmission, keptSubmission, keyOfItsOwn } from './kept-submission';
import { type ReceiptFacts, receiptFacts, receiptMessages } from './receipt-message';
import type { Arrival, ArrivalSource } from './arrival';
import type { ReadSubmission } from './submission';

/** Filed: the case and what its receipt states. `kept`: safely kept, the number follows (registering it failed for now). */
export type Filed =
  | ({ kept: false; caseId: string; institutionId: string; again: boolean } & ReceiptFacts)
  | { kept: true; institutionId: string; submissionKey: string };

/** No institution that is open to the public has the code: it was switched off between the page and the answer. */
export class NoSuchInstitution extends Error {}

/** So many share a commit at most. */
const TOGETHER = 50;

/** The one way in: web form, counter and API file through here. */
@Injectable()
export class IntakeService {
  private readonly log = new Logger('intake');
  private readonly together = new Together<Arrival, NewCaseRows>(
    (arrivals) => this.registerTogether(arrivals),
    TOGETHER,
  );

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
   * submission under the same key files once and gives the same receipt; another one under that key is filed too. When
   * registering fails for a reason that the sender cannot mend, what was sent is kept alone and the sweep registers it
   * later; what has a `source` waits there instead, and the error is thrown. Throws `NotAllowed` and `NoSuchInstitution`.
   */
  async file(
    submission: ReadSubmission,
    files: readonly KeptFile[],
    actor: Actor,
    now: Date,
    source?: ArrivalSource,
  ): Promise<Filed> {
    const institution = await this.institution(submission.institutionCode);
    const kept = keptSubmission(institution, submission, files);
    try {
      const { row, applicant } = await this.together.do({
        institution,
        submission,
        kept,
        files,
        actor,
        now,
        ...(source && { source }),
      });
      return filed(row, applicant, false);
    } catch (error) {
      if (error instanceof NotAllowed) throw error;
      if (isDuplicate(error)) {
        const { submissionKey } = submission;
        const earlier = await this.registration.findByKey(this.transactions.reader, institution.id, submissionKey);
        // Somebody went back and wrote something else, or guessed a key: it is not lost, and no stranger's receipt shown.
        if (earlier && !isSameSubmission(earlier, kept)) {
          return this.file({ ...submission, submissionKey: keyOfItsOwn(kept) }, files, actor, now, source);
        }
        const before = await this.before(institution.id, submissionKey);
        if (before) return before;
      }
      if (source) throw error;
      return this.keepAlone(institution, submission, kept, files, now, error);
    }
  }

  /** Makes the cases of kept submissions in the caller's transaction: cases, files, receipts. */
  async register(
    tx: Tx,
    institution: Institution,
    arrivals: readonly Arrival[],
    now: Date,
  ): Promise<{ made: NewCaseRows[]; messageIds: string[] }> {
    const filings = arrivals.map(({ submission, kept, actor }) => ({
      input: { ...submission, submission: kept },
      actor,
    }));
    const made = await this.registration.registerAll(tx, institution, filings, now);
    const files = arrivals.flatMap((arrival, index) => {
      const ids = { submissionId: arrival.kept.id, caseId: made[index]?.row.id ?? null };
      return arrival.files.map((file) => submittedFile(institution, ids, file, now));
    });
    if (files.length > 0) await this.papers.addFiles(tx, files);
    for (const [index, { source }] of arrivals.entries()) await source?.taken(tx, made[index] as NewCaseRows);
    const messages = arrivals.flatMap(({ submission, source }, index) => {
      const one = made[index];
      return one && source?.quiet !== true ? receiptMessages(one.row, one.applicant, submission.language) : [];
    });
    return { made, messageIds: messages.length > 0 ? await this.outbox.add(tx, now, messages) : [] };
  }

  /** Those that arrived while the last commit was under way share the next one: a disk syncs some hundred times a second. */
  private async registerTogether(arrivals: readonly Arrival[]): Promise<NewCaseRows[]> {
    const made = new Map<Arrival, NewCaseRows>();
    const messageIds: string[] = [];
    const institutions = new Map(arrivals.map(({ institution }) => [institution.id, institution]));
    await this.transactions.run(async (tx) => {
      messageIds.length = 0;
      // Always in the same order, so that two processes never wait for each other.
      for (const institution of [...institutions.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
        const own = arrivals.filter((one) => one.institution.id === institution.id);
        const now = new Date(Math.max(...own.map((one) => one.now.getTime())));
        await this.registration.keepAll(
          tx,
          institution.id,
          own.map(({ kept }) => kept),
        );
        const result = await this.register(tx, institution, own, now);
        own.forEach((one, index) => made.set(one, result.made[index] as NewCaseRows));
        messageIds.push(...result.messageIds);
      }
    });
    this.relay.nudge(messageIds);
    return arrivals.map((one) => made.get(one) as NewCaseRows);
  }

  private async institution(code: string): Promise<Institution> {
    const institution = await this.people.institutionByCode(this.transactions.reader, code);
    if (!institution?.active || institution.unserved) throw new NoSuchInstitution();
    return institution;
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
    const row = { ...kept, institutionId: institution.id };
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
