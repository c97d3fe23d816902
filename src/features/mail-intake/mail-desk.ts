import { Injectable, NotFoundException } from '@nestjs/common';
import type { LocalDate } from '../../core/law';
import { cleanText, IntakeService, type Filed, type ReadSubmission } from '../../platform/intake';
import type { KeptFile } from '../../platform/files';
import type { SignedIn } from '../../platform/web/request';
import { Relay } from '../../platform/relay';
import { MailLanding } from './reading/mail-landing';
import {
  CaseBook,
  type CaseRow,
  EventLog,
  type MailFile,
  type MailRow,
  Mails,
  type MailState,
  Papers,
  Transactions,
  type Tx,
} from '../../records';

/** Somebody else decided on the mail meanwhile. */
export class MailSettled extends Error {}

/** Of these a case can still be made. */
export const OPEN: readonly MailState[] = ['draft', 'set-aside', 'attached'];
/** These can be given to a case, or discarded. */
export const WAITING: readonly MailState[] = ['draft', 'set-aside'];
/** These can be brought back. */
export const CLOSED: readonly MailState[] = ['set-aside', 'discarded', 'copy'];

/** What an official does with a mail. Each step is one transaction with its event; of two at once one is told. */
@Injectable()
export class MailDesk {
  constructor(
    private readonly transactions: Transactions,
    private readonly mails: Mails,
    private readonly papers: Papers,
    private readonly book: CaseBook,
    private readonly events: EventLog,
    private readonly intake: IntakeService,
    private readonly landing: MailLanding,
    private readonly relay: Relay,
  ) {}

  /** Throws NotFoundException also for a mail of another institution, or one that is not read yet. */
  async find(official: SignedIn, id: string): Promise<{ mail: MailRow; files: MailFile[] }> {
    const { reader } = this.transactions;
    const mail = await this.mails.byId(reader, official.institutionId, id);
    if (!mail || mail.state === 'kept') throw new NotFoundException();
    return { mail, files: await this.mails.files(reader, id) };
  }

  /**
   * Makes a case of it, through the same door as the counter: case, attachments, receipt and the mail's own state are one
   * transaction. `moved`: why another day than that of arrival counts. Throws `MailSettled` and `NotAllowed`.
   */
  async register(
    official: SignedIn,
    { mail, files }: { mail: MailRow; files: readonly MailFile[] },
    submission: ReadSubmission,
    moved: string | null,
    now: Date,
    today: LocalDate,
  ): Promise<Filed> {
    const kept = files.flatMap(({ name, mediaType, size, sha256 }): KeptFile[] =>
      sha256 === null || mediaType === null ? [] : [{ name, mediaType, size, sha256 }],
    );
    const actor = { kind: 'official', id: official.id } as const;
    return this.intake.file({ ...submission, submissionKey: `mail-${mail.id}` }, kept, actor, now, {
      quiet: mail.quiet,
      taken: async (tx, { row }) => {
        const columns = { state: 'registered' as const, caseId: row.id, settledBy: official.id, settledAt: now };
        if (!(await this.mails.settle(tx, mail.id, OPEN, columns))) throw new MailSettled();
        await this.record(
          tx,
          official,
          mail,
          { type: 'mail.registered', caseId: row.id, moved: moved !== null },
          now,
          today,
        );
        if (moved === null) return;
        const act = { institutionId: row.institutionId, caseId: row.id, actor, now };
        const note = await this.papers.addNote(tx, {
          caseId: row.id,
          authorId: official.id,
          text: moved,
          createdAt: now,
        });
        await this.book.act(tx, act, () => [{ type: 'noted', occurredOn: today, noteId: note.id }]);
      },
    });
  }

  /** Throws `MailSettled`. */
  async discard(official: SignedIn, mail: MailRow, reason: string, now: Date, today: LocalDate): Promise<void> {
    await this.step(official, mail, WAITING, 'mail.discarded', now, today, {
      state: 'discarded',
      reason: cleanText(reason),
      settledBy: official.id,
      settledAt: now,
    });
  }

  /**
   * Gives it to a case as what came in about it. `vouched`: the official has made sure that the applicant wrote it; only then
   * does it answer a question that waits. Throws `MailSettled`; null when there is no such case.
   */
  async attach(
    official: SignedIn,
    { mail, files }: { mail: MailRow; files: readonly MailFile[] },
    reference: string,
    vouched: boolean,
    now: Date,
    today: LocalDate,
  ): Promise<CaseRow | null> {
    const row = await this.mails.caseByReference(this.transactions.reader, official.institutionId, reference);
    if (!row) return null;
    const messageIds = await this.transactions.run(async (tx) => {
      const sender = vouched ? ('proved' as const) : ('unknown' as const);
      const columns = { state: 'attached' as const, caseId: row.id, sender, settledBy: official.id, settledAt: now };
      if (!(await this.mails.settle(tx, mail.id, WAITING, columns))) throw new MailSettled();
      await this.record(tx, official, mail, { type: 'mail.attached', caseId: row.id, vouched }, now, today);
      return this.landing.land(tx, mail, files, row, sender, official.id);
    });
    this.relay.nudge(messageIds);
    return row;
  }

  /** Puts what was set aside, discarded or taken for a copy back among the drafts. Throws `MailSettled`. */
  async restore(official: SignedIn, mail: MailRow, now: Date, today: LocalDate): Promise<void> {
    const fresh = { state: 'draft' as const, reason: null, settledBy: null, settledAt: null };
    await this.step(official, mail, CLOSED, 'mail.restored', now, today, fresh);
  }

  private async step(
    official: SignedIn,
    mail: MailRow,
    from: readonly MailState[],
    type: string,
    now: Date,
    today: LocalDate,
    columns: Partial<MailRow>,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await this.mails.settle(tx, mail.id, from, columns))) throw new MailSettled();
      await this.record(tx, official, mail, { type }, now, today);
    });
  }

  private record(
    tx: Tx,
    official: SignedIn,
    mail: MailRow,
    facts: { type: string; caseId?: string; moved?: boolean; vouched?: boolean },
    now: Date,
    today: LocalDate,
  ): Promise<void> {
    const event = { occurredOn: today, mailId: mail.id, sha256: mail.sha256, ...facts };
    const actor = { kind: 'official', id: official.id } as const;
    return this.events.append(tx, mail.institutionId, now, [{ caseId: null, actor, event }]);
  }
}
