import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Official, type Outage, type OutageNotice, Outages, People, Transactions } from '../../records';
import { CONFIG, type Config } from '../../platform/config';
import { envelopeOf, MailComposer, type Message, PostOffice, RefusedForGood } from '../../platform/mail';

/** Hands notices of outages to the mail server itself: neither outbox nor queue has a part in it. */
@Injectable()
export class OutageMailer {
  private readonly log = new Logger('watchdog');

  constructor(
    private readonly outages: Outages,
    private readonly people: People,
    private readonly composer: MailComposer,
    private readonly post: PostOffice,
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Sends what is due, each notice by one process only. What the mail server does not take waits for the next look. */
  async sendDue(now: Date): Promise<void> {
    const { reader } = this.transactions;
    const due = await this.outages.due(reader, now);
    if (due.length === 0) return;
    const outages = await this.outages.byIds(reader, [...new Set(due.map((one) => one.outageId))]);
    for (const notice of due) {
      const outage = outages.find((one) => one.id === notice.outageId);
      if (outage && (await this.outages.claim(reader, notice, now))) await this.send(notice, outage);
    }
  }

  private async send(notice: OutageNotice, outage: Outage): Promise<void> {
    const { reader } = this.transactions;
    const official = await this.people.byId(reader, notice.officialId);
    if (!official?.active) return this.outages.settle(reader, notice.id, { state: 'needless' });
    try {
      const message = messageOf(notice, outage, official);
      const mail = await this.composer.compose(message);
      await this.post.send(envelopeOf(message, mail, [], this.config));
      await this.outages.settle(reader, notice.id, { state: 'sent' });
    } catch (error) {
      const problem = String(error instanceof Error ? error.message : error).slice(0, 500);
      this.log.error(`A notice of an outage was not sent (${(error as { code?: string }).code ?? 'unknown'})`);
      const refused = error instanceof RefusedForGood ? { state: 'refused' as const } : {};
      await this.outages.settle(reader, notice.id, { ...refused, problem });
    }
  }
}

/** Its id is that of the notice, so that a mail which was taken but not noted is recognised as the same. */
function messageOf(notice: OutageNotice, { name, sleptFrom, endedAt }: Outage, official: Official): Message {
  return {
    id: notice.id,
    institutionId: official.institutionId,
    caseId: null,
    kind: `machinery-${notice.kind}`,
    recipient: official.email,
    language: official.language,
    facts: { part: name, from: sleptFrom, to: endedAt },
    fileIds: [],
    createdAt: notice.createdAt,
  };
}
