import { Inject, Injectable } from '@nestjs/common';
import { awayInWords } from '../../../platform/casework';
import { type Clock, CLOCK } from '../../../platform/clock';
import { awayToday } from '../../../platform/sign-in';
import { type Lang, noticeInWords } from '../../../platform/views';
import type { SignedIn } from '../../../platform/web/request';
import { Absences, CaseMessages, Notices, Transactions } from '../../../records';
import type { CaseData } from './case-data';

/** What the alarms of a case say to whoever looks at it. */
export interface CaseAlarms {
  /** Beside the name of the official: until when they are away and who stands in. Empty while they are here. */
  away: string;
  /** Escalations to which this official is asked to say "I have it". */
  asks: string[];
}

@Injectable()
export class CaseAlarmsReader {
  constructor(
    private readonly absences: Absences,
    private readonly notices: Notices,
    private readonly messages: CaseMessages,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read(official: SignedIn, { loaded: { row }, officials }: CaseData, lang: Lang): Promise<CaseAlarms> {
    const { reader } = this.transactions;
    const today = this.clock.today();
    const nameOf = (id: string): string => officials.find((one) => one.id === id)?.name ?? '';
    const away = (await awayToday(this.absences, reader, official, today)).get(row.assigneeId ?? '');
    const mine = [official.id, ...(official.standsInFor ?? []).map((one) => one.id)];
    const wanted = await this.notices.wantedOfCase(reader, mine, row.id);
    return {
      away: away ? awayInWords(away, nameOf, lang) : '',
      asks: [...new Set(wanted.map((one) => noticeInWords(one, today, lang)))],
    };
  }

  /** Whoever handles a case and opens it has read what the applicant wrote. */
  async readThread({ id }: SignedIn, { loaded: { row }, written }: CaseData): Promise<void> {
    if (!written.some((one) => one.direction === 'in' && one.readAt === null)) return;
    await this.transactions.run((tx) => this.messages.read(tx, row.id, id, this.clock.now()));
  }

  /** Whoever opens a case has read what the bell says of it. Returns how many are still unread. */
  async opened({ id }: SignedIn, caseId: string): Promise<number> {
    const { reader } = this.transactions;
    // Looking at a page writes only where there is something to write.
    if (await this.notices.isUnreadOfCase(reader, id, caseId))
      await this.transactions.run((tx) => this.notices.readOfCase(tx, id, caseId, this.clock.now()));
    return this.notices.unread(reader, id);
  }
}
