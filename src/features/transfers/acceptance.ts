import { randomUUID } from 'node:crypto';
import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import { acceptForward, decide, type DecisionDraft, NotAllowed, pageLanguage } from '../../core/casefile';
import { decisionLetter } from '../../core/letters';
import { letterMessages } from '../../platform/casework';
import { type Clock, CLOCK } from '../../platform/clock';
import { receiptMessages } from '../../platform/intake';
import { Letters } from '../../platform/letters';
import { Relay } from '../../platform/relay';
import type { SignedIn } from '../../platform/web/request';
import {
  CaseBook,
  EventLog,
  type Institution,
  IntakeStore,
  type LoadedCase,
  type NewCaseRows,
  type NewMessage,
  Outbox,
  Papers,
  People,
  Registration,
  submittedFile,
  TrackingStore,
  Transactions,
  type TransferRow,
  Transfers,
  type Tx,
} from '../../records';
import { takenOver } from './taken-over';

type Acceptor = Pick<SignedIn, 'id' | 'institutionId'>;

/** The receiver's case, and what goes out with it. */
interface Taken extends NewCaseRows {
  messages: NewMessage[];
}

/** Takes over a request that another institution offers: the end of their case and the beginning of ours, or neither. */
@Injectable()
export class Acceptance {
  constructor(
    private readonly transfers: Transfers,
    private readonly book: CaseBook,
    private readonly log: EventLog,
    private readonly registration: Registration,
    private readonly people: People,
    private readonly papers: Papers,
    private readonly intake: IntakeStore,
    private readonly tracking: TrackingStore,
    private readonly letters: Letters,
    private readonly outbox: Outbox,
    private readonly relay: Relay,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Returns the id of the case that was made of it; pressed twice, it is the same one. Throws NotFoundException for what
   * was not offered to the official's institution, and `NotAllowed` when the offer does not stand any longer.
   */
  async accept(official: Acceptor, transferId: string): Promise<string> {
    const transfer = await this.find(official, transferId);
    if (transfer.newCaseId !== null) return transfer.newCaseId;
    try {
      return await this.enter(official, transfer);
    } catch (error) {
      if (!(error instanceof NotAllowed)) throw error;
      // Accepted in another window at the same moment.
      const { newCaseId } = await this.find(official, transferId);
      if (newCaseId === null) throw error;
      return newCaseId;
    }
  }

  private async find({ institutionId }: Acceptor, id: string): Promise<TransferRow> {
    const offered = await this.transfers.addressedTo(this.transactions.reader, institutionId, id);
    if (!offered) throw new NotFoundException();
    return offered.transfer;
  }

  private async enter(official: Acceptor, transfer: TransferRow): Promise<string> {
    const [now, today] = [this.clock.now(), this.clock.today()];
    const actor = { kind: 'official', id: official.id } as const;
    const act = { institutionId: transfer.fromInstitutionId, caseId: transfer.caseId, actor, now };
    const { caseId, messageIds } = await this.transactions.run(async (tx) => {
      let caseId = '';
      let messageIds: string[] = [];
      await this.book.act(tx, act, async (loaded) => {
        const accepted = acceptForward(loaded.file, today, today);
        if (accepted.transferId !== transfer.id) throw new NotAllowed('forward.not-offered');
        const receiver = await this.people.institution(tx, official.institutionId);
        const taken = await this.take(tx, loaded, transfer, receiver, actor, now);
        const ended = await this.end(tx, loaded, receiver, taken, now);
        caseId = taken.row.id;
        messageIds = await this.outbox.add(tx, now, [...ended.messages, ...taken.messages]);
        await this.transfers.settle(tx, transfer.id, { state: 'accepted', settledAt: now, newCaseId: caseId });
        return [accepted, ended.decided];
      });
      return { caseId, messageIds };
    });
    this.relay.nudge(messageIds);
    return caseId;
  }

  /**
   * The receiver's case, with its receipt.
   *
   * Locks, in the one order in which every process takes them: the sender's case; then, institution by institution in the
   * order of their ids, protocol counter and chain. Of the sender only the chain is needed, and `CaseBook.act` takes it
   * last: where it comes first in that order it is taken here. So two institutions that accept from each other at the same
   * time, or take in new submissions meanwhile, never wait for each other in a circle.
   */
  private async take(
    tx: Tx,
    { row, institution: sender }: LoadedCase,
    transfer: TransferRow,
    receiver: Institution,
    actor: { kind: 'official'; id: string },
    now: Date,
  ): Promise<Taken> {
    if (sender.id < receiver.id) await this.log.hold(tx, sender.id);
    const sent = await this.intake.submission(tx, row.submissionId);
    if (!sent) throw new NotFoundException();
    const input = takenOver(row, await this.tracking.applicant(tx, row.id), sent, transfer.id, now);
    await this.registration.keep(tx, receiver.id, input.submission);
    const made = await this.registration.register(tx, receiver, input, actor, now);
    const ids = { submissionId: input.submission.id, caseId: made.row.id };
    const files = (await this.papers.filesOfCase(tx, row.id)).filter((file) => file.role === 'submitted');
    const copies = files.map((file) => submittedFile(receiver, ids, file, now));
    await this.papers.addFiles(tx, copies);
    const { nameSq, nameSr, nameEn } = sender;
    const forwarded = { from: { nameSq, nameSr, nameEn }, reference: row.reference };
    const receipts = receiptMessages(made.row, made.applicant, pageLanguage(row.answerLanguage));
    return { ...made, messages: receipts.map((one) => ({ ...one, facts: { ...one.facts, forwarded } })) };
  }

  /**
   * The end of the sender's case: the decision, and the letter that names the new number. The PDF is made inside the
   * transaction, because the number is known only there; an acceptance is a rare thing.
   */
  private async end(tx: Tx, loaded: LoadedCase, receiver: Institution, { row, applicant }: Taken, now: Date) {
    const language = pageLanguage(loaded.row.answerLanguage);
    const draft: DecisionDraft = {
      outcome: 'forwarded',
      answerForm: null,
      grounds: [],
      location: '',
      destination: { sq: receiver.nameSq, sr: receiver.nameSr, en: receiver.nameEn }[language],
      decidedOn: row.receivedOn,
    };
    const letterId = randomUUID();
    const decided = decide(loaded.file, draft, letterId, row.receivedOn);
    const told = { reasons: '', enclosures: [] };
    const facts = decisionLetter(loaded.file, decided, draft, told, loaded.present.calendar);
    const onward = { reference: row.reference };
    const { letter, file } = await this.letters.write(tx, {
      loaded,
      applicant,
      facts: { ...facts, onward },
      language,
      letterId,
      signedBy: null,
      now,
    });
    const papers = [{ fileId: file.id, sha256: file.sha256 }];
    return { decided: { ...decided, papers }, messages: letterMessages(loaded.row, applicant, letter, file) };
  }
}
