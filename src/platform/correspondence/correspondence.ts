import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, answerClarification, type CaseEvent, receiveMessage, takenAs } from '../../core/casefile';
import { localDateOf } from '../../core/law';
import {
  CaseBook,
  CaseMessages,
  type FileRow,
  type LoadedCase,
  Papers,
  TrackingStore,
  Transactions,
  type Tx,
} from '../../records';
import { type Clock, CLOCK } from '../clock';
import { Relay } from '../relay';
import { Handlers } from './handlers';
import { type Incoming, isUnknown, type Taken } from './incoming';

/** The same text pressed twice within this time is one. */
const SAME_PRESS_MS = 10 * 60_000;

/**
 * Takes in what an applicant writes: nothing is ever refused, also not on a closed case or after a question was settled.
 * Text, files, event and the word to whoever handles the case are one transaction.
 */
@Injectable()
export class Correspondence {
  constructor(
    private readonly book: CaseBook,
    private readonly messages: CaseMessages,
    private readonly papers: Papers,
    private readonly tracking: TrackingStore,
    private readonly handlers: Handlers,
    private readonly relay: Relay,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In a transaction of its own. Throws `NoSuchCase`. */
  async receive(incoming: Incoming): Promise<Taken> {
    const { messageIds, ...taken } = await this.transactions.run((tx) => this.enter(tx, incoming));
    this.relay.nudge(messageIds);
    return taken;
  }

  /** The same in the caller's transaction, who hands the ids of messages to the relay after the commit. */
  async enter(tx: Tx, incoming: Incoming): Promise<Taken & { messageIds: string[] }> {
    const { institutionId, caseId, mailId, officialId } = incoming;
    const now = this.clock.now();
    const unknown = isUnknown(incoming);
    const actor: Actor = officialId ? { kind: 'official', id: officialId } : { kind: unknown ? 'system' : 'citizen' };
    let taken: Taken & { messageIds: string[] } = { as: 'known', id: '', messageIds: [] };
    await this.book.act(tx, { institutionId, caseId, actor, now }, async (loaded) => {
      const known = mailId ? await this.messages.byMailId(tx, institutionId, mailId) : null;
      const same = known?.id ?? (await this.pressedTwice(tx, incoming, loaded, now));
      if (same) {
        taken = { as: 'known', id: same, messageIds: [] };
        return [];
      }
      const day = localDateOf(incoming.receivedAt);
      const own = incoming.channel !== 'email' || (!unknown && (await this.isApplicants(tx, caseId, incoming.from)));
      const as = takenAs(loaded.file, own, day);
      const id = randomUUID();
      const unread = await this.messages.unread(tx, caseId);
      const files = await this.keepFiles(tx, incoming, as, now);
      const event = await this.write(tx, as, id, incoming, files, loaded, now);
      const messageIds = await this.handlers.tell(tx, as, loaded, unread, now, officialId, unknown);
      taken = { as, id, messageIds };
      return [event];
    });
    return taken;
  }

  private async write(
    tx: Tx,
    as: 'answer' | 'message',
    id: string,
    incoming: Incoming,
    files: readonly FileRow[],
    loaded: LoadedCase,
    now: Date,
  ): Promise<CaseEvent> {
    const { institutionId, caseId, channel, text, language, mailId = null, from = null, officialId } = incoming;
    const [today, day] = [localDateOf(now), localDateOf(incoming.receivedAt)];
    const row = {
      ...{
        id,
        institutionId,
        caseId,
        direction: 'in' as const,
        channel: isUnknown(incoming) ? ('unknown' as const) : channel,
        authorId: officialId ?? null,
      },
      ...{ sender: from, mailId, text, language, fileIds: files.map((one) => one.id), at: incoming.receivedAt },
      ...{ createdAt: now, readAt: officialId ? now : null, readBy: officialId ?? null },
    };
    if (as === 'message') {
      await this.messages.add(tx, row);
      const papers = files.map(({ id: fileId, sha256 }) => ({ fileId, sha256 }));
      const unknown = isUnknown(incoming) ? { unknown: true as const } : {};
      return { ...receiveMessage(id, today, day), ...unknown, ...(papers.length > 0 ? { papers } : {}) };
    }
    await this.papers.addLetter(tx, {
      ...{
        id,
        caseId,
        kind: 'clarification-answer',
        language,
        text,
        fileId: null,
        fromApplicant: true,
        createdAt: now,
      },
      facts: {
        files: files.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
        ...(officialId ? { recordedBy: officialId } : {}),
      },
    });
    // What came by mail is remembered by its id, so that it is taken once, whatever it was taken as.
    if (mailId) await this.messages.add(tx, { ...row, readAt: now, text: '', fileIds: [] });
    return answerClarification(loaded.file, id, today, day);
  }

  private keepFiles(tx: Tx, incoming: Incoming, as: 'answer' | 'message', now: Date): Promise<FileRow[]> {
    const { institutionId, caseId } = incoming;
    return this.papers.addFiles(
      tx,
      incoming.files.map(({ name, mediaType, size, sha256 }) => ({
        ...{
          name,
          mediaType,
          size,
          sha256,
          institutionId,
          caseId,
          submissionId: null,
          released: !isUnknown(incoming),
          createdAt: now,
        },
        role: as === 'answer' ? ('clarification' as const) : ('message' as const),
      })),
    );
  }

  /** A second press of the button is no second message. */
  private async pressedTwice(
    tx: Tx,
    { channel, caseId, text, files }: Incoming,
    { row }: LoadedCase,
    now: Date,
  ): Promise<string | null> {
    if (channel !== 'page' || (text === '' && files.length === 0)) return null;
    const since = now.getTime() - SAME_PRESS_MS;
    const letters = (await this.papers.lettersOfCase(tx, row.id)).filter((one) => one.kind === 'clarification-answer');
    const written = (await this.messages.ofCase(tx, caseId)).filter((one) => one.direction === 'in');
    const same = [...letters, ...written].find((one) => one.text === text && one.createdAt.getTime() >= since);
    return text !== '' && same ? same.id : null;
  }

  private async isApplicants(tx: Tx, caseId: string, from: string | undefined): Promise<boolean> {
    const { email } = await this.tracking.applicant(tx, caseId);
    return email !== null && from !== undefined && email.toLowerCase() === from.trim().toLowerCase();
  }
}
