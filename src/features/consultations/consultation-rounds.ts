import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { isOfficeDay, momentOf, whoIsTold } from '../../core/alarms';
import { type CaseEvent, remindConsultation, silentConsultation } from '../../core/casefile';
import { addDays, type Calendar, type LocalDate, localDateOf } from '../../core/law';
import { type Clock, CLOCK } from '../../platform/clock';
import { eachOnce } from '../../platform/each-once';
import { Housekeeping } from '../../platform/housekeeping';
import { Relay } from '../../platform/relay';
import {
  AlarmCases,
  backPlanSettings,
  CaseBook,
  type ConsultationRow,
  Consultations,
  type LoadedCase,
  type NewMessage,
  noStaff,
  Outbox,
  Transactions,
  type Tx,
} from '../../records';

const A_ROUND = 100;
/** A working day before the last one lies no further back than this, over the longest days off. */
const DAYS_AHEAD = 12;

/**
 * Reminds third parties a working day before their last one, within office hours, and notes who stayed silent. Each in a
 * transaction of its own; the case's own file says whether there is still something to say: answered, taken back, decided or
 * moved meanwhile, there is not.
 */
@Injectable()
export class ConsultationRounds implements OnModuleInit {
  private readonly log = new Logger('consultations');

  constructor(
    private readonly consultations: Consultations,
    private readonly book: CaseBook,
    private readonly cases: AlarmCases,
    private readonly outbox: Outbox,
    private readonly relay: Relay,
    private readonly housekeeping: Housekeeping,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('consultations', () => this.run());
  }

  /** One that fails is tried again by the next sweep. */
  async run(): Promise<void> {
    const until = addDays(this.clock.today(), DAYS_AHEAD);
    await eachOnce(
      (seen) => this.consultations.waiting(this.transactions.reader, until, A_ROUND, [...seen]),
      async (row) => {
        if (await this.isDue(row)) await this.act(row);
      },
      ({ id }, error) => this.log.error(`consultation ${id}: ${error instanceof Error ? error.stack : String(error)}`),
    );
  }

  /** Whether there may be something to say now; looked at without holding anything. */
  private async isDue({ caseId, askedAt, dueOn, email, remindedAt }: ConsultationRow): Promise<boolean> {
    const [now, today] = [this.clock.now(), this.clock.today()];
    if (today > dueOn) return true;
    if (email === null || remindedAt !== null || localDateOf(askedAt) >= today) return false;
    const [of] = (await this.cases.seen(this.transactions.reader, [caseId])).cases;
    if (!of || !isOfficeDay(today, of.calendar) || today < officeDayBefore(dueOn, of.calendar)) return false;
    const { from, to } = of.policy.hours;
    return now >= momentOf(today, from) && now < momentOf(today, to);
  }

  private async act(seen: ConsultationRow): Promise<void> {
    const { institutionId, caseId, id } = seen;
    const [now, today] = [this.clock.now(), this.clock.today()];
    const messageIds = await this.transactions.run(async (tx) => {
      let messageIds: string[] = [];
      await this.book.act(tx, { institutionId, caseId, actor: { kind: 'system' }, now }, async (loaded) => {
        messageIds = [];
        const row = await this.consultations.byId(tx, caseId, id);
        const step = row && stepOf(loaded, row, today);
        if (!row || !step) return [];
        await this.consultations.note(
          tx,
          id,
          step.type === 'consultation-lapsed' ? { settledAt: now } : { remindedAt: now },
        );
        const messages =
          step.type === 'consultation-lapsed' ? await this.handlers(tx, loaded, today) : [reminder(loaded, row)];
        messageIds = await this.outbox.add(tx, now, messages);
        return [step];
      });
      return messageIds;
    });
    this.relay.nudge(messageIds);
  }

  /** Whoever has the case learns that nobody is awaited any more. */
  private async handlers(tx: Tx, { row, file }: LoadedCase, today: LocalDate): Promise<NewMessage[]> {
    const { institutionId, id: caseId } = row;
    const staff = (await this.cases.staffOf(tx, [institutionId], today)).get(institutionId) ?? noStaff(today);
    const told = whoIsTold({ to: ['assignee'] }, file, staff).ids;
    return staff.officials
      .filter((one) => told.includes(one.id))
      .map((to) => ({
        ...{ institutionId, caseId, kind: 'consultation-silent', recipient: to.email, language: to.language },
        official: { id: to.id },
        facts: { reference: row.reference, caseKind: row.kind, subject: row.subject, caseId },
      }));
  }
}

function stepOf(
  { file, clock, institution }: LoadedCase,
  { id, email, remindedAt }: ConsultationRow,
  today: LocalDate,
): Extract<CaseEvent, { type: 'consultation-lapsed' | 'consultation-reminded' }> | null {
  const settings = backPlanSettings(institution.settings);
  const silent = silentConsultation(file, id, clock, settings, today);
  if (silent) return silent;
  return email === null || remindedAt !== null ? null : remindConsultation(file, id, clock, settings, today);
}

const reminder = ({ row }: LoadedCase, { id, name, email, language, dueOn }: ConsultationRow): NewMessage => ({
  institutionId: row.institutionId,
  caseId: row.id,
  kind: 'consultation-reminder',
  recipient: email ?? '',
  language,
  facts: { consultationId: id, reference: row.reference, party: name, by: dueOn },
});

/** The last office day before a day. */
function officeDayBefore(day: LocalDate, calendar: Calendar): LocalDate {
  let found = addDays(day, -1);
  for (let i = 0; i < DAYS_AHEAD && !isOfficeDay(found, calendar); i += 1) found = addDays(found, -1);
  return found;
}
