import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import { NotAllowed, refuseForward } from '../../core/casefile';
import { type Clock, CLOCK } from '../../platform/clock';
import { Relay } from '../../platform/relay';
import type { SignedIn } from '../../platform/web/request';
import { AlarmCases, CaseBook, Outbox, People, Transactions, Transfers } from '../../records';
import { fallBackMessages } from './sender-notice';

/** Declines a request that another institution offers: it stays with them, and they learn why. */
@Injectable()
export class Refusal {
  constructor(
    private readonly transfers: Transfers,
    private readonly book: CaseBook,
    private readonly cases: AlarmCases,
    private readonly people: People,
    private readonly outbox: Outbox,
    private readonly relay: Relay,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws NotFoundException and `NotAllowed`, as accepting does. */
  async refuse(official: SignedIn, transferId: string, reason: string): Promise<void> {
    const [now, today] = [this.clock.now(), this.clock.today()];
    const seen = await this.transfers.addressedTo(this.transactions.reader, official.institutionId, transferId);
    if (!seen) throw new NotFoundException();
    const { fromInstitutionId: institutionId, caseId, id } = seen.transfer;
    const act = { institutionId, caseId, actor: { kind: 'official', id: official.id } as const, now };
    const messageIds = await this.transactions.run(async (tx) => {
      let messageIds: string[] = [];
      await this.book.act(tx, act, async (loaded) => {
        const refused = refuseForward(loaded.file, today, today);
        if (refused.transferId !== id) throw new NotAllowed('forward.not-offered');
        const staff = (await this.cases.staffOf(tx, [institutionId], today)).get(institutionId);
        if (!staff) throw new Error('An institution without staff.');
        const receiver = await this.people.institution(tx, official.institutionId);
        const told = fallBackMessages('forward-refused', loaded, seen.transfer, receiver, staff, today, reason);
        messageIds = await this.outbox.add(tx, now, told);
        await this.transfers.settle(tx, id, { state: 'refused', settledAt: now, refusal: reason });
        return [refused];
      });
      return messageIds;
    });
    this.relay.nudge(messageIds);
  }
}
