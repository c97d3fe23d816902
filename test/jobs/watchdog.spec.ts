import { setTimeout as pause } from 'node:timers/promises';
import { localDateOf } from '../../src/core/law';
import { Watchdog } from '../../src/features/watchdog/watchdog';
import { EventLog, Heartbeats, Official, Outage, OutageNotice, Transactions } from '../../src/records';
import { startApp, type TestApp } from '../support/app';
import { until } from '../support/job-house';
import { freshPostgresDatabase } from '../support/postgres';
import { startTestSmtp, type TestSmtp } from '../support/smtp';

const BEGAN = '2026-03-30T09:00:00+02:00';

/** One web process, and a mail server. The worker is what is missing. */
describe('the watchdog', () => {
  let app: TestApp;
  let smtp: TestSmtp;
  beforeEach(async () => {
    smtp = await startTestSmtp();
    app = await startApp({ at: BEGAN, env: { SMTP_URL: smtp.url } });
    await beat('sweep');
    await beat('relay');
  });
  afterEach(async () => {
    await app.close();
    await smtp.stop();
  });

  const look = (): Promise<void> => app.get(Watchdog).look();
  const beat = (name: 'sweep' | 'relay', by = app): Promise<void> =>
    by.get(Transactions).run((tx) => by.get(Heartbeats).beat(tx, name, by.clock.now()));
  const minutes = (count: number): void => app.clock.advance(count * 60_000);
  /** Time passes in which the relay runs and the sweep does not. */
  const sweepSleeps = async (count: number): Promise<void> => {
    for (let passed = 0; passed < count; passed += 1) {
      minutes(1);
      await beat('relay');
    }
  };
  const events = (type: string) =>
    app.get(EventLog).ofHouse(app.get(Transactions).reader, app.seed.institution.id, type);

  it('says nothing while both run', async () => {
    for (let i = 0; i < 4; i += 1) {
      minutes(10);
      await beat('sweep');
      await beat('relay');
      await look();
    }
    expect(smtp.mails).toEqual([]);
    expect(await app.source.manager.count(Outage)).toBe(0);
  });

  it('tells each administrator once that the sweep sleeps, and once that it runs again', async () => {
    for (let i = 0; i < 8; i += 1) {
      minutes(5);
      await beat('relay');
      await look();
    }
    expect(smtp.mails.map((mail) => mail.subject)).toEqual(['Qasja: alarmet nuk po dërgohen']);
    expect(smtp.to('admin@test')).toHaveLength(1);
    expect(smtp.mails[0]?.text).toContain('30 mars 2026, ora 09:00');
    expect(smtp.mails[0]?.text).toContain(`${app.url}/desk/jobs`);

    await beat('sweep');
    minutes(1);
    await beat('sweep');
    await look();
    await look();
    expect(smtp.mails).toHaveLength(2);
    const told = smtp.mails[1];
    expect(told?.subject).toBe('Qasja: alarmet po dërgohen përsëri');
    // The end is the first heartbeat after it, not the moment at which somebody looked.
    expect(told?.text).toMatch(/prej: 30 mars 2026, ora 09:00\s+deri më: 30 mars 2026, ora 09:40/);
    const slept = await events('sweep.slept');
    const woke = await events('sweep.woke');
    expect(slept.map(({ event, recordedAt }) => [event.from, event.occurredOn, recordedAt.toISOString()])).toEqual([
      ['2026-03-30T07:00:00.000Z', '2026-03-30', '2026-03-30T07:20:00.000Z'],
    ]);
    expect(woke.map(({ event }) => [event.from, event.to])).toEqual([
      ['2026-03-30T07:00:00.000Z', '2026-03-30T07:40:00.000Z'],
    ]);
    const { brokenAt } = await app.get(EventLog).verify(app.get(Transactions).reader, app.seed.institution.id);
    expect(brokenAt).toBeNull();
  });

  it('tells a second outage anew, and the relay apart from the sweep', async () => {
    minutes(20);
    await beat('relay');
    await look();
    await beat('sweep');
    minutes(20);
    await beat('sweep');
    await look();
    expect(smtp.mails.map((mail) => mail.subject).sort()).toEqual([
      'Qasja: alarmet nuk po dërgohen',
      'Qasja: alarmet po dërgohen përsëri',
      'Qasja: alarmet po dërgohen përsëri',
      'Qasja: posta nuk po dërgohet',
      'Qasja: posta po dërgohet përsëri',
    ]);
  });

  it('writes to each administrator in their language, and to nobody else', async () => {
    const { manager } = app.source;
    await manager.update(Official, { id: app.seed.officials.admin.id }, { language: 'en' });
    await manager.update(Official, { id: app.seed.officials.kryetar.id }, { role: 'administrator', language: 'sr' });
    await sweepSleeps(16);
    await look();
    expect(smtp.mails.map((mail) => mail.subject).sort()).toEqual([
      'Qasja: alarmi se ne šalju',
      'Qasja: alarms are not being sent',
    ]);
    expect(smtp.to('zyrtar@test')).toEqual([]);
  });

  it('tries again while the mail server refuses, and leaves out what is no longer true', async () => {
    smtp.setMood('refuse-for-now');
    await sweepSleeps(16);
    await look();
    await look();
    expect(smtp.offered()).toBe(1);
    await sweepSleeps(3);
    smtp.setMood('accept');
    await look();
    expect(smtp.mails.map((mail) => mail.subject)).toEqual(['Qasja: alarmet nuk po dërgohen']);

    await beat('sweep');
    await look();
    smtp.setMood('refuse-for-now');
    await sweepSleeps(20);
    await look();
    await beat('sweep');
    await sweepSleeps(3);
    smtp.setMood('accept');
    await look();
    const subjects = smtp.mails.map((mail) => mail.subject);
    expect(subjects.filter((one) => one === 'Qasja: alarmet nuk po dërgohen')).toHaveLength(1);
    const notices = await app.source.manager.find(OutageNotice, { order: { createdAt: 'ASC' } });
    expect(notices.map((one) => one.state)).toContain('needless');
  });

  it('tells afterwards of a time in which the whole house was closed', async () => {
    app.clock.advance({ days: 2 });
    await beat('sweep');
    await beat('relay');
    await look();
    expect(smtp.mails.map((mail) => mail.subject).sort()).toEqual([
      'Qasja: alarmet po dërgohen përsëri',
      'Qasja: posta po dërgohet përsëri',
    ]);
    const [slept, woke] = [await events('sweep.slept'), await events('sweep.woke')];
    expect([slept[0]?.event.occurredOn, woke[0]?.event.occurredOn]).toEqual(['2026-03-30', '2026-04-01']);
    expect(slept[0]?.recordedAt).toEqual(app.clock.now());
  });
});

