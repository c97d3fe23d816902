import { Inject, Injectable } from '@nestjs/common';
import { climbsOf, dueNow, isClimb, planAlarms, trackOf, whoIsTold } from '../../core/alarms';
import type { Alarmed } from '../../core/casefile';
import { type Clock, CLOCK } from '../../platform/clock';
import { alarmsSingly, JobQueue } from '../../platform/queue';
import { Relay } from '../../platform/relay';
import {
  type AlarmCase,
  AlarmCases,
  type AlarmRow,
  Alarms,
  FailingAlarms,
  groupBy,
  type NewMessage,
  type NewNotice,
  noStaff,
  noticeOf,
  Notices,
  Outbox,
  type StaffRows,
  Transactions,
  type Tx,
} from '../../records';
import { alarmMessage, type Saying } from './alarm-message';
import { SilenceTeller } from './silence-teller';

/**
 * What became of an alarm. `done`: it was told, or found not to be due, before. `failed`: its case makes no case; it is
 * tried again later, and set aside in the end.
 */
export type Told = 'told' | 'superseded' | 'no-longer-due' | 'done' | 'failed';

/** Tells people of rungs: looks at each case again, and says only what is still true. */
@Injectable()
export class AlarmTeller {
  constructor(
    private readonly alarms: Alarms,
    private readonly cases: AlarmCases,
    private readonly failing: FailingAlarms,
    private readonly outbox: Outbox,
    private readonly notices: Notices,
    private readonly silence: SilenceTeller,
    private readonly queue: JobQueue,
    private readonly relay: Relay,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Tells one. However often it is asked, it is said once. */
  async tell(alarmId: string): Promise<Told> {
    return (await this.tellAll([alarmId])).get(alarmId) ?? 'done';
  }

  /** Tells several, those to officials in one transaction: message, event and alarm together. */
  async tellAll(alarmIds: readonly string[]): Promise<Map<string, Told>> {
    const planned = (await this.alarms.byIds(this.transactions.reader, alarmIds)).filter(
      (one) => one.state === 'planned',
    );
    const isSilence = (one: AlarmRow): boolean => trackOf(one.rung) === 'silence';
    const toOfficials = planned.filter((one) => !isSilence(one));
    const told = new Map<string, Told>();
    if (toOfficials.length > 0) {
      const said = await this.transactions.run((tx) => this.speak(tx, toOfficials));
      for (const [id, what] of said.told) told.set(id, what);
      this.relay.nudge(said.messageIds, 'patient');
      await this.queueSingly(said.alarmIds);
    }
    for (const one of planned.filter(isSilence)) told.set(one.id, await this.silence.tell(one));
    return told;
  }

  private async speak(
    tx: Tx,
    planned: readonly AlarmRow[],
  ): Promise<{ told: Map<string, Told>; messageIds: string[]; alarmIds: string[] }> {
    const [now, today] = [this.clock.now(), this.clock.today()];
    const { cases, unreadable } = await this.cases.held(tx, [...new Set(planned.map((one) => one.caseId))]);
    const institutionIds = cases.map((one) => one.institutionId);
    const staff = await this.cases.staffOf(tx, institutionIds, today);
    const told = new Map<string, Told>();
    const said = { messages: [] as NewMessage[], notices: [] as NewNotice[] };
    const records: { of: AlarmCase; event: Alarmed }[] = [];
    const plans: Parameters<Alarms['plan']>[2][number][] = [];
    const stuck: string[] = [];
    for (const { id, caseId } of planned) {
      const broken = unreadable.find((one) => one.id === caseId);
      if (broken) {
        told.set(id, 'failed');
        await this.failing.failed(tx, id, now, 'unreadable', broken.problem);
        continue;
      }
      const of = cases.find((one) => one.id === caseId);
      // Known under the case's lock: another worker may have told it since.
      const alarm = of?.known.find((one) => one.id === id && one.state === 'planned');
      if (!of || !alarm) continue;
      const people = staff.get(of.institutionId) ?? noStaff(today);
      const saying = sayingOf(of, alarm, people, now);
      if (saying) {
        told.set(id, 'told');
        const { message, atOnce } = alarmMessage(of, saying);
        if (atOnce) said.messages.push(message);
        else said.notices.push(noticeOf(message, message.official, false));
        records.push({ of, event: alarmedBy(saying) });
        of.known = of.known.map((one) => (one.id === id ? { ...one, state: 'told', settledAt: now } : one));
      } else {
        told.set(id, 'no-longer-due');
        const instead = insteadOf(of, alarm, people, now);
        plans.push(instead);
        // A climb that finds nobody at its level any more goes on to the next one: the sweep sees to it.
        if (isClimb(alarm.rung) && instead.alarms.every((one) => one.state !== 'planned')) stuck.push(of.id);
      }
    }
    const idsOf = (what: Told): string[] => [...told].filter(([, one]) => one === what).map(([id]) => id);
    const messageIds = await this.outbox.add(tx, now, said.messages);
    await this.notices.add(tx, now, said.notices);
    await this.alarms.settle(tx, idsOf('told'), 'told', now);
    await this.alarms.settle(tx, idsOf('no-longer-due'), 'no-longer-due', now);
    const alarmIds = await this.alarms.plan(tx, now, plans);
    if (stuck.length > 0) await this.alarms.lookBy(tx, now, stuck);
    await this.waitForAnswers(tx, now, [...new Set(records.map(({ of }) => of))]);
    await this.alarms.record(tx, now, records);
    return { told, messageIds, alarmIds };
  }

  /** An escalation that nobody acknowledges climbs: the sweep has to look by then. */
  private async waitForAnswers(tx: Tx, now: Date, cases: readonly AlarmCase[]): Promise<void> {
    const climbs = cases.flatMap((of) => {
      const times = climbsOf(of.file, of, of.known, now).map(({ at }) => at.getTime());
      return times.length === 0 ? [] : [{ id: of.id, at: Math.min(...times) }];
    });
    for (const [at, same] of groupBy(climbs, (one) => one.at)) {
      const ids = same.map(({ id }) => id);
      await this.alarms.lookBy(tx, new Date(at), ids);
    }
  }

  /** Queues a job for each. Without Redis they stay planned, and a later sweep queues them again. */
  async queueSingly(alarmIds: readonly string[]): Promise<void> {
    await this.queue.add(alarmsSingly(alarmIds), 'alarms').catch(() => undefined);
  }

  /** The job of an alarm failed with an error, or the worker died of it each time. */
  async failed(alarmId: string, error: Error): Promise<void> {
    const failure = /stalled/.test(error.message) ? 'stalled' : 'failing';
    await this.transactions.run((tx) => this.failing.failed(tx, alarmId, this.clock.now(), failure, error.message));
  }
}

type KnownRow = AlarmCase['known'][number];

/** What an alarm has to say now, to its person; null when it is not due any more, or not theirs. */
function sayingOf(of: AlarmCase, alarm: KnownRow, people: StaffRows, now: Date): Saying | null {
  const due = dueNow(alarm.rung, alarm.clockVersion, of.file, of, of.known, now);
  if (!due) return null;
  const told = whoIsTold(due.rung, of.file, people, isClimb(alarm.rung));
  const to = people.officials.find((one) => one.id === alarm.recipientKey);
  if (!to || !told.ids.includes(to.id)) return null;
  return { alarmId: alarm.id, due, to, told, people, today: people.on };
}

function alarmedBy({ alarmId, due, to, told, today }: Saying): Alarmed {
  const inPlaceOf = told.inPlaceOf.get(to.id);
  return {
    type: 'alarmed',
    occurredOn: today,
    rung: due.rung.key,
    alarmId,
    recipientId: to.id,
    ...(inPlaceOf ? { inPlaceOf: [...inPlaceOf] } : {}),
    ...(told.nobody ? { nobodyPresent: true } : {}),
  };
}

/**
 * The alarm's person may be the wrong one by now: the case was given to somebody else between planning and telling, or the
 * person went away. Then whoever is the right one is told of the same rung, unless they were.
 */
function insteadOf(
  of: AlarmCase,
  { id, rung, clockVersion }: KnownRow,
  people: StaffRows,
  now: Date,
): Parameters<Alarms['plan']>[2][number] {
  const known = of.known.map((one) => (one.id === id ? { ...one, state: 'no-longer-due' as const } : one));
  const others = isClimb(rung) ? known : known.filter((one) => one.rung !== rung || one.clockVersion !== clockVersion);
  const alarms = planAlarms(of.file, of, people, others, now, of.takenIn);
  return { of: { ...of, known }, alarms: alarms.filter((one) => one.rung === rung) };
}
