import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  assign,
  type CaseEvent,
  link,
  type Linked,
  type LinkSide,
  NotAllowed,
  pageLanguage,
} from '../../core/casefile';
import { type Clock, CLOCK } from '../../platform/clock';
import { Relay } from '../../platform/relay';
import { may } from '../../platform/sign-in';
import type { SignedIn } from '../../platform/web/request';
import {
  CaseBook,
  CaseLinks,
  type LoadedCase,
  type NewMessage,
  Outbox,
  TrackingStore,
  Transactions,
  type Tx,
} from '../../records';

/** Links and parts cases: events on both, in one transaction. */
@Injectable()
export class Linker {
  constructor(
    private readonly book: CaseBook,
    private readonly links: CaseLinks,
    private readonly outbox: Outbox,
    private readonly tracking: TrackingStore,
    private readonly transactions: Transactions,
    private readonly relay: Relay,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What this case is to the other: related, its duplicate, or the one into which the other is merged. A duplicate goes to the
   * official of the other case, keeps its own deadline, and its applicant is told. Throws `NotAllowed`.
   */
  async link(official: SignedIn, hereId: string, thereId: string, as: LinkSide): Promise<void> {
    const messageIds = await this.transactions.run(async (tx) => {
      await this.links.hold(tx, official.institutionId, [hereId, thereId]);
      const [here, there] = [await this.end(tx, official, hereId), await this.end(tx, official, thereId)];
      const [ours, theirs] = link(here, there, as, randomUUID(), this.clock.today());
      await this.links.add(tx, official.institutionId, hereId, ours, official.id, this.clock.now());
      await this.record(tx, official, here.loaded, [ours, ...this.given(official, here, there, ours)]);
      await this.record(tx, official, there.loaded, [theirs, ...this.given(official, there, here, theirs)]);
      const duplicate = as === 'duplicate' ? here.loaded : as === 'main' ? there.loaded : null;
      return duplicate ? this.outbox.add(tx, this.clock.now(), await this.messages(tx, duplicate)) : [];
    });
    this.relay.nudge(messageIds);
  }

  /** False when they were parted meanwhile. */
  async unlink(official: SignedIn, caseId: string, linkId: string): Promise<boolean> {
    const found = (await this.links.of(this.transactions.reader, caseId)).find(({ id }) => id === linkId);
    if (!found) return false;
    return this.transactions.run(async (tx) => {
      await this.links.hold(tx, official.institutionId, [caseId, found.otherId]);
      if (!(await this.links.remove(tx, linkId))) return false;
      const parted = (otherId: string): CaseEvent => ({
        type: 'unlinked',
        occurredOn: this.clock.today(),
        linkId,
        otherId,
      });
      for (const [one, other] of [
        [caseId, found.otherId],
        [found.otherId, caseId],
      ] as const) {
        const loaded = await this.book.load(tx, official.institutionId, one);
        await this.record(tx, official, loaded, [parted(other)]);
      }
      return true;
    });
  }

  private async end(tx: Tx, official: SignedIn, id: string) {
    const loaded = await this.book.load(tx, official.institutionId, id);
    return { id, loaded, file: loaded.file, links: await this.links.of(tx, id) };
  }

  /**
   * Both are worked on by one person. Only who may assign gives a case away, or to themselves: whoever has it sees who asked.
   */
  private given(
    official: SignedIn,
    { loaded: { file, row } }: { loaded: LoadedCase },
    { loaded: main }: { loaded: LoadedCase },
    { as }: Linked,
  ): CaseEvent[] {
    const { assigneeId, directorateId } = main.file;
    const same = file.assigneeId === assigneeId && file.directorateId === directorateId;
    if (as !== 'duplicate' || same || (assigneeId === null && directorateId === null)) return [];
    if (![row, main.row].every((one) => may(official, 'case.assign', one)))
      throw new NotAllowed('merge.other-official');
    return [assign(file, { assigneeId, directorateId }, this.clock.today())];
  }

  private async record(tx: Tx, official: SignedIn, { row }: LoadedCase, events: CaseEvent[]): Promise<void> {
    const { institutionId, id: caseId } = row;
    const actor = { kind: 'official', id: official.id } as const;
    await this.book.act(tx, { institutionId, caseId, actor, now: this.clock.now() }, () => events);
  }

  /** Nothing of the other applicant is told, not even that it is another. */
  private async messages(tx: Tx, { row }: LoadedCase): Promise<NewMessage[]> {
    const { email } = await this.tracking.applicant(tx, row.id);
    if (email === null) return [];
    const { institutionId, id: caseId } = row;
    const language = pageLanguage(row.answerLanguage);
    return [{ institutionId, caseId, kind: 'merged', recipient: email, language, facts: {} }];
  }
}