it('looks by itself, as often as it is told to, and ends with its process', async () => {
  const smtp = await startTestSmtp();
  const app = await startApp({ at: BEGAN, env: { SMTP_URL: smtp.url, QASJA_WATCHDOG_SECONDS: '1' } });
  try {
    await pause(1_500);
    expect(smtp.mails).toEqual([]);
    app.clock.advance({ hours: 1 });
    await until('both are told', () => smtp.mails.length === 2);
    expect(localDateOf(smtp.mails[0]?.date ?? new Date(0))).toBe('2026-03-30');
  } finally {
    await app.close();
    await smtp.stop();
  }
}, 30_000);

it('is one for all web processes of an installation on PostgreSQL', async () => {
  const smtp = await startTestSmtp();
  const database = await freshPostgresDatabase();
  const env = { SMTP_URL: smtp.url, DATABASE_URL: database.url };
  const first = await startApp({ at: BEGAN, env });
  const houses = [
    first,
    await startApp({ at: BEGAN, env, seeded: false }),
    await startApp({ at: BEGAN, env, seeded: false }),
  ];
  try {
    for (let round = 1; round <= 5; round += 1) {
      for (const { clock } of houses) clock.advance({ hours: 1 });
      await Promise.all(houses.flatMap((one) => [one.get(Watchdog).look(), one.get(Watchdog).look()]));
      for (const name of ['sweep', 'relay'] as const)
        await first.get(Transactions).run((tx) => first.get(Heartbeats).beat(tx, name, first.clock.now()));
      await Promise.all(houses.flatMap((one) => [one.get(Watchdog).look(), one.get(Watchdog).look()]));
      // A notice that one process holds is not another's: whoever found it taken has nothing more to say.
      expect(smtp.mails).toHaveLength(round * 4);
    }
    expect(new Set(smtp.mails.map((mail) => mail.messageId)).size).toBe(20);
    const log = first.get(EventLog);
    const { reader } = first.get(Transactions);
    for (const type of ['sweep.slept', 'sweep.woke', 'relay.slept', 'relay.woke'])
      expect(await log.ofHouse(reader, first.seed.institution.id, type)).toHaveLength(5);
  } finally {
    for (const one of houses) await one.close();
    await database.drop();
    await smtp.stop();
  }
}, 120_000);
