import type { CaseEvent } from '../../src/core/casefile';
import { localDate } from '../../src/core/law';
import { AlarmTeller } from '../../src/features/alarms/alarm-teller';
import { SweepService } from '../../src/features/alarms/sweep.service';
import { Acknowledging, NoticeRow } from '../../src/records';
import { type JobHouse, lookedAtItsStart, startJobHouse, until } from '../support/job-house';

describe('an alarm that comes late', () => {
  let house: JobHouse;
  let worker: Awaited<ReturnType<JobHouse['worker']>>;
  const on = (day: string) => ({ occurredOn: localDate(`2026-03-${day}`) });
  const decided = (day: string): CaseEvent => {
    return { type: 'decided', ...on(day), outcome: 'granted', answerForm: 'electronic', grounds: [], letterId: null };
  };

  beforeEach(async () => {
    house = await startJobHouse({ env: { QASJA_SWEEP_SECONDS: '3600' } });
    worker = await house.worker();
    await lookedAtItsStart(house, worker);
  });
  afterEach(() => house.close());

  async function given(): Promise<Awaited<ReturnType<JobHouse['file']>>> {
    const row = await house.file();
    const to = { assigneeId: house.seed.officials.staf.id, directorateId: house.seed.directorates.urbanism.id };
    await house.happen(row, { type: 'assigned', ...on('02'), ...to });
    return row;
  }
  /** The mail of the morning says what the day is like, and is none. */
  const alarmMails = async () => (await house.outbox()).filter((one) => one.kind !== 'digest');
  const states = async (): Promise<string[]> => (await alarmMails()).map((one) => one.state);

  it('because the mail server was away is not sent when the case was decided meanwhile; the bell has told it', async () => {
    const row = await given();
    house.smtp.setMood('refuse-for-now');
    house.clock.set('2026-03-09T09:00:00+01:00');
    await worker.get(SweepService).run();
    const refused = async (): Promise<boolean> => {
      const all = await alarmMails();
      return all.length > 0 && all.every((one) => one.state === 'pending' && one.attempts === 1);
    };
    await until('every letter was refused for now', refused);
    const waiting = (await states()).length;
    await house.happen(row, decided('09'));
    house.smtp.setMood('accept');
    house.clock.advance(3_600_000);
    await until('none waits any more', async () => (await states()).every((one) => one === 'discarded'), 30_000);
    expect(await states()).toHaveLength(waiting);
    expect(house.smtp.mails.filter((mail) => /skadon/.test(mail.subject ?? ''))).toEqual([]);
    const bell = await house.source.manager.findBy(NoticeRow, { officialId: house.seed.officials.staf.id });
    expect(bell.map((one) => one.facts.rung)).toContain('reminder-0');
  }, 60_000);

  it('of what is owed to the Agency is sent although the decision is overdue, too', async () => {
    const row = await given();
    house.clock.set('2026-03-10T09:00:00+01:00');
    await worker.get(SweepService).run();
    const fell = async () => (await house.history(row)).events.some((one) => one.type === 'silence-fell');
    await until('silence fell', fell);
    const complaintId = 'c';
    await house.happen(row, { type: 'complaint-lodged', ...on('10'), complaintId });
    await house.happen(row, { type: 'complaint-notified', ...on('10'), complaintId });
    house.smtp.setMood('refuse-for-now');
    house.clock.set('2026-03-18T09:00:00+01:00');
    await worker.get(SweepService).run();
    const ofReply = async () => (await alarmMails()).filter((one) => one.facts.owed === 'reply');
    const refused = async () => {
      const all = await ofReply();
      return all.length > 0 && all.every((one) => one.state === 'pending' && one.attempts === 1);
    };
    await until('they were refused for now', refused);
    house.smtp.setMood('accept');
    house.clock.advance(3_600_000);
    await until('they are sent', async () => (await ofReply()).every((one) => one.state === 'sent'), 30_000);
    const subjects = house.smtp.to('kryetar@test').map(({ subject }) => subject);
    expect(subjects.filter((one) => one?.includes('pa përgjigje ndaj Agjencisë'))).toHaveLength(1);
  }, 60_000);

  it('does not reach the one who had the case when it was given to somebody else meanwhile', async () => {
    const row = await given();
    house.smtp.setMood('refuse-for-now');
    house.clock.set('2026-03-09T09:00:00+01:00');
    await worker.get(SweepService).run();
    const reminder = async () => (await house.outbox()).find((one) => one.facts.rung === 'reminder-0');
    const refused = async () => {
      const one = await reminder();
      return one?.state === 'pending' && one.attempts === 1;
    };
    await until('it was refused for now', refused);
    const to = { assigneeId: house.seed.officials.zyrtar.id, directorateId: house.seed.directorates.urbanism.id };
    await house.happen(row, { type: 'assigned', ...on('09'), ...to });
    house.smtp.setMood('accept');
    house.clock.advance(3_600_000);
    await until(
      'it waits no more',
      async () => !['pending', 'sending'].includes((await reminder())?.state ?? ''),
      30_000,
    );
    expect((await reminder())?.state).toBe('discarded');
  }, 60_000);

  it('because the mail server was away calls nobody when somebody has it already', async () => {
    const row = await given();
    house.smtp.setMood('refuse-for-now');
    house.clock.set('2026-03-10T09:00:00+01:00');
    await worker.get(SweepService).run();
    const asking = async () => (await alarmMails()).filter((one) => one.facts.asks === true);
    const refused = async () => {
      const all = await asking();
      return all.length > 0 && all.every((one) => one.state === 'pending' && one.attempts === 1);
    };
    await until('they were refused for now', refused);
    const wanted = { caseId: row.id, ackState: 'wanted' as const };
    const { officialId } = await house.source.manager.findOneByOrFail(NoticeRow, wanted);
    const press = { institutionId: row.institutionId, caseId: row.id, by: officialId, officialIds: [officialId] };
    await house.transactions.run((tx) =>
      worker.get(Acknowledging).acknowledge(tx, { ...press, now: house.clock.now() }),
    );
    house.smtp.setMood('accept');
    house.clock.advance(3_600_000);
    const over = async () => (await asking()).every((one) => one.state === 'discarded');
    await until('none waits any more', over, 30_000);
  }, 60_000);

  it('because its person left goes on to the next level', async () => {
    await given();
    house.clock.set('2026-03-10T00:00:00+01:00');
    await worker.get(SweepService).run();
    await until('the escalation is told', async () => (await house.alarms()).every((one) => one.state !== 'planned'));
    house.clock.set('2026-03-10T12:00:00+01:00');
    await house.planned();
    const climbs = async () => (await house.alarms()).filter((one) => /climb/.test(one.rung));
    const [first] = await climbs();
    expect(first).toMatchObject({ rung: 'escalation-overdue.climb-1', state: 'planned' });
    await house.leave('zyrtar');
    expect(await worker.get(AlarmTeller).tell(first?.id ?? '')).toBe('no-longer-due');
    await worker.get(SweepService).run();
    const told = async () => (await climbs()).filter((one) => one.state === 'told').map((one) => one.recipientKey);
    await until('the next level is told', async () => (await told()).length > 0);
    expect(await told()).toEqual([house.seed.officials.admin.id]);
  }, 60_000);

  it('to one of several does not ask when another one has it already', async () => {
    const row = await given();
    house.clock.set('2026-03-10T00:00:00+01:00');
    await house.planned();
    const alarms = (await house.alarms()).filter((one) => one.rung === 'escalation-overdue');
    const [one, other] = alarms;
    await worker.get(AlarmTeller).tell(one?.id ?? '');
    const who = one?.recipientKey ?? '';
    const press = { institutionId: row.institutionId, caseId: row.id, by: who, officialIds: [who] };
    const acknowledge = () =>
      house.transactions.run((tx) => worker.get(Acknowledging).acknowledge(tx, { ...press, now: house.clock.now() }));
    expect(await acknowledge()).toBe(1);
    expect(await acknowledge()).toBe(0);
    expect(await worker.get(AlarmTeller).tell(other?.id ?? '')).toBe('told');
    const bell = await house.source.manager.findBy(NoticeRow, { kind: 'escalation' });
    expect(bell.map((notice) => notice.ackState).sort()).toEqual(['acknowledged', null].sort());
  }, 60_000);

  it('asks nobody to take on a case that was decided', async () => {
    const row = await given();
    house.clock.set('2026-03-10T09:00:00+01:00');
    await worker.get(SweepService).run();
    await until('it is told', async () => (await house.alarms()).every((one) => one.state !== 'planned'));
    const asked = async () =>
      (await house.source.manager.findBy(NoticeRow, { kind: 'escalation' })).map((one) => one.ackState);
    expect(await asked()).toEqual(['wanted', 'wanted']);
    await house.happen(row, decided('10'));
    expect(await asked()).toEqual(['passed', 'passed']);
    const who = house.seed.officials.kryetar.id;
    const press = { institutionId: row.institutionId, caseId: row.id, by: who, officialIds: [who] };
    const count = await house.transactions.run((tx) =>
      worker.get(Acknowledging).acknowledge(tx, { ...press, now: house.clock.now() }),
    );
    expect(count).toBe(0);
    expect((await house.history(row)).events.map((one) => one.type)).not.toContain('alarm-acknowledged');
  }, 60_000);

  it('because it waited to be told keeps silent for a higher one of its track that is due by then', async () => {
    await given();
    house.clock.set('2026-03-06T09:00:00+01:00');
    await house.planned();
    const lower = (await house.alarms()).filter((one) => one.state === 'planned' && one.rung === 'reminder-3');
    expect(lower).toHaveLength(1);
    house.clock.set('2026-03-09T09:00:00+01:00');
    const teller = worker.get(AlarmTeller);
    expect(await teller.tell(lower[0]?.id ?? '')).toBe('no-longer-due');
    await worker.get(SweepService).run();
    const told = async (): Promise<string[]> =>
      (await house.alarms()).filter((one) => one.state === 'told' && /^reminder/.test(one.rung)).map((one) => one.rung);
    await until('the higher one is told', async () => (await told()).length > 0);
    expect(await told()).toEqual(['reminder-0']);
  });
});
