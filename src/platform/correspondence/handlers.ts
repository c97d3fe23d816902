import { Inject, Injectable } from '@nestjs/common';
import { whoIsTold } from '../../core/alarms';
import {
  AlarmCases,
  type LoadedCase,
  type NewMessage,
  noticeOf,
  Notices,
  noStaff,
  Outbox,
  type Tx,
} from '../../records';
import { type Clock, CLOCK } from '../clock';

/** Those who handle a case, as far as they are told that the applicant wrote. */
@Injectable()
export class Handlers {
  constructor(
    private readonly alarmCases: AlarmCases,
    private readonly outbox: Outbox,
    private readonly notices: Notices,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Tells whoever has the case, or who stands in; while nobody has it, the responsible officers. While an earlier message is
   * still unread, another one rides the morning's mail: the bell has it at once. Returns ids for the relay.
   */
  async tell(
    tx: Tx,
    as: 'answer' | 'message',
    { row, file }: LoadedCase,
    unread: number,
    now: Date,
    writtenBy: string | undefined,
    unknown = false,
  ): Promise<string[]> {
    const { institutionId, id: caseId } = row;
    const today = this.clock.today();
    const staff = (await this.alarmCases.staffOf(tx, [institutionId], today)).get(institutionId) ?? noStaff(today);
    const told = whoIsTold({ to: ['assignee'] }, file, staff).ids.filter((id) => id !== writtenBy);
    const messages = staff.officials
      .filter((one) => told.includes(one.id))
      .map((to): NewMessage & { official: { id: string } } => ({
        ...{ institutionId, caseId, kind: as === 'answer' ? 'clarification-answered' : 'message-received' },
        ...{ recipient: to.email, language: to.language, official: { id: to.id } },
        facts: {
          reference: row.reference,
          caseKind: row.kind,
          subject: row.subject,
          caseId,
          ...(unknown && { unknown }),
        },
      }));
    if (as === 'answer' || unread === 0) return this.outbox.add(tx, now, messages);
    const notices = messages.map((one) => noticeOf(one, one.official, false));
    await this.notices.add(tx, now, notices);
    return [];
  }
}
