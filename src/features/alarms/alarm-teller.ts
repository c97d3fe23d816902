import { Inject, Injectable } from '@nestjs/common';
import { CITIZEN, planAlarms, recipientsOf, type Rung, rungVersion, type Staff, stillDue } from '../../core/alarms';
import type { CaseEvent } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import { type Clock, CLOCK } from '../../platform/clock';
import { JobQueue } from '../../platform/queue';
import { Relay } from '../../platform/relay';
import {
  type AlarmRow,
  Alarms,
  CaseBook,
  type LoadedCase,
  Outbox,
  People,
  takenInOn,
  Transactions,
  type Tx,
} from '../../records';
import { alarmMessage, rungOf } from './alarm-message';
import { type PreparedSilence, SilenceNotice } from './silence';

/** What became of an alarm. `done`: it was told, or found not to be due, before. */
export type Told = 'told' | 'superseded' | 'no-longer-due' | 'done';

interface Said {
  told: Told;
  events: CaseEvent[];
  messageIds: string[];
}

interface Moment {
  now: Date;
  today: LocalDate;
}

const NO_STAFF: Staff = { officials: [], directorates: [] };

/** Tells one person of one rung: looks at the case again, and says it only if it is still true. */
@Injectable()
export class AlarmTeller {
  constructor(
    private readonly alarms: Alarms,
    private readonly book: CaseBook,
    private readonly outbox: Outbox,
    private readonly people: People,
    private readonly silence: SilenceNotice,
    private readonly queue: JobQueue,
    private readonly relay: Relay,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** State change, event and message are one transaction: however often the job runs, it is said once. */
  async tell(alarmId: string): Promise<Told> {
    const at = { now: this.clock.now(), today: this.clock.today() };
    const { reader } = this.transactions;
    const alarm = await this.alarms.byId(reader, alarmId);
    const rung = alarm && rungOf(alarm.rung);
    if (!alarm || !rung || alarm.state !== 'planned') return 'done';
    let letter: PreparedSilence | null = null;
    if (rung.track === 'silence') {
      const loaded = await this.book.load(reader, alarm.institutionId, alarm.caseId);
      letter = await this.silence.prepare(reader, loaded, at.now, at.today);
    }
    const said = await this.transactions.run((tx) => this.speak(tx, alarm, rung, letter, at));
    this.relay.nudge(said.messageIds);
    const others = said.alarmIds.map((id) => ({ name: 'alarm', data: { alarmId: id } }) as const);
    // Without Redis they stay planned, and the sweep queues them again.
    await this.queue.add(others).catch(() => undefined);
    return said.told;
  }

  private async speak(
    tx: Tx,
    { id, institutionId, caseId }: AlarmRow,
    rung: Rung,
    letter: PreparedSilence | null,
    at: Moment,
  ): Promise<Said & { alarmIds: string[] }> {
    let said: Said & { alarmIds: string[] } = { told: 'done', events: [], messageIds: [], alarmIds: [] };
    await this.book.act(tx, { institutionId, caseId, actor: { kind: 'system' }, now: at.now }, async (loaded) => {
      // Read under the case's lock: another worker may have told it since.
      const alarm = await this.alarms.byId(tx, id);
      if (alarm?.state !== 'planned') return [];
      const staff = (await this.alarms.staffOf(tx, [institutionId])).get(institutionId) ?? NO_STAFF;
      said = { ...(await this.say(tx, alarm, rung, loaded, staff, letter, at)), alarmIds: [] };
      await this.alarms.settle(tx, id, said.told === 'done' ? 'no-longer-due' : said.told, at.now);
      if (said.told === 'no-longer-due') said.alarmIds = await this.planAnew(tx, alarm, loaded, staff, at);
      return said.events;
    });
    return said;
  }

  /** Says it, if it is still true. */
  private async say(
    tx: Tx,
    alarm: AlarmRow,
    rung: Rung,
    loaded: LoadedCase,
    staff: Staff,
    letter: PreparedSilence | null,
    { now, today }: Moment,
  ): Promise<Said> {
    const { row, file, clock } = loaded;
    const notDue: Said = { told: 'no-longer-due', events: [], messageIds: [] };
    if (rungVersion(rung, clock) !== alarm.clockVersion || !stillDue(rung.key, file, clock, today)) return notDue;
    if (!recipientsOf(rung, file, staff).includes(alarm.recipientKey)) return notDue;
    const told = { type: 'alarmed', occurredOn: today, rung: rung.key, alarmId: alarm.id } as const;
    if (alarm.recipientKey === CITIZEN) {
      const fell = this.silence.eventOf(loaded, today);
      if (!fell || !letter) return notDue;
      const takenIn = takenInOf(loaded);
      // Of an old register the silence is recorded, but nobody gets a letter about what is past.
      if (takenIn !== null && alarm.dueOn < takenIn) return { told: 'superseded', events: [fell], messageIds: [] };
      const messageIds = await this.silence.enter(tx, letter, loaded, now);
      return { told: 'told', events: [fell, { ...told, recipientId: null }], messageIds };
    }
    const to = await this.people.byId(tx, alarm.recipientKey);
    if (!to) return notDue;
    const assignee = file.assigneeId === null ? null : await this.people.byId(tx, file.assigneeId);
    const messageIds = await this.outbox.add(tx, now, [alarmMessage(row, clock, rung, to, assignee, today)]);
    return { told: 'told', events: [{ ...told, recipientId: to.id }], messageIds };
  }

  /**
   * The alarm's person may be the wrong one by now: the case was given to somebody else between planning and telling.
   * Then whoever is the right one is told of the same rung, unless they were.
   */
  private async planAnew(
    tx: Tx,
    { rung, clockVersion }: AlarmRow,
    loaded: LoadedCase,
    staff: Staff,
    { now, today }: Moment,
  ): Promise<string[]> {
    const { row, file, clock } = loaded;
    const known = await this.alarms.ofCase(tx, row.id);
    const others = known.filter((one) => one.rung !== rung || one.clockVersion !== clockVersion);
    const alarms = planAlarms(file, clock, staff, others, today, takenInOf(loaded)).filter((one) => one.rung === rung);
    return this.alarms.plan(tx, now, [{ of: { id: row.id, institutionId: row.institutionId, known }, alarms }]);
  }
}

const takenInOf = ({ file, history }: LoadedCase): LocalDate | null =>
  history[0] ? takenInOn(file, history[0].recordedAt) : null;
