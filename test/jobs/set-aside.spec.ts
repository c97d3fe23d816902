import type { INestApplicationContext } from '@nestjs/common';
import { SweepService } from '../../src/features/alarms/sweep.service';
import { JobHandlers, JobQueue } from '../../src/platform/queue';
import {
  AlarmRow,
  CaseRow,
  EventRow,
  FailingAlarms,
  Heartbeats,
  NoticeRow,
  Outbox,
  OutboxRow,
} from '../../src/records';
import { type JobHouse, startJobHouse, until } from '../support/job-house';

/** What fails again and again is set aside, and keeps nothing else from being told or sent. Real Redis, real worker. */
describe('what fails again and again', () => {
  let house: JobHouse;
  let worker: INestApplicationContext;
  const minutes = (count: number): void => house.clock.advance(count * 60_000);
  const sweep = () => worker.get(SweepService).run();
  const alarm = (caseId: string) => house.source.manager.findOneByOrFail(AlarmRow, { caseId });
  const alarmsIn = (state: AlarmRow['state']) => house.source.manager.countBy(AlarmRow, { state });
  const ofCase = (caseId: string) => house.source.manager.findBy(AlarmRow, { caseId });
  /** An event of a case, as a newer version of the program would have written it. */
  async function spoil(caseId: string): Promise<EventRow> {
    const event = await house.source.manager.findOneOrFail(EventRow, { where: { caseId }, order: { seq: 'ASC' } });
    await rewrite(event.institutionId, event.seq, 'of-a-newer-version');
    return event;
  }
  /** The database refuses to change its log: the test takes the guard away and puts it back. */
  async function rewrite(institutionId: string, seq: number, type: string): Promise<void> {
    const guards = await house.source.query<{ name: string; sql: string }[]>(
      "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'events'",
    );
    for (const { name } of guards) await house.source.query(`DROP TRIGGER "${name}"`);
    await house.source.query('UPDATE events SET type = ? WHERE institution_id = ? AND seq = ?', [
      type,
      institutionId,
      seq,
    ]);
    for (const { sql } of guards) await house.source.query(sql);
  }
  const message = (kind: string, recipient: string) => ({
    institutionId: house.seed.institution.id,
    caseId: null,
    kind,
    recipient,
    language: 'sq' as const,
    facts: { reference: 'KK-2026-00001', subject: 'Faturat', caseKind: 'petition', receivedOn: '2026-03-02' },
  });

  beforeEach(async () => {
    house = await startJobHouse({ at: '2026-03-02T09:00:00+01:00', env: { QASJA_SWEEP_SECONDS: '3600' } });
    worker = await house.worker();
    const lastLook = () => worker.get(Heartbeats).last(house.transactions.reader, 'sweep');
    await until('the worker has looked', async () => (await lastLook()) !== null);
  });
  afterEach(() => house.close());

  it('an alarm of a case that makes no case: five tries with pauses, then aside; others are told meanwhile', async () => {
    const broken = await house.file({ subject: 'E prishur' });
    const whole = await house.file({ subject: 'E shëndoshë' });
    house.clock.set('2026-03-03T08:00:00+01:00');
    // Planned while both could be read; told when one cannot any more.
    const ids = await house.planned();
    expect(ids).toHaveLength(2);
    const event = await spoil(broken.id);
    await sweep();
    minutes(3);
    await sweep();
    await until('the other is told', async () => (await alarm(whole.id)).state === 'told');
    await until('it failed once', async () => (await alarm(broken.id)).tries === 1);
    expect(await alarm(broken.id)).toMatchObject({ state: 'planned', failure: 'unreadable' });
    // Before its pause is over it is left alone.
    await sweep();
    expect((await alarm(broken.id)).tries).toBe(1);
    for (let tries = 2; tries <= 5; tries += 1) {
      minutes(2 ** tries);
      await sweep();
      await until(`try ${tries}`, async () => (await alarm(broken.id)).tries === tries);
    }
    expect(await alarm(broken.id)).toMatchObject({
      state: 'set-aside',
      failure: 'unreadable',
      problem: expect.any(String),
    });
    minutes(120);
    await sweep();
    expect((await ofCase(broken.id)).find((one) => one.rung === 'unassigned')?.tries).toBe(5);

    // Mended, and tried again by somebody: it is told.
    await rewrite(event.institutionId, event.seq, event.type);
    const { institutionId } = broken;
    const { planned } = await house.transactions.run((tx) =>
      worker.get(FailingAlarms).again(tx, institutionId, house.clock.now()),
    );
    expect(planned).toHaveLength(1);
    await worker.get(JobQueue).add(planned.map((alarmId) => ({ name: 'alarm', data: { alarmId } }) as const));
    const again = async () => (await ofCase(broken.id)).find((one) => one.rung === 'unassigned');
    await until('it is told', async () => (await again())?.state === 'told');
  }, 60_000);

  it('a case of which no alarm can be planned stops no other, and comes back by itself when it is mended', async () => {
    const broken = await house.file();
    const whole = await house.file();
    const event = await spoil(broken.id);
    house.clock.set('2026-03-03T08:00:00+01:00');
    expect(await sweep()).toMatchObject({ cases: 1 });
    await until('the other is told', async () => (await alarm(whole.id)).state === 'told');
    expect(await alarm(broken.id)).toMatchObject({ rung: 'unreadable', state: 'set-aside', failure: 'unreadable' });
    // It is looked at again an hour later, and entered once.
    minutes(61);
    await sweep();
    expect(await ofCase(broken.id)).toHaveLength(1);
    await rewrite(event.institutionId, event.seq, event.type);
    minutes(61);
    await sweep();
    const told = async () => (await ofCase(broken.id)).find((one) => one.rung === 'unassigned')?.state;
    await until('it is told', async () => (await told()) === 'told');
    expect((await ofCase(broken.id)).find((one) => one.rung === 'unreadable')?.state).toBe('no-longer-due');
  }, 60_000);

  it('a case that was given up stays so, whatever the sweep finds', async () => {
    const broken = await house.file();
    await spoil(broken.id);
    house.clock.set('2026-03-03T08:00:00+01:00');
    await sweep();
    const { id } = await alarm(broken.id);
    const { institutionId } = broken;
    const discard = () =>
      house.transactions.run((tx) => worker.get(FailingAlarms).discard(tx, institutionId, id, house.clock.now()));
    expect([await discard(), await discard()]).toEqual([true, false]);
    minutes(61);
    await sweep();
    expect(await alarm(broken.id)).toMatchObject({ state: 'discarded' });
    expect(await alarmsIn('set-aside')).toBe(0);
    expect((await house.source.manager.findOneByOrFail(CaseRow, { id: broken.id })).nextRungAt).not.toBeNull();
  }, 60_000);

  it('an alarm of which the worker dies or errs each time is noted with its own reason', async () => {
    const row = await house.file();
    house.clock.set('2026-03-03T08:00:00+01:00');
    const [id = ''] = await house.planned();
    const failing = worker.get(FailingAlarms);
    const fail = () =>
      house.transactions.run((tx) => failing.failed(tx, id, house.clock.now(), 'stalled', 'job stalled'));
    expect([await fail(), await fail(), await fail(), await fail(), await fail(), await fail()]).toEqual([
      ...Array.from({ length: 4 }, () => 'later'),
      'set-aside',
      null,
    ]);
    expect(await alarm(row.id)).toMatchObject({ state: 'set-aside', failure: 'stalled', tries: 5 });
  });

  it('one alarm among many that go together errs alone: the others are told once, and it is noted', async () => {
    const rows = [];
    for (let i = 0; i < 25; i += 1) rows.push(await house.file());
    const bad = rows[12]?.id ?? '';
    await house.source.query(
      `CREATE TRIGGER bad BEFORE UPDATE ON alarms WHEN NEW.case_id = '${bad}' AND NEW.state = 'told'
       BEGIN SELECT RAISE(ABORT, 'not this one'); END`,
    );
    house.clock.set('2026-03-03T08:00:00+01:00');
    expect(await sweep()).toMatchObject({ cases: 25 });
    await until('the others are told', async () => (await alarmsIn('told')) === 24);
    await until('it is noted', async () => (await alarm(bad)).tries === 1);
    expect(await alarm(bad)).toMatchObject({ state: 'planned', failure: 'failing', problem: expect.any(String) });
    expect(await house.source.manager.count(NoticeRow)).toBe(24);
    // Mended, it is told by itself.
    await house.source.query('DROP TRIGGER bad');
    minutes(4);
    await sweep();
    await until('it is told', async () => (await alarmsIn('told')) === 25);
    expect(await house.source.manager.count(NoticeRow)).toBe(25);
  }, 60_000);

  it('many that go together are told singly when their worker died of them', async () => {
    for (let i = 0; i < 3; i += 1) await house.file();
    house.clock.set('2026-03-03T08:00:00+01:00');
    const alarmIds = await house.planned();
    expect(alarmIds).toHaveLength(3);
    const job = { name: 'alarms', data: { alarmIds } } as const;
    await worker.get(JobHandlers).failed(job, new Error('job stalled more than allowable limit'));
    await until('they are told', async () => (await alarmsIn('told')) === 3);
  }, 60_000);

  it('a message that cannot be put into words is given up after five tries, and the next one is sent', async () => {
    const ids = await house.transactions.run((tx) =>
      worker.get(Outbox).add(tx, house.clock.now(), [message('of-a-newer-version', 'a@test')]),
    );
    const row = () => house.source.manager.findOneByOrFail(OutboxRow, { id: ids[0] ?? '' });
    for (let tries = 1; tries <= 5; tries += 1) {
      await worker.get(JobQueue).add([{ name: 'mail', data: { messageId: ids[0] ?? '' } }]);
      await until(`try ${tries}`, async () => (await row()).attempts === tries && (await row()).state !== 'sending');
      minutes(240);
    }
    expect(await row()).toMatchObject({ state: 'failed', failure: 'not-composed', problem: expect.any(String) });
    await worker.get(JobQueue).add([{ name: 'mail', data: { messageId: ids[0] ?? '' } }]);
    const later = await house.file();
    house.clock.set('2026-03-04T08:00:00+01:00');
    await sweep();
    await until('the next is sent', () => house.smtp.to('zyrtar@test').length === 1);
    expect(house.smtp.to('zyrtar@test')[0]?.text).toContain(later.reference);
    expect((await row()).attempts).toBe(5);
  }, 60_000);
});
