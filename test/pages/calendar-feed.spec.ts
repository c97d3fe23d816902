import { createHash } from 'node:crypto';
import request from 'supertest';
import { agencyWrote, decide, type DecisionDraft, extend, lodgeComplaint } from '../../src/core/casefile';
import { type LocalDate, localDate } from '../../src/core/law';
import {
  CalendarFeed,
  CaseBook,
  type CaseRow,
  EventRow,
  Institution,
  type Move,
  Transactions,
} from '../../src/records';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { calendarOf, type Entry, makeAddress, parseCalendar } from '../support/calendar';
import { readable } from '../support/client';
import { seedMunicipality } from '../support/seed';

const ACCOUNT = '/desk/account';
const PAGE = '/desk/account/calendar';

let app: TestApp;
// Monday 30 March 2026: seven days end on Tuesday 7 April, because 6 April is Easter Monday.
beforeEach(async () => {
  app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
});
afterEach(() => app.close());

const inEnglish = (): Promise<unknown> => app.source.query("UPDATE officials SET language = 'en'");

const move = (row: CaseRow, what: Move): Promise<unknown> =>
  app.get(Transactions).run((tx) =>
    app.get(CaseBook).act(
      tx,
      {
        institutionId: row.institutionId,
        caseId: row.id,
        actor: { kind: 'system' },
        now: app.clock.now(),
      },
      what,
    ),
  );

const granted = (decidedOn: LocalDate): DecisionDraft => ({
  outcome: 'granted',
  answerForm: 'electronic',
  grounds: [],
  location: '',
  destination: '',
  decidedOn,
});

const ofCase = (entries: readonly Entry[], row: CaseRow): string[] =>
  entries.filter(({ uid }) => uid.startsWith(row.id)).map(({ summary, start }) => `${start} ${summary}`);

describe('the address of a calendar', () => {
  it('is shown once, and only its hash is kept', async () => {
    await inEnglish();
    const browser = app.client();
    await browser.signIn('staf@test');
    expect(readable((await browser.get(ACCOUNT)).text)).toContain('You have no calendar address.');
    const answer = await browser.post(PAGE);
    expect([answer.status, answer.location]).toEqual([303, `${PAGE}?done=created`]);
    const page = await browser.get(answer.location!);
    const token = /\/calendar\/([\w-]{43})\.ics/.exec(readable(page.text))![1]!;
    expect(page.text).toContain(`href="${app.url.replace('http:', 'webcal:')}/calendar/${token}.ics"`);
    expect(readable(page.text)).toContain('It is shown only now');
    expect((await browser.get(PAGE)).text).not.toContain(token);
    const [row, ...others] = await app.source.manager.find(CalendarFeed);
    expect([row!.hash, others]).toEqual([createHash('sha256').update(token).digest('hex'), []]);
    expect(JSON.stringify(row)).not.toContain(token);
    await app.client().get(`/calendar/${token}.ics`);
    expect(readable((await browser.get(ACCOUNT)).text)).toContain('It was last read on 30 March 2026 at 09:00.');
  });

  it('can be replaced and ended; each is an event', async () => {
    const browser = app.client();
    await browser.signIn('staf@test');
    const reader = app.client();
    const first = await makeAddress(browser);
    const second = await makeAddress(browser);
    expect(await statusesOf(first, second)).toEqual([404, 200]);
    const ended = await browser.post(`${PAGE}/revoke`);
    expect([ended.status, ended.location]).toEqual([303, `${PAGE}?done=revoked`]);
    expect(await statusesOf(first, second)).toEqual([404, 404]);
    const events = await app.source.manager.find(EventRow, { order: { seq: 'ASC' } });
    const said = events.filter(({ type }) => type.startsWith('calendar-feed'));
    expect(said.map(({ type, actorId }) => [type, actorId])).toEqual(
      ['created', 'revoked', 'created', 'revoked'].map((what) => [`calendar-feed.${what}`, app.seed.officials.staf.id]),
    );
    expect(JSON.stringify(said)).not.toContain(second.slice(10, 40));

    async function statusesOf(...paths: string[]): Promise<number[]> {
      const answers = await Promise.all(paths.map((path) => reader.get(path)));
      return answers.map(({ status }) => status);
    }
  });

  it('ends with the official: deactivated, it answers as if it had never been', async () => {
    const browser = app.client();
    await browser.signIn('staf@test');
    const address = await makeAddress(browser);
    await app.source.query("UPDATE officials SET active = false WHERE email = 'staf@test'");
    const answer = await app.client().get(address);
    expect([answer.status, answer.text.includes('VCALENDAR')]).toEqual([404, false]);
  });

  it('lets nobody guess: unknown addresses answer 404, and after many of them 429', async () => {
    const browser = app.client();
    await browser.signIn('staf@test');
    const address = await makeAddress(browser);
    const guess = (n: number): string => `/calendar/${String(n).padStart(43, 'x')}.ics`;
    for (let n = 0; n < 30; n += 1) expect((await app.client().get(guess(n))).status).toBe(404);
    const refused = await app.client().get(guess(30));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, 'Mon, 30 Mar 2026 07:15:00 GMT']);
    // Whoever has an address is not made to wait for those who guess.
    expect((await app.client().get(address)).status).toBe(200);
    expect((await app.client().get('/calendar/short.ics')).status).toBe(404);
    expect((await app.client().get(address.replace('.ics', ''))).status).toBe(404);
  });

  it('is made only with the form of the own page, by somebody who is signed in', async () => {
    expect((await app.client().post(PAGE)).location).toBe('/desk/sign-in');
    const browser = app.client();
    expect((await browser.get(PAGE)).location).toBe('/desk/sign-in?next=%2Fdesk%2Faccount%2Fcalendar');
    await browser.signIn('staf@test');
    expect((await browser.post(PAGE, { _csrf: 'old' })).status).toBe(403);
    expect(await app.source.manager.count(CalendarFeed)).toBe(0);
  });
});

