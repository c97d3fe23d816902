import { randomUUID } from 'node:crypto';
import { localDate } from '../../src/core/law';
import { deskPaths } from '../../src/platform/paths';
import { Absences, AlarmRow, type CaseRow, EventLog, insertAll, Notices, Transactions } from '../../src/records';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { seedMunicipality } from '../support/seed';

const PAGE = deskPaths.notices();
type Who = 'staf' | 'drejtor' | 'kryetar' | 'zyrtar' | 'admin';

describe('the bell', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query(`UPDATE officials SET language = 'en'`);
  });
  afterEach(() => app.close());

  async function signedIn(name: string): Promise<Client> {
    const client = app.client();
    await client.signIn(`${name}@test`);
    return client;
  }
  const run = <T>(work: Parameters<Transactions['run']>[0]): Promise<T> =>
    app.get(Transactions).run(work) as Promise<T>;
  /** The number on the bell, as the header shows it; 0 without one. */
  const bellOf = (html: string): number => Number(/q-bell__count">(\d+)/.exec(html)?.[1] ?? 0);
  const timeline = async (id: string): Promise<string[]> =>
    (await app.get(EventLog).ofCase(app.get(Transactions).reader, id)).map(({ event }) => event.type);

  /** Tells an alarm as the worker does: a row of the alarm and a notice, for each who is told. */
  async function tell(row: CaseRow, rung: string, people: readonly Who[]): Promise<string[]> {
    const ids = people.map(() => randomUUID());
    const now = app.clock.now();
    const asks = rung.startsWith('escalation');
    await run(async (tx) => {
      const common = {
        institutionId: row.institutionId,
        caseId: row.id,
        clockVersion: 'decision:2026-04-07',
        rung,
        dueOn: localDate('2026-03-30'),
        state: 'told' as const,
        createdAt: now,
        settledAt: now,
        tries: 0,
        tryAt: null,
        failure: null,
        problem: null,
      };
      const alarms = people.map((who, i) => ({ id: ids[i]!, recipientKey: app.seed.officials[who].id, ...common }));
      await insertAll(tx, AlarmRow, alarms);
      const facts = { reference: row.reference, subject: row.subject, dueOn: row.dueOn, rung };
      await app.get(Notices).add(
        tx,
        now,
        people.map((who, i) => ({
          institutionId: row.institutionId,
          officialId: app.seed.officials[who].id,
          caseId: row.id,
          alarmId: ids[i]!,
          kind: asks ? 'escalation' : 'reminder',
          facts,
          mailed: asks,
          asks,
        })),
      );
    });
    return ids;
  }
  const mine = (subject = 'Lejet e ndërtimit'): Promise<CaseRow> =>
    fileCase(app, {
      subject,
      assigneeId: app.seed.officials.staf.id,
      directorateId: app.seed.directorates.urbanism.id,
    });

  it('counts in the header, lists unread ones first, and forgets nothing', async () => {
    const row = await mine();
    await tell(row, 'reminder-3', ['staf']);
    app.clock.set('2026-03-30T10:00:00+02:00');
    const other = await mine('Buxheti');
    await tell(other, 'reminder-3', ['staf']);
    const staff = await signedIn('staf');
    expect(bellOf((await staff.get(deskPaths.queue())).text)).toBe(2);
    const list = await staff.get(PAGE);
    expect(readable(list.text)).toMatch(
      /New KK-2026-00002: due in 8 days – Buxheti .* New KK-2026-00001: due in 8 days/,
    );
    const id = /name="id" value="([^"]+)"/.exec(list.text)?.[1] ?? '';
    expect((await staff.post(deskPaths.noticesRead(), { id, _csrf: 'old' })).status).toBe(403);
    expect((await staff.post(deskPaths.noticesRead(), { id })).location).toBe(`${PAGE}?done=read`);
    const after = await staff.get(PAGE);
    expect([bellOf(after.text), after.text.indexOf('Lejet') < after.text.indexOf('Buxheti')]).toEqual([1, true]);
    // What comes while the page is open stays unread.
    app.clock.set('2026-03-30T11:00:00+02:00');
    await tell(await mine('Rruga'), 'reminder-3', ['staf']);
    const until = /name="until" value="([^"]+)"/.exec(after.text)?.[1] ?? '';
    expect((await staff.post(deskPaths.noticesRead(), { until })).status).toBe(303);
    expect(bellOf((await staff.get(PAGE)).text)).toBe(1);
    // Nobody else finds them, and nobody reads them for another.
    const head = await signedIn('drejtor');
    expect(readable((await head.get(PAGE)).text)).toContain('Nothing yet');
    expect((await head.post(deskPaths.noticesRead(), { id })).status).toBe(404);
    expect((await app.client().get(PAGE)).location).toContain('/desk/sign-in');
  });

  it('goes on from page to page, and opening a case reads what was said of it', async () => {
    const row = await mine();
    for (let i = 0; i < 34; i += 1) {
      app.clock.set(new Date(app.clock.now().getTime() + 60_000).toISOString());
      await tell(row, `reminder-${i + 10}`, ['staf']);
    }
    const staff = await signedIn('staf');
    const first = await staff.get(PAGE);
    expect(first.text.match(/class="q-notice /g)).toHaveLength(30);
    const next = /rel="next"/.test(first.text) ? /href="(\/desk\/notices\?after=[^"]+)"/.exec(first.text)?.[1] : '';
    const second = await staff.get((next ?? '').replaceAll('&amp;', '&'));
    expect(second.text.match(/class="q-notice /g)).toHaveLength(4);
    expect((await staff.get(`${PAGE}?after=nonsense`)).status).toBe(200);
    expect(bellOf((await staff.get(deskPaths.caseFile(row.id))).text)).toBe(0);
    expect(readable((await staff.get(PAGE)).text)).not.toContain('New KK-');
  });

  it('asks for "I have it" on the case and on the bell, once for all who were told', async () => {
    const row = await mine();
    await tell(row, 'escalation-1', ['drejtor', 'kryetar']);
    const page = deskPaths.caseFile(row.id);
    const office = await signedIn('kryetar');
    expect(readable((await office.get(page)).text)).toContain('This alarm waits for somebody');
    expect((await office.post(deskPaths.acknowledge(row.id), { _csrf: 'old' })).status).toBe(403);
    // The link of the mail, before the sign-in.
    const head = app.client();
    const asked = await head.get(page);
    expect(asked.location).toBe(`/desk/sign-in?next=${encodeURIComponent(page)}`);
    await head.get(asked.location ?? '');
    const entered = await head.post('/desk/sign-in', {
      email: 'drejtor@test',
      password: 'fjalekalim-prove-1',
      next: page,
    });
    expect(entered.location).toBe(page);
    expect(readable((await head.get(page)).text)).toMatch(/no decision yet, due in 8 days .* I have it/);
    const pressed = await head.post(deskPaths.acknowledge(row.id));
    expect([pressed.status, pressed.location]).toEqual([303, `${page}?done=acknowledged`]);
    const after = readable((await head.get(`${page}?done=acknowledged`)).text);
    expect(after).toContain('You took the alarm on');
    expect(after).toMatch(/Somebody took the alarm on .* Driton Drejtori/);
    expect(after).not.toContain('This alarm waits for somebody');
    // The other one is not asked any more, and is told so when they press late.
    expect(readable((await office.get(page)).text)).not.toContain('This alarm waits for somebody');
    const late = await office.post(deskPaths.acknowledge(row.id), { from: 'notices' });
    expect(late.location).toBe(`${PAGE}?done=settled`);
    expect(readable((await office.get(`${PAGE}?done=settled`)).text)).toContain('somebody else took it on');
    expect((await timeline(row.id)).filter((type) => type === 'alarm-acknowledged')).toHaveLength(1);
    expect(readable((await head.get(PAGE)).text)).toContain('Taken on');
  });

  it('lets the bell acknowledge one alarm, and the stand-in for the one who is away', async () => {
    const row = await mine();
    const [alarm = ''] = await tell(row, 'escalation-1', ['drejtor']);
    const { drejtor, staf, institution } = { ...app.seed.officials, institution: app.seed.institution };
    const stranger = await signedIn('zyrtar');
    await stranger.get(PAGE);
    // Nothing was asked of this one.
    expect((await stranger.post(deskPaths.acknowledge(row.id), { alarm })).location).toContain('done=settled');
    await run((tx) =>
      app.get(Absences).enter(tx, {
        institutionId: institution.id,
        officialId: drejtor.id,
        fromOn: localDate('2026-03-30'),
        untilOn: localDate('2026-03-31'),
        standInId: staf.id,
        by: drejtor.id,
        now: app.clock.now(),
      }),
    );
    const standIn = await signedIn('staf');
    expect(readable((await standIn.get(deskPaths.caseFile(row.id))).text)).toContain('This alarm waits for somebody');
    const pressed = await standIn.post(deskPaths.acknowledge(row.id), { alarm, from: 'notices' });
    expect(pressed.location).toBe(`${PAGE}?done=acknowledged`);
    const [told] = await app.source.manager.findBy(AlarmRow, { id: alarm });
    expect(told).toMatchObject({ acknowledgedBy: staf.id });
  });

  it('knows no case of another institution, nor one that somebody may not see', async () => {
    const row = await mine();
    await tell(row, 'escalation-1', ['drejtor']);
    await seedMunicipality(app.source, app.clock.now(), 'QQ', 'elsewhere');
    const other = app.client();
    await other.signIn('zyrtar@elsewhere');
    expect((await other.post(deskPaths.acknowledge(row.id))).status).toBe(404);
    await app.source.query('UPDATE case_files SET directorate_id = NULL, assignee_id = NULL WHERE id = $1', [row.id]);
    const staff = await signedIn('staf');
    expect((await staff.post(deskPaths.acknowledge(row.id))).status).toBe(404);
    expect((await timeline(row.id)).includes('alarm-acknowledged')).toBe(false);
  });

  it.each([
    ['sq', 'Njoftimet', 'E marr përsipër', 'Ky alarm pret që dikush ta marrë përsipër'],
    ['sr', 'Obaveštenja', 'Preuzimam', 'Ovaj alarm čeka da ga neko preuzme'],
  ])('speaks %s', async (language, title, press, waits) => {
    await app.source.query(`UPDATE officials SET language = '${language}'`);
    const row = await mine();
    await tell(row, 'escalation-1', ['drejtor']);
    const head = await signedIn('drejtor');
    const list = readable((await head.get(PAGE)).text);
    expect([list.includes(title), list.includes(press)]).toEqual([true, true]);
    expect(readable((await head.get(deskPaths.caseFile(row.id))).text)).toContain(waits);
  });
});
