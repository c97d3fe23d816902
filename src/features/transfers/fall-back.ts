import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { lapseForward } from '../../core/casefile';
import { type Clock, CLOCK } from '../../platform/clock';
import { eachOnce } from '../../platform/each-once';
import { Housekeeping } from '../../platform/housekeeping';
import { Relay } from '../../platform/relay';
import { AlarmCases, CaseBook, Outbox, People, Transactions, type TransferRow, Transfers } from '../../records';
import { fallBackMessages } from './sender-notice';

const A_ROUND = 100;

/**
 * An offer that nobody answered in time falls back to its sender, with an alarm. Each in a transaction of its own, and the
 * case's own file says whether it still has to happen: however many workers look, and however late, it happens once.
 */
@Injectable()
export class FallBack implements OnModuleInit {
  private readonly log = new Logger('transfers');

  constructor(
    private readonly transfers: Transfers,
    private readonly book: CaseBook,
    private readonly cases: AlarmCases,
    private readonly people: People,
    private readonly outbox: Outbox,
    private readonly relay: Relay,
    private readonly housekeeping: Housekeeping,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('transfers', () => this.run());
  }

  /** One that fails is tried again by the next sweep. */
  async run(): Promise<void> {
    await eachOnce(
      (seen) => this.transfers.lapsed(this.transactions.reader, this.clock.today(), A_ROUND, [...seen]),
      (transfer) => this.lapse(transfer),
      ({ id }, error) => this.log.error(`transfer ${id}: ${error instanceof Error ? error.stack : String(error)}`),
    );
  }

  private async lapse(transfer: TransferRow): Promise<void> {
    const { id, fromInstitutionId: institutionId, caseId, toInstitutionId } = transfer;
    const [now, today] = [this.clock.now(), this.clock.today()];
    const messageIds = await this.transactions.run(async (tx) => {
      let messageIds: string[] = [];
      await this.book.act(tx, { institutionId, caseId, actor: { kind: 'system' }, now }, async (loaded) => {
        messageIds = [];
        const lapsed = lapseForward(loaded.file, today);
        // Answered while we waited for the case: its row says so already. Decided meanwhile: the offer is no longer one.
        if (!lapsed || lapsed.transferId !== id) {
          if (loaded.file.decision) await this.transfers.settle(tx, id, { state: 'lapsed', settledAt: now });
          return [];
        }
        const staff = (await this.cases.staffOf(tx, [institutionId], today)).get(institutionId);
        if (!staff) throw new Error('An institution without staff.');
        const receiver = toInstitutionId === null ? null : await this.people.institution(tx, toInstitutionId);
        const told = fallBackMessages('forward-lapsed', loaded, transfer, receiver, staff, today);
        messageIds = await this.outbox.add(tx, now, told);
        await this.transfers.settle(tx, id, { state: 'lapsed', settledAt: now });
        return [lapsed];
      });
      return messageIds;
    });
    this.relay.nudge(messageIds);
  }
}