describe('the calendar of an official', () => {
  it('has a whole day for the deadline and for each date before it, with the alarms that are still to come', async () => {
    await inEnglish();
    const row = await fileCase(app, { assigneeId: app.seed.officials.staf.id, subject: 'Paga e kryetarit' });
    const entries = await calendarOf(app, 'staf');
    expect(entries.map(({ start, end, summary }) => [start, end, summary])).toEqual([
      ['2026-04-07', '2026-04-08', `Decision on a request for access: ${row.reference} (Access)`],
      ['2026-04-02', '2026-04-03', `Answer of the directorate: ${row.reference} (Access)`],
      ['2026-04-02', '2026-04-03', `Draft of the answer: ${row.reference} (Access)`],
      ['2026-04-03', '2026-04-04', `Sign-off of the answer: ${row.reference} (Access)`],
    ]);
    expect(entries.every(({ wholeDay, transparent }) => wholeDay && transparent)).toBe(true);
    const [due, directorate] = entries;
    // Three days and one day before and on the day, at eight in the morning of Kosovo.
    expect(due!.alarms).toEqual(['2026-04-04T06:00:00.000Z', '2026-04-06T06:00:00.000Z', '2026-04-07T06:00:00.000Z']);
    expect(due!.description.split('\n')).toEqual([
      'First due day: Tuesday 7 April 2026',
      'Due day now: Tuesday 7 April 2026',
      `${app.url}/desk/cases/${row.id}`,
    ]);
    expect(directorate!.description).toContain('not a legal deadline. Legal deadline: Tuesday 7 April 2026');
    expect([due!.uid, due!.sequence, due!.stamp]).toEqual([
      `${row.id}.access.decision@qasja`,
      2,
      '2026-03-30T07:00:00.000Z',
    ]);
    expect(directorate!.uid).toBe(`${row.id}.access.decision.directorateOn@qasja`);
  });

  it('rings no more for what is over', async () => {
    await fileCase(app, { assigneeId: app.seed.officials.staf.id });
    app.clock.set('2026-04-07T15:00:00+02:00');
    const [due] = await calendarOf(app, 'staf');
    expect(due!.alarms).toEqual(['2026-04-07T06:00:00.000Z']);
  });

  it('names neither the applicant nor what was asked', async () => {
    await fileCase(app, {
      assigneeId: app.seed.officials.staf.id,
      subject: 'Paga e kryetarit',
      text: 'Sa është paga?',
    });
    const browser = app.client();
    await browser.signIn('staf@test');
    const { text } = await app.client().get(await makeAddress(browser));
    for (const secret of ['Arta', 'Krasniqi', 'arta@', 'Paga', 'paga', 'Sokol']) expect(text).not.toContain(secret);
  });

  it('moves with the deadline under the same names, and forgets what is closed', async () => {
    await inEnglish();
    const row = await fileCase(app, { assigneeId: app.seed.officials.staf.id });
    const browser = app.client();
    await browser.signIn('staf@test');
    const address = await makeAddress(browser);
    const read = async (): Promise<Entry[]> => parseCalendar((await app.client().get(address)).text).entries;
    const before = await read();
    app.clock.set('2026-04-01T10:00:00+02:00');
    await move(row, ({ file, clock }) => [extend(file, clock, 'several-documents', null, app.clock.today())]);
    const after = await read();
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    // The draft passes over Orthodox Easter Monday, the weekend and Constitution Day.
    expect(after.map(({ start }) => start)).toEqual(['2026-04-14', '2026-04-08', '2026-04-08', '2026-04-10']);
    expect(after[0]!.sequence).toBeGreaterThan(before[0]!.sequence);
    expect(after[0]!.stamp).toBe('2026-04-01T08:00:00.000Z');
    expect(after[0]!.description).toContain('First due day: Tuesday 7 April 2026');
    expect(after[0]!.description).toContain('Due day now: Tuesday 14 April 2026');
    await move(row, ({ file }) => [decide(file, granted(app.clock.today()), 'letter', app.clock.today())]);
    expect(await read()).toEqual([]);
  });

  it('shows of a closed case what the Agency is owed, and nothing while the Agency has it', async () => {
    await inEnglish();
    const row = await fileCase(app, { assigneeId: app.seed.officials.staf.id });
    const ground = { ground: 'privacy', harmTest: 'h', publicInterestTest: 'p' } as const;
    const refusal = { ...granted(localDate('2026-03-30')), outcome: 'refused', grounds: [ground] } as const;
    const today = app.clock.today();
    await move(row, ({ file }) => [decide(file, { ...refusal, grounds: [ground] }, 'letter', today)]);
    expect(await calendarOf(app, 'staf')).toEqual([]);
    await move(row, ({ file }) => [lodgeComplaint(file, 'complaint', today, today)]);
    expect(await calendarOf(app, 'staf')).toEqual([]);
    await move(row, ({ file }) => [agencyWrote(file, today, today)]);
    const entries = await calendarOf(app, 'staf');
    expect(entries.map(({ start, summary }) => [start, summary])).toEqual([
      ['2026-04-07', `Municipality’s reply to the Agency: ${row.reference} (Access)`],
      ['2026-04-02', `Answer of the directorate: ${row.reference} (Access)`],
      ['2026-04-02', `Draft of the answer: ${row.reference} (Access)`],
      ['2026-04-03', `Sign-off of the answer: ${row.reference} (Access)`],
    ]);
    expect(entries[0]!.uid).toBe(`${row.id}.complaint.reply@qasja`);
    expect(entries[0]!.alarms).toHaveLength(3);
  });

  it('gives an urgent request an hour, in UTC, and no dates before it', async () => {
    await inEnglish();
    app.clock.set('2026-03-28T12:00:00+01:00');
    const row = await fileCase(app, { urgent: true, assigneeId: app.seed.officials.staf.id });
    const entries = await calendarOf(app, 'staf');
    // 48 hours over the change of clocks in the night to 29 March.
    expect(entries).toMatchObject([
      { start: '2026-03-30T10:00:00.000Z', end: '2026-03-30T11:00:00.000Z', wholeDay: false },
    ]);
    expect(entries[0]!.summary).toContain(row.reference);
    expect(entries[0]!.description).toContain('30 March 2026 at 13:00');
    // 24, 8 and 2 hours before the end.
    expect(entries[0]!.alarms).toEqual([
      '2026-03-29T11:00:00.000Z',
      '2026-03-30T03:00:00.000Z',
      '2026-03-30T09:00:00.000Z',
    ]);
  });

  it('shows whoever is on call the urgent requests of others, with the hours at which it rings', async () => {
    await inEnglish();
    const { institution, officials, directorates } = app.seed;
    const onCall = (id: string): Promise<unknown> =>
      app.source.manager.update(Institution, institution.id, { settings: { ...institution.settings, onCallId: id } });
    await onCall(officials.staf.id);
    app.clock.set('2026-03-28T12:00:00+01:00');
    const foreign = await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
    const row = await fileCase(app, {
      urgent: true,
      assigneeId: officials.zyrtar.id,
      directorateId: directorates.education.id,
    });
    await fileCase(app, { seed: foreign, urgent: true });
    await fileCase(app, { assigneeId: officials.zyrtar.id });
    const entries = await calendarOf(app, 'staf');
    expect(entries.map(({ uid }) => uid)).toEqual([`${row.id}.access.urgent@qasja`]);
    // When it came, eight hours before the end, and the minute after it.
    expect(entries[0]!.alarms).toEqual([
      '2026-03-28T11:00:00.000Z',
      '2026-03-30T03:00:00.000Z',
      '2026-03-30T11:01:00.000Z',
    ]);
    await onCall(officials.drejtor.id);
    expect(await calendarOf(app, 'staf')).toEqual([]);
  });

  it('shows a head what the directorate has, the responsible officer what nobody has, and others only their own', async () => {
    const { urbanism, education } = app.seed.directorates;
    const { staf, zyrtar } = app.seed.officials;
    const foreign = await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
    const rows = {
      ofStaff: await fileCase(app, { assigneeId: staf.id, directorateId: urbanism.id }),
      ofDirectorate: await fileCase(app, { directorateId: urbanism.id }),
      ofNobody: await fileCase(app),
      ofOfficer: await fileCase(app, { assigneeId: zyrtar.id, directorateId: education.id }),
      elsewhere: await fileCase(app, { seed: foreign }),
    };
    const seenBy = async (name: 'staf' | 'drejtor' | 'zyrtar' | 'kryetar'): Promise<string[]> => {
      const entries = await calendarOf(app, name);
      return Object.entries(rows)
        .filter(([, row]) => ofCase(entries, row).length > 0)
        .map(([key]) => key);
    };
    expect(await seenBy('staf')).toEqual(['ofStaff']);
    expect(await seenBy('drejtor')).toEqual(['ofStaff', 'ofDirectorate']);
    expect(await seenBy('zyrtar')).toEqual(['ofDirectorate', 'ofNobody', 'ofOfficer']);
    expect(await seenBy('kryetar')).toEqual([]);
    // A case that nobody took rings on the morning after its registration.
    const entries = await calendarOf(app, 'zyrtar');
    const nobodys = entries.find(({ uid }) => uid.startsWith(rows.ofNobody.id))!;
    expect(nobodys.alarms[0]).toBe('2026-03-31T06:00:00.000Z');
    const head = (await calendarOf(app, 'drejtor')).find(({ uid }) => uid.startsWith(rows.ofStaff.id))!;
    // The escalations: the day before, and the day after.
    expect(head.alarms).toEqual(['2026-04-06T06:00:00.000Z', '2026-04-08T06:00:00.000Z']);
  });

  it('has nothing for a case that waits for its calendar', async () => {
    app.clock.set('2027-12-29T10:00:00+01:00');
    await fileCase(app, { assigneeId: app.seed.officials.staf.id });
    expect(await calendarOf(app, 'staf')).toEqual([]);
  });

  it.each([
    ['sq', 'Vendimi për kërkesën për qasje', 'Afati i parë: e martë, 7 prill 2026', 'Përgjigjja e drejtorisë'],
    ['sr', 'Odluka o zahtevu za pristup', 'Prvi rok: utorak, 7. april 2026.', 'Odgovor direkcije'],
    ['en', 'Decision on a request for access', 'First due day: Tuesday 7 April 2026', 'Answer of the directorate'],
  ])('speaks %s when the official does', async (language, due, first, directorate) => {
    await app.source.query(`UPDATE officials SET language = '${language}'`);
    await fileCase(app, { assigneeId: app.seed.officials.staf.id });
    const entries = await calendarOf(app, 'staf');
    expect(entries[0]!.summary).toContain(due);
    expect(entries[0]!.description).toContain(first);
    expect(entries[1]!.summary).toContain(directorate);
  });
});

