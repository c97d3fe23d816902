import { startApp, type TestApp } from '../support/app';
import type { Client } from '../support/client';
import { keptArea } from '../make/objects';
import { fileCase } from '../make/filed-case';
import { type Seed, seedMunicipality } from '../support/seed';

const WHO = ['admin', 'zyrtar', 'kryetar', 'drejtor', 'staf'] as const;
type Who = (typeof WHO)[number];

/** 200: open. 403: not for this role. 404: as if it did not exist. 303: to the sign-in. */
type Row = Record<Who, number>;
const everybody = (status: number): Row => ({
  admin: status,
  zyrtar: status,
  kryetar: status,
  drejtor: status,
  staf: status,
});
const only = (...allowed: Who[]): Row => ({
  ...everybody(403),
  ...Object.fromEntries(allowed.map((who) => [who, 200])),
});

const PAGES: [string, Row][] = [
  ['/desk', everybody(200)],
  ['/desk/account', everybody(200)],
  ['/desk/account/sessions', everybody(200)],
  ['/desk/account/second-factor', everybody(200)],
  ['/desk/transfers', only('zyrtar')],
  ['/desk/counter', only('zyrtar', 'drejtor', 'staf')],
  ['/desk/mail', only('zyrtar')],
  ['/desk/mailbox', only('admin')],
  ['/desk/reports/2026', only('admin', 'zyrtar', 'kryetar')],
  ['/desk/reports/2026/figures.csv', only('admin', 'zyrtar', 'kryetar')],
  ['/desk/import', only('admin', 'zyrtar')],
  ['/desk/people', only('admin')],
  ['/desk/people/SOMEBODY', only('admin')],
  ['/desk/areas', only('admin')],
  ['/desk/areas/AREA', only('admin')],
  ['/desk/directorates', only('admin')],
  ['/desk/directorates/DIRECTORATE', only('admin')],
  ['/desk/institution', only('admin')],
  ['/desk/calendar', only('admin')],
  ['/desk/calendar/add', only('admin')],
  ['/desk/alarm-rules', only('admin')],
  ['/desk/alarm-rules/hours', only('admin')],
  ['/desk/absences', everybody(200)],
  ['/desk/notices', everybody(200)],
  ['/desk/webhook', only('admin')],
  ['/desk/outbox', only('admin')],
  ['/desk/jobs', only('admin')],
  ['/desk/jobs/coming', only('admin')],
];

/** What a POST may do: 403 and 404 refuse before anything is read; 422 says that the form was looked at, 303 that there was nothing to do. */
const FORMS: [string, Row][] = [
  ['/desk/people', { ...everybody(403), admin: 422 }],
  ['/desk/people/SOMEBODY', { ...everybody(403), admin: 422 }],
  ['/desk/people/SOMEBODY/second-factor/reset', { ...everybody(403), admin: 303 }],
  ['/desk/account/second-factor/on', everybody(422)],
  ['/desk/people/NOBODY/sessions/end', { ...everybody(403), admin: 404 }],
  ['/desk/people/SOMEBODY/invitation', { ...everybody(403), admin: 303 }],
  ['/desk/people/SOMEBODY/invitation/revoke', { ...everybody(403), admin: 303 }],
  ['/desk/areas', { ...everybody(403), admin: 422 }],
  ['/desk/areas/AREA', { ...everybody(403), admin: 422 }],
  ['/desk/directorates', { ...everybody(403), admin: 422 }],
  ['/desk/directorates/DIRECTORATE', { ...everybody(403), admin: 422 }],
  ['/desk/institution', { ...everybody(403), admin: 422 }],
  ['/desk/calendar/add', { ...everybody(403), admin: 422 }],
  ['/desk/alarm-rules/hours', { ...everybody(403), admin: 422 }],
  ['/desk/absences', everybody(422)],
  ['/desk/notices/read', everybody(404)],
  ['/desk/webhook', { ...everybody(403), admin: 422 }],
  ['/desk/mailbox', { ...everybody(403), admin: 422 }],
  ['/desk/mail/00000000-0000-4000-8000-000000000000/register', { ...everybody(403), zyrtar: 404 }],
  ['/desk/mail/00000000-0000-4000-8000-000000000000/discard', { ...everybody(403), zyrtar: 404 }],
  ['/desk/jobs/messages/retry', { ...everybody(403), admin: 303 }],
  ['/desk/jobs/alarms/retry', { ...everybody(403), admin: 303 }],
  ['/desk/import', { ...everybody(403), admin: 422, zyrtar: 422 }],
  ['/desk/counter', { ...everybody(422), admin: 403, kryetar: 403 }],
];

