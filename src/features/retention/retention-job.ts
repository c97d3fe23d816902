import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { endedOn, isToBeAnonymised, retentionCutoff, type RetentionRule } from '../../core/casefile';
import { type Clock, CLOCK } from '../../platform/clock';
import { FileKeeper } from '../../platform/files';
import { Housekeeping } from '../../platform/housekeeping';
import {
  Anonymising,
  CaseBook,
  EventLog,
  type Institution,
  MailRetention,
  People,
  Retention,
  Transactions,
} from '../../records';

/** Cases of one institution in one round of the worker: a register of 100,000 is done in two nights, and nobody waits. */
const A_ROUND = 100;

/**
 * Takes who asked away from cases whose time is over. Each case is a transaction of its own that looks again; a case that is
 * done, was opened again or has a complaint is passed over, so that it does not matter how often this runs, or where.
 */
@Injectable()
export class RetentionJob implements OnModuleInit {
  constructor(
    private readonly people: People,
    private readonly retention: Retention,
    private readonly mails: MailRetention,
    private readonly log: EventLog,
    private readonly anonymising: Anonymising,
    private readonly book: CaseBook,
    private readonly keeper: FileKeeper,
    private readonly transactions: Transactions,
    private readonly housekeeping: Housekeeping,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('retention', async () => void (await this.run()));
  }

  /** One round over all institutions; returns from how many cases who asked was taken away. */
  async run(): Promise<number> {
    let done = 0;
    for (const institution of await this.people.activeInstitutions(this.transactions.reader)) {
      const rule = institution.settings.retention;
      const today = this.clock.today();
      if (!rule || today < rule.from) continue;
      const due = await this.retention.due(
        this.transactions.reader,
        institution.id,
        retentionCutoff(today, rule),
        A_ROUND,
      );
      for (const { id } of due) if (await this.anonymise(institution, id, rule)) done += 1;
      await this.forgetMails(institution, rule);
    }
    return done;
  }

  /** False for a case that is not due when it is looked at again. */
  private async anonymise({ id: institutionId }: Institution, caseId: string, rule: RetentionRule): Promise<boolean> {
    const [now, today] = [this.clock.now(), this.clock.today()];
    const unused = await this.transactions.run(async (tx) => {
      let plan: Awaited<ReturnType<Anonymising['plan']>> | null = null;
      const act = { institutionId, caseId, actor: { kind: 'system' } as const, now };
      const { row } = await this.book.act(tx, act, async ({ file, row: held, institution }) => {
        if (held.isOpen || endedOn(file) === null) return [];
        // The setting may have become longer since this round began.
        if (!isToBeAnonymised(file, institution.settings.retention, today)) return [];
        plan = await this.anonymising.plan(tx, held);
        const { remains, files } = plan;
        const fileIds = files.map((one) => one.id);
        return [{ type: 'anonymised', occurredOn: today, months: rule.months, remains, fileIds }];
      });
      return plan && this.anonymising.write(tx, row, plan, today);
    });
    for (const sha256 of unused ?? []) await this.keeper.remove({ sha256 });
    return unused !== null;
  }

  /** Mails that became no case, in one transaction: there is nothing to look at but the mail itself. */
  private async forgetMails({ id: institutionId }: Institution, { months }: RetentionRule): Promise<void> {
    const [now, occurredOn] = [this.clock.now(), this.clock.today()];
    const unused = await this.transactions.run(async (tx) => {
      // The setting may have become longer since this round began.
      const rule = (await this.people.institution(tx, institutionId)).settings.retention;
      if (!rule || occurredOn < rule.from || rule.months > months) return [];
      const sums: string[] = [];
      const mailIds: string[] = [];
      for (const mail of await this.mails.due(tx, institutionId, retentionCutoff(occurredOn, rule), A_ROUND)) {
        const gone = await this.mails.forget(tx, mail);
        if (gone === null) continue;
        mailIds.push(mail.id);
        sums.push(...gone);
      }
      if (mailIds.length === 0) return [];
      const event = { type: 'mails.forgotten', occurredOn, months: rule.months, mailIds };
      await this.log.append(tx, institutionId, now, [{ caseId: null, actor: { kind: 'system' }, event }]);
      return sums;
    });
    for (const sha256 of unused) await this.keeper.remove({ sha256 });
  }
}
