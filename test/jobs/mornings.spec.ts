import { localDate } from '../../src/core/law';
import { SweepService } from '../../src/features/alarms/sweep.service';
import { Absences, Acknowledging, Digests, Heartbeats, Notices, NoticeRow } from '../../src/records';
import { DATABASES } from '../support/databases';
import { type JobHouse, startJobHouse, until } from '../support/job-house';

type Who = keyof JobHouse['seed']['officials'];

describe.each(DATABASES)('mornings, absences and answers on %s', (database) => {
  let house: JobHouse;
  let worker: Awaited<ReturnType<JobHouse['worker']>>;

  beforeEach(async () => {
    house = await startJobHouse({ database, env: { QASJA_SWEEP_SECONDS: '3600' } });
    worker = await house.worker();
    const looked = async () => (await worker.get(Heartbeats).last(house.transactions.reader, 'sweep')) !== null;
    await until('the worker has looked', looked);
  });
  afterEach(() => house.close());

  const sweepAt = async (day: string, time: string): Promise<void> => {
    house.clock.set(`2026-03-${day}T${time}:00+01:00`);
    for (let i = 0; i < 2; i += 1) {
      await worker.get(SweepService).run();
      await until('every alarm is told and every message sent', async () => {
        const open = (await house.alarms()).some((one) => one.state === 'planned');
        return !open && !(await house.outbox()).some((one) => one.state !== 'sent');
      });
    }
  };
  const assign = (row: Awaited<ReturnType<JobHouse['file']>>, who: Who) =>
    house.happen(row, {
      type: 'assigned',
      occurredOn: localDate('2026-03-02'),
      assigneeId: house.seed.officials[who].id,
      directorateId: house.seed.directorates.urbanism.id,
    });
  const subjects = (address: string): string[] => house.smtp.to(address).map(({ subject = '' }) => subject);
  const digestsOf = (address: string) =>
    house.smtp.to(address).filter(({ subject = '' }) => subject.startsWith('Dita juaj'));
  const mailsOfMorning = async () =>
    (await house.outbox()).filter((one) => one.kind === 'digest' && one.recipient === 'staf@test');
  const noticesOf = (who: Who): Promise<NoticeRow[]> =>
    worker.get(Notices).page(house.transactions.reader, house.seed.officials[who].id, 50, null);
  const away = (who: Who, standIn: Who | null, from: string, to: string) =>
    house.transactions.run((tx) =>
      worker.get(Absences).enter(tx, {
        institutionId: house.seed.institution.id,
        officialId: house.seed.officials[who].id,
        fromOn: localDate(`2026-03-${from}`),
        untilOn: localDate(`2026-03-${to}`),
        standInId: standIn && house.seed.officials[standIn].id,
        by: house.seed.officials.admin.id,
        now: house.clock.now(),
      }),
    );

  it('tell the administrator on the bell when the mail of a morning does not arrive', async () => {
    const row = await house.file();
    await assign(row, 'staf');
    house.smtp.setMood('refuse-for-good');
    house.clock.set('2026-03-06T07:30:00+01:00');
    await worker.get(SweepService).run();
    const planned = async (): Promise<boolean> => (await house.alarms()).some((one) => one.state === 'planned');
    await until('every alarm is told', async () => !(await planned()), 20_000);
    // What was told since the sweep began rides the mail that the next one writes.
    await worker.get(SweepService).run();
    const told = async () =>
      (await noticesOf('admin'))
        .filter((one) => one.facts.recipient === 'staf@test')
        .map(({ kind, facts }) => ({ kind, ...facts }));
    await until('the administrator is told', async () => (await told()).length > 0, 20_000);
    expect(await told()).toEqual([{ kind: 'official-mail-failed', recipient: 'staf@test', mail: 'digest' }]);
    const mail = (await house.outbox()).find((one) => one.recipient === 'staf@test' && one.kind === 'digest');
    expect(mail).toMatchObject({ state: 'failed', failure: 'refused' });
  });

  it('tell what can wait in one mail a day, and on the bell', async () => {
    const rows = [await house.file(), await house.file({ subject: 'Kontratat e rrugëve' })];
    for (const row of rows) await assign(row, 'staf');
    // Three days before Monday is Friday: nothing in the night, one mail in the morning, no second one that day.
    await sweepAt('06', '00:30');
    await sweepAt('06', '07:29');
    expect(subjects('staf@test')).toEqual([]);
    for (const time of ['07:30', '07:31', '09:00', '15:00', '23:30']) await sweepAt('06', time);
    expect(subjects('staf@test')).toEqual(['Dita juaj: e premte, 6 mars 2026']);
    const [mail] = digestsOf('staf@test');
    expect(mail?.text).toContain('Gjendja më 6 mars 2026, ora 07:30.');
    expect(mail?.text).toMatch(
      /Afati skadon brenda 7 ditëve:\n\nKK-2026-00001 – Shpenzimet për karburante\nAfati: e hënë, 9 mars 2026 \(afati skadon pas 3 ditësh\)\nhttps:\/\/qasja\.example\/desk\/cases\//,
    );
    expect(mail?.text).toContain('KK-2026-00002: afati skadon pas 3 ditësh – Kontratat e rrugëve');
    expect(mail?.html).toContain(`<a href="https://qasja.example/desk/cases/${rows[0]!.id}">`);

    const reminders = (await noticesOf('staf')).filter((one) => one.facts.rung === 'reminder-3');
    expect(reminders).toHaveLength(2);
    for (const one of reminders) {
      expect(one).toMatchObject({ kind: 'reminder', readAt: null, ackState: null });
      expect(one.mailedAt?.toISOString()).toBe('2026-03-06T06:30:00.000Z');
    }
    // No mail on days off; on the last day at once; and whoever has nothing gets nothing.
    await sweepAt('07', '08:00');
    await sweepAt('08', '08:00');
    expect(digestsOf('staf@test')).toHaveLength(1);
    await sweepAt('09', '00:00');
    expect(subjects('staf@test').slice(1)).toEqual([
      'KK-2026-00001: afati skadon sot – Shpenzimet për karburante',
      'KK-2026-00002: afati skadon sot – Kontratat e rrugëve',
    ]);
    expect(subjects('kryetar@test').filter((one) => one.startsWith('Dita'))).toEqual([]);
  });

  /** Alarms cannot be told until what this resolves to is called. */
  async function spoiled(): Promise<() => Promise<unknown>> {
    const refuse = "NEW.state = 'told'";
    if (database === 'sqlite') {
      await house.source.query(
        `CREATE TRIGGER bad BEFORE UPDATE ON alarms WHEN ${refuse} BEGIN SELECT RAISE(ABORT, 'not now'); END`,
      );
      return () => house.source.query('DROP TRIGGER bad');
    }
    await house.source.query(`CREATE FUNCTION bad() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'not now'; END $$`);
    await house.source.query(
      `CREATE TRIGGER bad BEFORE UPDATE ON alarms FOR EACH ROW WHEN (${refuse}) EXECUTE FUNCTION bad()`,
    );
    return () => house.source.query('DROP TRIGGER bad ON alarms');
  }
  const failed = (times: number) => () =>
    house.alarms().then((all) => all.every(({ state, tries }) => state !== 'planned' || tries >= times));

  it('hold a mail back for an alarm that could not be told just then', async () => {
    const row = await house.file();
    await assign(row, 'staf');
    const mend = await spoiled();
    house.clock.set('2026-03-06T07:30:00+01:00');
    await worker.get(SweepService).run();
    await until('it failed', failed(1), 20_000);
    await worker.get(SweepService).run();
    expect(await mailsOfMorning()).toEqual([]);
    await mend();
    await sweepAt('06', '07:33');
    expect(digestsOf('staf@test')).toHaveLength(1);
    expect(digestsOf('staf@test')[0]?.text).toContain('KK-2026-00001: afati skadon pas 3 ditësh');
    await sweepAt('06', '09:00');
    expect(digestsOf('staf@test')).toHaveLength(1);
  }, 60_000);

  it('do not wait for one that fails for good', async () => {
    const row = await house.file();
    await assign(row, 'staf');
    await spoiled();
    for (const [i, time] of ['07:30', '07:33', '07:40'].entries()) {
      house.clock.set(`2026-03-06T${time}:00+01:00`);
      await worker.get(SweepService).run();
      await until(`it failed ${i + 1} times`, failed(i + 1), 20_000);
      expect(await mailsOfMorning()).toEqual([]);
    }
    await worker.get(SweepService).run();
    await until('the mail is there', () => digestsOf('staf@test').length === 1, 20_000);
    expect(digestsOf('staf@test')[0]?.text).not.toContain('afati skadon pas 3 ditësh –');
  }, 60_000);

  it('catch up once after a sleep, with what is so then', async () => {
    const row = await house.file();
    await assign(row, 'staf');
    // The machinery slept from Tuesday through Friday's morning, and wakes in the afternoon.
    await sweepAt('06', '14:10');
    await sweepAt('06', '14:20');
    expect(subjects('staf@test')).toEqual(['Dita juaj: e premte, 6 mars 2026']);
    expect(digestsOf('staf@test')[0]?.text).toContain('Gjendja më 6 mars 2026, ora 14:10.');
    // It sleeps over Monday, and wakes in the night: that morning is gone, the next one has its own.
    await sweepAt('10', '02:00');
    expect(digestsOf('staf@test')).toHaveLength(1);
    await sweepAt('10', '07:30');
    expect(subjects('staf@test').at(-1)).toBe('Dita juaj: e martë, 10 mars 2026');
    expect(digestsOf('staf@test')[1]?.text).toMatch(/Afati ka kaluar:\n\nKK-2026-00001/);
  });

  it('reach the stand-in while somebody is away, and say in whose place', async () => {
    const row = await house.file();
    await assign(row, 'staf');
    await away('staf', 'drejtor', '05', '09');
    await sweepAt('06', '08:00');
    expect(subjects('staf@test')).toEqual([]);
    const [digest] = digestsOf('drejtor@test');
    expect(digest?.text).toContain('Në vend të zyrtarit që mungon: Sokol Stafi');
    expect(digest?.text).toMatch(/lëndët e këtyre kolegëve ju vijnë juve:\nSokol Stafi, deri më 9 mars 2026/);
    await sweepAt('09', '00:00');
    const mail = house.smtp.to('drejtor@test').find(({ subject = '' }) => subject.includes('skadon sot'));
    expect(mail?.text).toContain('e merrni si zëvendësues/e, sepse mungon: Sokol Stafi');
    const { events } = await house.history(row);
    const told = events.filter((one) => one.type === 'alarmed' && one.rung === 'reminder-0');
    expect(told).toEqual([
      expect.objectContaining({
        recipientId: house.seed.officials.drejtor.id,
        inPlaceOf: [house.seed.officials.staf.id],
      }),
    ]);
    // Back on Tuesday.
    await sweepAt('10', '08:00');
    expect(digestsOf('staf@test')).toHaveLength(1);
  });

  it('escalate to those who are away when nobody is present', async () => {
    const row = await house.file();
    await assign(row, 'staf');
    for (const who of ['staf', 'drejtor', 'zyrtar', 'kryetar', 'admin'] as const) await away(who, null, '05', '13');
    await sweepAt('06', '08:00');
    const mail = house.smtp.to('kryetar@test').find(({ text = '' }) => text.includes('edhe pse mungoni'));
    expect(mail?.subject).toContain('afati skadon pas 3 ditësh');
    const { events } = await house.history(row);
    expect(events).toContainEqual(expect.objectContaining({ type: 'alarmed', nobodyPresent: true }));
  });

  it('let an escalation climb until somebody has it', async () => {
    const [row, other] = [await house.file(), await house.file({ subject: 'Kontratat e rrugëve' })];
    for (const one of [row, other]) await assign(one, 'staf');
    await sweepAt('10', '00:00');
    const mail = house.smtp.to('drejtor@test').find(({ subject = '' }) => subject.startsWith(row.reference));
    expect(mail?.text).toContain('shtypni „E marr përsipër“');
    expect(mail?.text).toContain(`https://qasja.example/desk/cases/${row.id}`);
    const take = (): Promise<number> =>
      house.transactions.run((tx) =>
        worker.get(Acknowledging).acknowledge(tx, {
          institutionId: row.institutionId,
          caseId: row.id,
          by: house.seed.officials.drejtor.id,
          officialIds: [house.seed.officials.drejtor.id],
          now: house.clock.now(),
        }),
      );
    house.clock.set('2026-03-10T09:00:00+01:00');
    expect(await Promise.all([take(), take(), take()])).toEqual(expect.arrayContaining([1, 0, 0]));
    expect((await house.history(row)).events.filter((one) => one.type === 'alarm-acknowledged')).toEqual([
      expect.objectContaining({ rung: 'escalation-overdue', clockVersion: 'access.decision:2026-03-09' }),
    ]);
    const asked = (await noticesOf('kryetar')).map((one) => [one.caseId === row.id, one.ackState]);
    expect(asked).toEqual(
      expect.arrayContaining([
        [true, 'acknowledged'],
        [false, 'wanted'],
      ]),
    );

    await sweepAt('10', '11:59');
    expect(subjects('zyrtar@test').filter((one) => one.includes('përsipër'))).toEqual([]);
    await sweepAt('10', '12:00');
    await sweepAt('10', '15:59');
    expect(subjects('zyrtar@test').filter((one) => one.includes('përsipër'))).toEqual([
      `${other.reference}: askush nuk e ka marrë përsipër, afati ka skaduar para 1 dite – Kontratat e rrugëve`,
    ]);
    // And again: half a working day from noon on.
    expect(subjects('admin@test').filter((one) => one.includes('përsipër'))).toEqual([]);
    await sweepAt('10', '16:00');
    await sweepAt('13', '12:00');
    expect(subjects('admin@test').filter((one) => one.includes('përsipër'))).toHaveLength(1);
  });

  it('are written once by three workers that look at the same moment', async () => {
    for (let i = 0; i < 5; i += 1) await assign(await house.file(), 'staf');
    const others = await Promise.all([house.worker(), house.worker()]);
    house.clock.set('2026-03-06T08:00:00+01:00');
    for (let i = 0; i < 3; i += 1) await Promise.all([worker, ...others].map((one) => one.get(SweepService).run()));
    await sweepAt('06', '08:01');
    expect(digestsOf('staf@test')).toHaveLength(1);
    const of = await worker.get(Digests).ofOfficial(house.transactions.reader, house.seed.officials.staf.id, 10);
    expect(of.filter((one) => one.day === '2026-03-06')).toHaveLength(1);
    const keys = (await house.transactions.reader.find(NoticeRow)).map((one) => `${one.alarmId} ${one.officialId}`);
    expect(new Set(keys).size).toBe(keys.length);
    // The database itself refuses a second one.
    const [official] = [house.seed.officials.staf];
    const twice = house.transactions.run((tx) =>
      worker.get(Digests).add(tx, house.clock.now(), localDate('2026-03-06'), [{ official, messageId: null }]),
    );
    await expect(twice).rejects.toThrow(/unique/i);
  });
});
