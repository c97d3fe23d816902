import { randomUUID } from 'node:crypto';
import { decide } from '../../src/core/casefile';
import { calendarYears, localDate } from '../../src/core/law';
import {
  CaseBook,
  type CaseRow,
  ClockBasisRow,
  Heartbeats,
  insertAll,
  Institution,
  IntakeBacklog,
  Submission,
  Transactions,
} from '../../src/records';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { seedMunicipality } from '../support/seed';

/** References in the order of the page. */
const references = (html: string): string[] =>
  [...html.matchAll(/q-list__small">([A-Z]{2}-2026-\d{5})/g)].map(([, found = '']) => found);
const short = (html: string): number[] => references(html).map((one) => Number(one.slice(-5)));

describe('the queue', () => {
  let app: TestApp;
  let officer: Client;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    const { officials, directorates } = app.seed;
    await app.source.query(`UPDATE officials SET language = 'en'`);
    // 1: due 2026-04-07, 2: overdue, 3: due today, 4: petition in May, 5: urgent in two days, 6: closed, 7: elsewhere
    await fileCase(app, { subject: 'Kontratat për ndërtimin e shkollës', assigneeId: officials.zyrtar.id });
    const late = { receivedOn: localDate('2026-03-10'), subject: 'Leja e ndërtimit <script>alert(1)</script>' };
    await fileCase(app, { ...late, assigneeId: officials.staf.id, directorateId: directorates.budget.id });
    await fileCase(app, { receivedOn: localDate('2026-03-23'), directorateId: directorates.urbanism.id });
    await fileCase(app, { kind: 'petition', subject: 'Peticion për ujin', directorateId: directorates.education.id });
    await fileCase(app, { urgent: true, subject: 'I burgosuri' });
    await close(await fileCase(app, { subject: 'E dhënë', receivedOn: localDate('2026-03-24') }));
    const elsewhere = await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
    await fileCase(app, { seed: elsewhere, subject: 'Prizren' });
    officer = app.client();
    await officer.signIn('zyrtar@test');
  });
  afterAll(() => app.close());

  async function close({ id, institutionId }: CaseRow): Promise<void> {
    const actor = { kind: 'system' as const };
    const draft = {
      outcome: 'granted' as const,
      answerForm: 'electronic' as const,
      grounds: [],
      location: '',
      destination: '',
    };
    const on = app.clock.today();
    await app
      .get(Transactions)
      .run((tx) =>
        app
          .get(CaseBook)
          .act(tx, { institutionId, caseId: id, actor, now: app.clock.now() }, ({ file }) => [
            decide(file, { ...draft, decidedOn: on }, 'letter', on),
          ]),
      );
  }

  const list = async (query = '', browser = officer): Promise<number[]> =>
    short((await browser.get(`/desk${query}`)).text);

  it('puts first what is due first, open cases of the own institution alone', async () => {
    const page = await officer.get('/desk');
    expect(short(page.text)).toEqual([2, 3, 5, 1, 4]);
    expect(page.text).not.toContain('PZ-2026');
    const text = readable(page.text);
    expect(text).toContain('13 days overdue');
    expect(text).toContain('Due today');
    expect(text).toContain('Due in 8 days');
    expect(text).toContain('Urgent: 48 hours');
    expect(text).toContain('1 Apr 2026 at 09:00');
    expect(page.text).toContain('Leja e ndërtimit &lt;script&gt;');
  });

  it('counts what waits above the list', async () => {
    const text = readable((await officer.get('/desk')).text);
    expect(text).toMatch(
      /5 Open 1 Mine 3 Assigned to nobody 1 Overdue 1 Due today 2 At risk 0 Waiting for others 0 Complaints 1 Petitions/,
    );
  });

  it.each<[string, number[]]>([
    ['?status=closed', [6]],
    ['?status=all', [4, 1, 5, 6, 3, 2]],
    ['?status=in-progress', [2, 1]],
    ['?kind=petition', [4]],
    ['?assignee=me', [1]],
    ['?assignee=nobody', [3, 5, 4]],
    ['?directorate=none', [5, 1]],
    ['?due=overdue', [2]],
    ['?due=today', [3]],
    ['?due=soon', [3, 5]],
    ['?due=week', [3, 5]],
    ['?due=risk', [3, 5]],
    ['?due=waiting', []],
    ['?received=older', []],
    ['?received=month', [2, 3, 5, 1, 4]],
    ['?received=today', [5, 1, 4]],
    ['?sort=reference', [1, 2, 3, 4, 5]],
    ['?sort=reference&order=desc', [5, 4, 3, 2, 1]],
    ['?sort=reference&order=desc&status=all', [6, 5, 4, 3, 2, 1]],
    ['?sort=kind', [2, 3, 5, 1, 4]],
    ['?sort=kind&order=desc', [4, 2, 3, 5, 1]],
    ['?sort=assignee', [2, 1, 3, 5, 4]],
    ['?sort=assignee&order=desc', [3, 5, 4, 1, 2]],
    ['?sort=directorate', [2, 4, 3, 5, 1]],
    ['?sort=status&status=all', [4, 5, 3, 1, 2, 6]],
    ['?sort=status', [3, 5, 4, 2, 1]],
    ['?order=desc', [4, 1, 5, 3, 2]],
    ['?text=NDERTIMIT', [2]],
    ['?text=ndërtim', [2, 1]],
    ['?text=kerkoj%20uji', [4]],
    ['?text=100%25', []],
    ['?text=%5F', []],
    ['?kind=petition&assignee=me', []],
    ['?status=nonsense&kind=%27&after=x&due=never', [2, 3, 5, 1, 4]],
  ])('filters by %s', async (query, expected) => {
    expect(await list(query)).toEqual(expected);
  });

  it('counts the working days of what is at risk by the institution’s own calendar', async () => {
    const { manager } = app.source;
    const { id, basisId } = app.seed.institution;
    const title = { sq: 'Dita e komunës', sr: 'Dan opštine', en: 'Municipality Day' };
    const off = ['2026-03-31', '2026-04-01', '2026-04-02', '2026-04-03'].map(localDate);
    const years = calendarYears.map((table) => ({
      ...table,
      days: table.days.concat(
        table.year === 2026 ? off.map((day) => ({ day, name: 'municipal-day-off' as const, title })) : [],
      ),
    }));
    const first = await manager.findOneByOrFail(ClockBasisRow, { id: basisId });
    const own = { ...first, id: randomUUID(), number: 2, calendarVersion: 'own', years };
    await insertAll(manager, ClockBasisRow, [own]);
    await manager.update(Institution, { id }, { basisId: own.id });
    // The day after Easter Monday is the first working day, and the day after that the second.
    expect(await list('?due=risk')).toEqual([3, 5, 1]);
    expect(readable((await officer.get('/desk')).text)).toContain('3 At risk');
    const all = `/desk/print?all=1&of=${encodeURIComponent('due=risk')}`;
    expect((await officer.get(all)).text.match(/KK-2026-0000[135]/g)).toEqual(
      expect.arrayContaining(['KK-2026-00001']),
    );
    await manager.update(Institution, { id }, { basisId });
    expect(await list('?due=risk')).toEqual([3, 5]);
  });

  it('filters by person and by directorate, and says the filter again', async () => {
    const { officials, directorates } = app.seed;
    expect(await list(`?assignee=${officials.staf.id}`)).toEqual([2]);
    const page = await officer.get(`/desk?directorate=${directorates.urbanism.id}&text=kontrata`);
    expect(short(page.text)).toEqual([3]);
    expect(page.text).toContain(`<option value="${directorates.urbanism.id}" selected>`);
    expect(page.text).toContain('value="kontrata"');
  });

  it('finds a case by its reference, whatever its status', async () => {
    expect(await list('?text=kk-2026-00006')).toEqual([6]);
    expect(await list('?text=PZ-2026-00001')).toEqual([]);
  });

  it('shows directorate staff the cases of their directorate and their own', async () => {
    const browser = app.client();
    await browser.signIn('staf@test');
    expect(await list('', browser)).toEqual([2, 3]);
    expect(await list('?assignee=nobody', browser)).toEqual([3]);
    expect(await list('?text=KK-2026-00001', browser)).toEqual([]);
    expect(readable((await browser.get('/desk')).text)).toMatch(/2 Open 1 Mine/);
  });

  it('says that nothing fits, and how to see everything again', async () => {
    const page = await officer.get('/desk?text=zzz');
    expect(readable(page.text)).toContain('No case fits these filters. Clear filters');
  });

  it('marks an urgent case whose hour has passed on its own day', async () => {
    app.clock.set('2026-04-01T09:30:00+02:00');
    const later = app.client();
    await later.signIn('zyrtar@test');
    const text = readable((await later.get('/desk?due=overdue')).text);
    expect(text).toContain('I burgosuri');
    expect(text).toContain('30 minutes overdue');
    app.clock.set('2026-03-30T09:00:00+02:00');
    await officer.signIn('zyrtar@test');
  });

  it('says when submissions wait for registration and when alarms are late', async () => {
    const before = readable((await officer.get('/desk')).text);
    expect(before).not.toContain('waiting for registration');
    expect(before).not.toContain('Alarms are delayed');
    const { institution } = app.seed;
    const [sent] = await app.source.manager.find(Submission, { take: 1 });
    const waiting = { submissionId: sent!.id, institutionId: institution.id, tries: 1, problem: 'x' };
    await app.source.manager.insert(IntakeBacklog, waiting);
    await app.get(Transactions).run((tx) => app.get(Heartbeats).beat(tx, 'sweep', app.clock.now()));
    app.clock.advance(16 * 60_000);
    const text = readable((await officer.get('/desk')).text);
    expect(text).toContain('1 submission is kept and is waiting for registration');
    expect(text).toContain('Alarms are delayed');
    await app.source.manager.delete(IntakeBacklog, { submissionId: sent!.id });
    app.clock.set('2026-03-30T09:00:00+02:00');
  });

  it('speaks each language', async () => {
    for (const [language, words] of [
      ['sq', ['Lëndët', 'Afati sot', 'Pa zyrtar']],
      ['sr', ['Predmeti', 'Hitno: 48 sati', 'Bez službenika']],
    ] as const) {
      await app.source.query(`UPDATE officials SET language = '${language}'`);
      const text = readable((await officer.get('/desk')).text);
      for (const word of words) expect(text.toLowerCase()).toContain(word.toLowerCase());
    }
    await app.source.query(`UPDATE officials SET language = 'en'`);
  });

  it('finds Cyrillic by Latin words, and either by the other', async () => {
    const { reference } = await fileCase(app, {
      subject: 'Захтев за план општине',
      text: 'Ђорђевић, Čačak',
      receivedOn: localDate('2026-03-27'),
    });
    const found = (text: string): Promise<number[]> => list(`?text=${encodeURIComponent(text)}`);
    for (const text of ['opstine', 'OPŠTINE', 'општине', 'djordjevic', 'Đorđević', 'ЂОРЂЕВИЋ', 'чачак', 'cacak zahtev'])
      expect(await found(text)).toEqual([Number(reference.slice(-5))]);
  });
});