describe('on the wire', () => {
  async function withLongName(): Promise<string> {
    const name = 'Komuna e Mitrovicës së Jugut, Drejtësi; Përgjegjësi \\ Öffnung – opština Južna Mitrovica, čćžšđ 🏛';
    await app.source
      .query('UPDATE institutions SET name_sq = $1', [name])
      .catch(() => app.source.query('UPDATE institutions SET name_sq = ?', [name]));
    await fileCase(app, { assigneeId: app.seed.officials.staf.id });
    const browser = app.client();
    await browser.signIn('staf@test');
    return makeAddress(browser);
  }

  it('lines are folded by octets, ended by CRLF, and come back with every letter', async () => {
    const { text } = await app.client().get(await withLongName());
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const lines = text.split('\r\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(lines.some((line) => line.startsWith(' '))).toBe(true);
    expect(parseCalendar(text).name).toBe(
      'Afatet – Komuna e Mitrovicës së Jugut, Drejtësi; Përgjegjësi \\ Öffnung – opština Južna Mitrovica, čćžšđ 🏛',
    );
    expect(parseCalendar(text).refresh).toBe('PT1H');
    // The alarms of an entry stand after its properties (RFC 5545, 3.6.1).
    for (const entry of text.match(/BEGIN:VEVENT[\s\S]*?END:VEVENT/g)!) {
      expect(entry).toMatch(/^BEGIN:VEVENT\r\n(?!BEGIN)[\s\S]*?(BEGIN:VALARM[\s\S]*END:VALARM\r\n)?END:VEVENT$/);
      expect(entry.replace(/BEGIN:VALARM[\s\S]*END:VALARM\r\n/, '')).not.toContain('TRIGGER');
      expect(entry).not.toMatch(/END:VALARM\r\n(?!BEGIN:VALARM|END:VEVENT)/);
    }
  });

  it('says what it is, and that only its reader may keep it', async () => {
    const { headers } = await app.client().get(await withLongName());
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.getSetCookie()).toEqual([]);
  });

  it('sends nothing twice: 304 until something changes', async () => {
    const row = await fileCase(app, { assigneeId: app.seed.officials.staf.id });
    const address = await withLongName();
    // Not fetch, which asks for everything anew (no-cache) as soon as it is given one of these headers.
    const read = (knows: Record<string, string> = {}): request.Test => request(app.url).get(address).set(knows);
    const first = await read();
    const knows = { 'if-none-match': first.headers.etag! };
    const since = { 'if-modified-since': first.headers['last-modified']! };
    app.clock.set('2026-03-30T20:00:00+02:00');
    const again = await read(knows);
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await read(since)).status).toBe(304);
    // The case goes to somebody else: what remains is older than what was there, and yet it is news.
    await move(row, () => [
      { type: 'assigned', occurredOn: localDate('2026-03-30'), assigneeId: null, directorateId: null },
    ]);
    for (const asked of [knows, since]) {
      const news = await read(asked);
      expect([news.status, news.text.includes(row.id)]).toEqual([200, false]);
    }
    expect((await read()).headers.etag).not.toBe(first.headers.etag);
  });
});