/** Of a case that belongs to the directorate of drejtor and staf, and is assigned to staf. */
const MOVES: [string, Row][] = [
  ['', everybody(200)],
  ['/note', only('zyrtar', 'drejtor', 'staf')],
  ['/area', only('zyrtar', 'drejtor', 'staf')],
  ['/files', only('zyrtar', 'drejtor', 'staf')],
  ['/clarify', only('zyrtar', 'drejtor', 'staf')],
  ['/assign', only('zyrtar', 'kryetar', 'drejtor')],
  ['/extend', only('zyrtar', 'staf')],
  ['/forward', only('zyrtar', 'staf')],
  ['/decide', only('zyrtar', 'staf')],
];

describe('who may open what', () => {
  let app: TestApp;
  let foreign: Seed;
  const browsers = {} as Record<Who, Client>;
  const cases: Record<string, string> = {};
  let area = '';

  beforeAll(async () => {
    app = await startApp();
    foreign = await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
    const { officials, directorates } = app.seed;
    const { urbanism, budget } = directorates;
    cases.ours = (await fileCase(app, { assigneeId: officials.staf.id, directorateId: urbanism.id })).id;
    cases.others = (await fileCase(app, { directorateId: budget.id })).id;
    area = await keptArea(app, 'ARSIM');
    const there = { seed: foreign, assigneeId: foreign.officials.staf.id };
    cases.foreign = (await fileCase(app, { ...there, directorateId: foreign.directorates.urbanism.id })).id;
    for (const who of WHO) {
      browsers[who] = app.client();
      await browsers[who].signIn(`${who}@test`);
    }
  });
  afterAll(() => app.close());

  const filled = (path: string): string =>
    path
      .replace('SOMEBODY', app.seed.officials.kryetar.id)
      .replace('DIRECTORATE', app.seed.directorates.education.id)
      .replace('AREA', area);

  async function statuses(ask: (browser: Client) => Promise<{ status: number }>): Promise<Row> {
    const row = {} as Row;
    for (const who of WHO) row[who] = (await ask(browsers[who])).status;
    return row;
  }

  it.each(PAGES)('GET %s', async (path, expected) => {
    expect(await statuses((browser) => browser.get(filled(path)))).toEqual(expected);
  });

  it.each(FORMS)('POST %s', async (path, expected) => {
    expect(await statuses((browser) => browser.post(filled(path), { name: '' }))).toEqual(expected);
  });

  it.each(MOVES)('GET /desk/cases/…%s of the own directorate', async (move, expected) => {
    expect(await statuses((browser) => browser.get(`/desk/cases/${cases.ours}${move}`))).toEqual(expected);
  });

  it.each(MOVES.filter(([move]) => move !== ''))('POST /desk/cases/…%s to whoever may not', async (move, expected) => {
    for (const who of WHO.filter((one) => expected[one] === 403)) {
      const answer = await browsers[who].post(`/desk/cases/${cases.ours}${move}`, {
        version: '2',
        text: 'x',
        note: 'x',
      });
      expect([who, answer.status]).toEqual([who, 403]);
    }
  });

  it.each(MOVES)('GET /desk/cases/…%s of another directorate is nothing to its staff', async (move) => {
    for (const who of ['drejtor', 'staf'] as const) {
      expect([who, (await browsers[who].get(`/desk/cases/${cases.others}${move}`)).status]).toEqual([who, 404]);
    }
  });

  it.each(MOVES)('/desk/cases/…%s of another municipality does not exist', async (move) => {
    const address = `/desk/cases/${cases.foreign}${move}`;
    expect(await statuses((browser) => browser.get(address))).toEqual(everybody(404));
    if (move !== '')
      expect(await statuses((browser) => browser.post(address, { version: '2' }))).toEqual(everybody(404));
  });

  it('lets nobody in who is not signed in', async () => {
    const stranger = app.client();
    for (const [path] of [...PAGES, ...MOVES.map(([move]) => [`/desk/cases/${cases.ours}${move}`] as const)]) {
      const answer = await stranger.get(filled(path));
      expect([path, answer.status]).toEqual([path, 303]);
      expect(answer.location).toMatch(/^\/desk\/sign-in/);
    }
  });

  it('takes no form without its token', async () => {
    for (const [path] of FORMS.filter(([one]) => one !== '/desk/counter')) {
      const answer = await browsers.admin.post(filled(path), { _csrf: 'made-up' });
      // These are shown again with what was typed, and nothing is done; everything else is refused.
      const shownAgain = /^\/desk\/(import|alarm-rules|absences)/.test(path);
      expect([path, answer.status]).toEqual([path, shownAgain ? 422 : 403]);
    }
  });
});
