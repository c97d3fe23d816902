import { addDays, localDate, startOfLocalDay } from '../../src/core/law';
import {
  AlarmRow,
  CaseRow,
  EventLog,
  EventRow,
  FailingAlarms,
  Heartbeats,
  Official,
  Outbox,
  OutboxRow,
  Outages,
  Transactions,
} from '../../src/records';
import { fillCases } from '../bench/fill';
import { failedJobs } from '../make/failed-jobs';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { startTestRedis, type TestRedis } from '../support/redis';
import { seedMunicipality } from '../support/seed';

const BEGAN = '2026-03-30T09:00:00+02:00';

describe('the page of jobs', () => {
  let app: TestApp;
  let redis: TestRedis;
  let admin: Client;
  beforeAll(async () => (redis = await startTestRedis()));
  afterAll(() => redis.stop());
  beforeEach(async () => {
    app = await startApp({ at: BEGAN, env: { REDIS_URL: redis.url } });
    await app.source.manager.update(Official, { id: app.seed.officials.admin.id }, { language: 'en' });
    admin = await signedIn('admin@test');
  });
  afterEach(() => app.close());

  async function signedIn(email: string): Promise<Client> {
    const client = app.client();
    await client.signIn(email);
    return client;
  }
  const run = <T>(work: Parameters<Transactions['run']>[0]) => app.get(Transactions).run(work) as Promise<T>;
  const beat = (name: 'sweep' | 'relay') => run((tx) => app.get(Heartbeats).beat(tx, name, app.clock.now()));
  const page = async (address = '/desk/jobs') => {
    const answer = await admin.get(address);
    return { ...answer, words: readable(answer.text) };
  };
  const events = (type: string) =>
    app.get(EventLog).ofHouse(app.get(Transactions).reader, app.seed.institution.id, type);

  /** A message that was given up. */
  async function failedMessage(
    change: Partial<Omit<OutboxRow, 'facts'>> = {},
    institutionId = app.seed.institution.id,
  ) {
    const [id = ''] = await run<string[]>((tx) =>
      app.get(Outbox).add(tx, app.clock.now(), [
        {
          institutionId,
          caseId: null,
          kind: 'unassigned',
          recipient: 'zyrtar@test',
          language: 'en',
          facts: { reference: 'KK-2026-00009', subject: 'Invoices', caseKind: 'petition', receivedOn: '2026-03-02' },
        },
      ]),
    );
    const failed = {
      state: 'failed' as const,
      failure: 'refused' as const,
      problem: '550 No such mailbox',
      attempts: 1,
    };
    await app.source.manager.update(OutboxRow, { id }, { ...failed, ...change });
    return id;
  }

  /** An alarm that was set aside. */
  async function setAside(subject = 'Kontratat') {
    const row = await fileCase(app, { subject, assigneeId: app.seed.officials.zyrtar.id });
    const alarm = { institutionId: row.institutionId, caseId: row.id, clockVersion: 'v', rung: 'reminder-3' };
    const id = row.id.replace(/^.{8}/, 'a1a4a1a4');
    await app.source.manager.insert(AlarmRow, {
      ...alarm,
      id,
      recipientKey: app.seed.officials.zyrtar.id,
      dueOn: localDate('2026-03-30'),
      state: 'set-aside',
      createdAt: app.clock.now(),
      settledAt: app.clock.now(),
      tries: 5,
      tryAt: null,
      failure: 'failing',
      problem: "TypeError: Cannot read properties of undefined (reading 'dueOn')",
    });
    return { row, id };
  }

  it('tells whether the machinery runs, and since when it does not', async () => {
    const fresh = await page();
    expect(fresh.words).toContain('Queue (Redis) Reached');
    expect(fresh.words).toContain('Search for due alarms Has never run');
    await beat('sweep');
    await beat('relay');
    app.clock.advance(3 * 60_000);
    const well = await page();
    expect(well.words).toContain('Search for due alarms Runs Last run: 30 March 2026 at 09:00, 3 minutes ago.');
    expect(well.words).not.toContain('Not everything is running');
    app.clock.advance({ hours: 3 });
    const asleep = await page();
    expect(asleep.words).toContain(
      'Search for waiting messages Does not run Last run: 30 March 2026 at 09:00, 3 hours ago.',
    );
    expect(asleep.words).toContain('Not everything is running');
    await beat('sweep');
    const [over] = await app.get(Outages).recent(app.get(Transactions).reader, 5);
    expect(over?.endedAt).toEqual(app.clock.now());
    expect((await page()).words).toContain('Alarms: from 30 March 2026 at 09:00 to 30 March 2026 at 12:03');
  });

  it('says that Redis is away, and the page comes all the same', async () => {
    const alone = await startApp({ at: BEGAN });
    try {
      const client = alone.client();
      await client.signIn('admin@test');
      const text = readable((await client.get('/desk/jobs')).text);
      expect(text).toContain('Radha (Redis) E paarritshme Mesazhet dhe alarmet presin në bazën e të dhënave.');
    } finally {
      await alone.close();
    }
  });

  it('shows what failed with its reason in words and in those of the machine, and counts it in the menu', async () => {
    await failedMessage();
    await failedMessage({ failure: 'not-composed', kind: 'of-a-newer-version', problem: 'Template missing' });
    await failedMessage({
      channel: 'webhook',
      kind: 'alarm.told',
      recipient: 'sms.example.org',
      failure: 'gave-up',
      problem: 'status 503',
    });
    const { row } = await setAside();
    const { words, text } = await page();
    expect(words).toContain('KK-2026-00009: nobody has taken this case');
    expect(words).toContain('The mail server refuses this message for good');
    expect(text).toContain('550 No such mailbox');
    expect(words).toContain('A message that this version cannot show');
    expect(words).toContain('Delivery to the webhook: An official is reminded');
    expect(words).toContain('The other system refused the message (503).');
    expect(words).toContain('Three days left An error happened at each attempt.');
    expect(text).toContain('Cannot read properties of undefined (reading &#39;dueOn&#39;)');
    expect(text).toContain(`/desk/cases/${row.id}`);
    expect(words).toContain(`${row.reference}`);
    expect(text).toMatch(/Jobs <span class="q-nav__count">4<\/span>/);
  });

  it('tries a message again, once, and says who did', async () => {
    const id = await failedMessage();
    await page();
    const answer = await admin.post(`/desk/jobs/messages/${id}/retry`);
    expect([answer.status, answer.location]).toEqual([303, '/desk/jobs?done=retried']);
    expect(await app.source.manager.findOneByOrFail(OutboxRow, { id })).toMatchObject({
      state: 'pending',
      attempts: 0,
      failure: null,
    });
    expect((await page(answer.location ?? '')).words).toContain('It is tried again.');
    expect((await admin.post(`/desk/jobs/messages/${id}/retry`)).location).toBe('/desk/jobs?done=gone');
    const done = await events('job.retried');
    expect(done.map(({ actorId, event }) => [actorId, event.job, event.id])).toEqual([
      [app.seed.officials.admin.id, 'messages', id],
    ]);
    expect((await page()).words).toMatch(/Last decisions .* a message tried again/);
  });

  it('tries an alarm again that was set aside, and looks at a case again that could not be read', async () => {
    const { id } = await setAside();
    await page();
    await admin.post(`/desk/jobs/alarms/${id}/retry`);
    expect(await app.source.manager.findOneByOrFail(AlarmRow, { id })).toMatchObject({ state: 'planned', tries: 0 });

    const row = await fileCase(app);
    const unreadable = [{ id: row.id, institutionId: row.institutionId, problem: 'x' }];
    await run((tx) => app.get(FailingAlarms).setCasesAside(tx, app.clock.now(), unreadable));
    const { words } = await page();
    expect(words).toContain('Alarms of this case cannot be worked out The history of the case is damaged');
    const aside = await app.source.manager.findOneByOrFail(AlarmRow, { caseId: row.id });
    await admin.post(`/desk/jobs/alarms/${aside.id}/retry`);
    const { nextRungAt } = await app.source.manager.findOneByOrFail(CaseRow, { id: row.id });
    expect(nextRungAt).toEqual(app.clock.now());
  });

  it('tries all of a kind again at once', async () => {
    for (let i = 0; i < 3; i += 1) await failedMessage();
    await page();
    const answer = await admin.post('/desk/jobs/messages/retry');
    expect((await page(answer.location ?? '')).words).toContain('3 are tried again.');
    expect(await app.source.manager.countBy(OutboxRow, { state: 'failed' })).toBe(0);
    expect((await events('job.retried')).map(({ event }) => event.count)).toEqual([3]);
    expect((await admin.post('/desk/jobs/messages/retry')).location).toBe('/desk/jobs?done=gone');
    expect((await admin.post('/desk/jobs/people/retry')).status).toBe(404);
  });

  it('discards only with a reason, which the event log keeps', async () => {
    const id = await failedMessage();
    const { id: alarmId } = await setAside();
    const address = `/desk/jobs/messages/${id}/discard`;
    expect((await page(address)).words).toContain('Discard a message');
    const empty = await admin.post(address, { reason: '  \n ' });
    expect(empty.status).toBe(422);
    expect(readable(empty.text)).toContain('Write why it is discarded');
    const long = await admin.post(address, { reason: 'x'.repeat(501) });
    expect([long.status, long.text.includes('x'.repeat(501))]).toEqual([422, true]);
    expect(await app.source.manager.countBy(OutboxRow, { state: 'failed' })).toBe(1);

    const done = await admin.post(address, { reason: 'Told by\r\n phone <b>' });
    expect(done.location).toBe('/desk/jobs?done=discarded');
    await admin.get('/desk/jobs');
    await admin.post(`/desk/jobs/alarms/${alarmId}/discard`, { reason: 'The case was closed' });
    expect(await app.source.manager.findOneByOrFail(OutboxRow, { id })).toMatchObject({ state: 'discarded' });
    expect(await app.source.manager.findOneByOrFail(AlarmRow, { id: alarmId })).toMatchObject({ state: 'discarded' });
    const told = await events('job.discarded');
    expect(told.map(({ actorId, event }) => [actorId, event.job, event.id, event.reason])).toEqual([
      [app.seed.officials.admin.id, 'messages', id, 'Told by phone <b>'],
      [app.seed.officials.admin.id, 'alarms', alarmId, 'The case was closed'],
    ]);
    const { words, text } = await page();
    expect(words).toContain('There are no undelivered messages');
    expect(words).toContain('Reason: Told by phone <b>');
    expect(text).not.toContain('phone <b>');
    expect((await page(address)).location).toBe('/desk/jobs?done=gone');
    expect((await page('/desk/outbox')).words).toContain('Discarded');
    const { brokenAt } = await app.get(EventLog).verify(app.get(Transactions).reader, app.seed.institution.id);
    expect(brokenAt).toBeNull();
  });

  it('is paged, each list on its own', async () => {
    const ids = [];
    for (let i = 0; i < 30; i += 1) {
      app.clock.advance(1_000);
      ids.push(await failedMessage({ recipient: `r${i}@test` }));
    }
    const seen = (text: string): string[] => [...new Set(text.match(/\br\d+@test/g) ?? [])];
    const first = await page();
    const next = /href="(\/desk\/jobs\?messages=[^"]+)" rel="next"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&');
    const second = await page(next);
    expect([seen(first.text).length, seen(second.text).length]).toEqual([25, 5]);
    expect(new Set([...seen(first.text), ...seen(second.text)]).size).toBe(30);
    expect((await page('/desk/jobs?messages=nonsense&alarms=x_y&count=-1&done=x')).status).toBe(200);
  });

  it('is the administrator’s own, and of the own institution only', async () => {
    const elsewhere = await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
    const theirs = await failedMessage({}, elsewhere.institution.id);
    expect((await page()).words).toContain('There are no undelivered messages');
    for (const act of ['retry', 'discard'])
      expect((await admin.post(`/desk/jobs/messages/${theirs}/${act}`, { reason: 'x' })).status).toBe(404);
    expect((await admin.post(`/desk/jobs/messages/${theirs}/retry`, { _csrf: 'forged' })).status).toBe(403);
    const officer = await signedIn('zyrtar@test');
    for (const address of ['/desk/jobs', '/desk/jobs/coming', `/desk/jobs/messages/${theirs}/discard`])
      expect((await officer.get(address)).status).toBe(403);
    expect((await officer.post('/desk/jobs/messages/retry')).status).toBe(403);
  });

  it('every official sees on every page that alarms are delayed, and administrators where to look', async () => {
    const officer = await signedIn('zyrtar@test');
    await beat('sweep');
    await beat('relay');
    app.clock.advance(14 * 60_000);
    expect((await officer.get('/desk/account')).text).not.toContain('Alarmet po vonohen');
    app.clock.advance(2 * 60_000);
    await beat('relay');
    const theirs = await officer.get('/desk/account');
    expect(readable(theirs.text)).toContain('Alarmet po vonohen');
    expect(theirs.text).not.toContain('href="/desk/jobs"');
    expect(readable(theirs.text)).toContain('njoftoni një administrator');
    expect((await page('/desk/people')).words).toContain('Alarms are delayed');
  });

  describe('what will be sent', () => {
    it('is told day by day: which alarm, of which case, to whom', async () => {
      const row = await fileCase(app, { subject: 'Faturat', assigneeId: app.seed.officials.zyrtar.id });
      // Easter Monday is a day off: it is due on Tuesday.
      expect((await app.source.manager.findOneByOrFail(CaseRow, { id: row.id })).dueOn).toBe('2026-04-07');
      const { words, text } = await page('/desk/jobs/coming');
      expect(words).toContain('What will be sent in the next 14 days');
      const titles = [...text.matchAll(/<h2[^>]*>([^<]+)</g)].map((found) => found[1]);
      expect(titles).toEqual([
        // What would fall on the weekend or on Monday waits for Tuesday, the last day, which its own reminder tells.
        'Tuesday 7 April 2026',
        'Wednesday 8 April 2026',
      ]);
      const officer = app.seed.officials.zyrtar.name;
      expect(words).toContain(`${row.reference} Faturat Due today ${officer}`);
      expect(words).toContain(`${row.reference} Faturat The applicant is told of the silence The applicant`);
      // Nothing was written by looking.
      expect(await app.source.manager.count(AlarmRow)).toBe(0);
    });

    it('begins with what is owed already, and leaves out other institutions', async () => {
      const there = await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
      await fileCase(app, { seed: there, subject: 'E tjera' });
      const late = await fileCase(app, {
        subject: 'E vonuar',
        receivedOn: localDate('2026-03-16'),
        assigneeId: app.seed.officials.zyrtar.id,
      });
      const { words, text } = await page('/desk/jobs/coming');
      expect(text).toMatch(/<h2[^>]*>With the next search: due already</);
      expect(words).toContain(`${late.reference} E vonuar Overdue and no decision yet`);
      expect(words).not.toContain('E tjera');
      expect((await page('/desk/jobs/coming?after=zzz')).status).toBe(200);
    });

    it('names the hour where hours count', async () => {
      await fileCase(app, { urgent: true, assigneeId: app.seed.officials.zyrtar.id });
      const { words } = await page('/desk/jobs/coming');
      expect(words).toMatch(/24 hours left at \d\d:\d\d/);
    });

    it('is paged without losing or doubling anything, in the order of time', async () => {
      const today = localDate('2026-03-30');
      await fillCases(app.source, app.seed, [
        { count: 320, kind: 'access-request', receivedOn: (i) => addDays(today, -(i % 14)) },
      ]);
      const seen: string[] = [];
      const days: string[] = [];
      let address: string | undefined = '/desk/jobs/coming';
      for (let pages = 0; address; pages += 1) {
        expect(pages).toBeLessThan(40);
        const { text } = await page(address);
        for (const section of text.split('<section>').slice(1)) {
          const title = /<h2[^>]*>([^<]+)</.exec(section)?.[1] ?? '';
          if (days.at(-1) !== title) days.push(title);
          for (const row of section.split('<tr>').slice(2)) seen.push(`${title} ${readable(row)}`);
        }
        address = /href="(\/desk\/jobs\/coming\?after=[^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(new Set(days).size).toBe(days.length);
      expect(seen.length).toBeGreaterThan(320);
      const until = startOfLocalDay(addDays(today, 15));
      const planned = await app.source.manager
        .createQueryBuilder(CaseRow, 'c')
        .where('c.isOpen = :open AND c.nextRungAt < :until', { open: true, until: until.toISOString() })
        .getCount();
      expect(new Set(seen.map((one) => /[A-Z]+-\d{4}-\d{5}/.exec(one)?.[0])).size).toBe(planned);
    });

    it('says of how many cases nothing can be foretold', async () => {
      const row = await fileCase(app);
      const guards = await app.source.query<{ name: string; sql: string }[]>(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'events'",
      );
      for (const { name } of guards) await app.source.query(`DROP TRIGGER "${name}"`);
      await app.source.manager.update(EventRow, { caseId: row.id }, { type: 'of-a-newer-version' });
      const { status, words } = await page('/desk/jobs/coming');
      expect(status).toBe(200);
      expect(words).toContain('1 case cannot be read, so its alarms are missing here. Alarms that were set aside');
    });
  });
});

it('the page of jobs is the same on PostgreSQL', async () => {
  const app = await startApp({ at: BEGAN, database: 'postgres' });
  try {
    const row = await fileCase(app, { assigneeId: app.seed.officials.zyrtar.id });
    const { message, alarm } = await failedJobs(app, row.id);
    const admin = app.client();
    await admin.signIn('admin@test');
    const { status, text } = await admin.get('/desk/jobs');
    expect(status).toBe(200);
    expect(text).toContain('Recipient address rejected');
    expect(readable((await admin.get('/desk/jobs/coming')).text)).toContain(row.reference);
    expect((await admin.post(`/desk/jobs/alarms/${alarm}/retry`)).location).toBe('/desk/jobs?done=retried');
    const reason = 'U njoftua me telefon';
    const gone = await admin.post(`/desk/jobs/messages/${message}/discard`, { reason });
    expect(gone.location).toBe('/desk/jobs?done=discarded');
    expect(readable((await admin.get('/desk/jobs')).text)).toContain(`Arsyeja: ${reason}`);
  } finally {
    await app.close();
  }
}, 60_000);