describe('the dates inside the institution', () => {
  const casePage = async (row: CaseRow): Promise<string> => {
    const browser = app.client();
    await browser.signIn('staf@test');
    return readable((await browser.get(`/desk/cases/${row.id}`)).text);
  };

  it('stand on the page of an open case, by the settings of the institution', async () => {
    await inEnglish();
    const row = await fileCase(app, { assigneeId: app.seed.officials.staf.id });
    const page = await casePage(row);
    expect(page).toContain('Dates inside the institution');
    expect(page).toContain('Answer of the directorate Thursday 2 April 2026');
    expect(page).toContain('Sign-off of the answer Friday 3 April 2026');
    const admin = app.client();
    await admin.signIn('admin@test');
    const before = await admin.get('/desk/institution');
    const fields = Object.fromEntries(
      [...before.text.matchAll(/<input[^>]* name="(\w+)" type="(?:text|email|tel)" value="([^"]*)"/g)].map((found) => [
        found[1]!,
        found[2]!,
      ]),
    );
    const choices = { extensionReading: 'A', clarification: 'runs' };
    const own = { directorateShare: '30', draftDaysBefore: '1', signOffDaysBefore: '0' };
    const saved = await admin.post('/desk/institution', { ...fields, ...choices, ...own });
    expect(saved.location).toBe('/desk/institution?done=saved');
    const changed = await casePage(row);
    expect(changed).toContain('Answer of the directorate Wednesday 1 April 2026');
    expect(changed).toContain('Draft of the answer Friday 3 April 2026');
    expect(changed).toContain('Sign-off of the answer Tuesday 7 April 2026');
  });

  it('are not on the page of an urgent request', async () => {
    await inEnglish();
    const row = await fileCase(app, { urgent: true, assigneeId: app.seed.officials.staf.id });
    expect(await casePage(row)).not.toContain('Dates inside the institution');
  });
});

describe('on PostgreSQL', () => {
  let other: TestApp;
  beforeAll(async () => (other = await startApp({ database: 'postgres' })), 60_000);
  afterAll(() => other.close());

  it('the same calendar comes out', async () => {
    const { drejtor, staf } = other.seed.officials;
    const row = await fileCase(other, { assigneeId: staf.id, directorateId: other.seed.directorates.urbanism.id });
    const nobodys = await fileCase(other);
    for (const name of ['staf', 'drejtor'] as const) {
      const entries = await calendarOf(other, name);
      expect(ofCase(entries, row).map((text) => text.slice(0, 10))).toEqual([
        '2026-04-07',
        '2026-04-02',
        '2026-04-02',
        '2026-04-03',
      ]);
    }
    expect(ofCase(await calendarOf(other, 'zyrtar'), nobodys)).toHaveLength(4);
    const feeds = await other.source.manager.find(CalendarFeed);
    expect(feeds.map(({ officialId }) => officialId)).toContain(drejtor.id);
  });
});