describe.each(['sqlite', 'postgres'] as const)('pages of the queue on %s', (database) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00', database });
    // 130 cases on three due days only, every tenth urgent: pages break in the middle of a day
    for (let i = 0; i < 130; i += 1) {
      const receivedOn = localDate(['2026-03-27', '2026-03-28', '2026-03-30'][i % 3]!);
      const { urbanism } = app.seed.directorates;
      const { staf } = app.seed.officials;
      const whose = i % 2 === 0 ? { directorateId: urbanism.id } : i % 3 === 0 ? { assigneeId: staf.id } : {};
      await fileCase(app, { receivedOn, urgent: i % 10 === 0, ...whose });
    }
  });
  afterAll(() => app.close());

  const linkOf = (html: string, rel: 'next' | 'prev'): string | undefined =>
    new RegExp(`href="([^"]*)" rel="${rel}"`).exec(html)?.[1]?.replaceAll('&amp;', '&');

  it.each([
    ['zyrtar@test', '/desk'],
    ['staf@test', '/desk'],
    ['zyrtar@test', '/desk?status=all'],
    ['staf@test', '/desk?status=all&text=kontrata'],
  ])('come one after the other without gap or double, and back again (%s %s)', async (who, start) => {
    const browser = app.client();
    await browser.signIn(who);
    const there: string[][] = [];
    const addresses: string[] = [];
    let last = '';
    for (let address: string | undefined = start; address;) {
      last = (await browser.get(address)).text;
      there.push(references(last));
      addresses.push(address);
      address = linkOf(last, 'next');
    }
    const all = there.flat();
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(50);
    const seen = await app.source.query<{ reference: string; due_on: string; due_at: string | null; id: string }[]>(
      who.startsWith('zyrtar')
        ? 'SELECT reference, due_on, due_at, id FROM case_files'
        : `SELECT reference, due_on, due_at, id FROM case_files WHERE directorate_id = '${app.seed.directorates.urbanism.id}' OR assignee_id = '${app.seed.officials.staf.id}'`,
    );
    const key = (row: (typeof seen)[number]): string => `${row.due_on} ${row.due_at ?? 'z'} ${row.id}`;
    const expected = [...seen].sort((a, b) => (key(a) < key(b) ? -1 : 1)).map((row) => row.reference);
    expect(all).toEqual(start.includes('status=all') ? expected.reverse() : expected);

    const back: string[][] = [there.at(-1)!];
    for (let address = linkOf(last, 'prev'); address;) {
      const page = (await browser.get(address)).text;
      back.unshift(references(page));
      address = linkOf(page, 'prev');
    }
    expect(back.flat()).toEqual(all);
    expect(addresses.length).toBe(Math.ceil(all.length / 50));
  });
});
