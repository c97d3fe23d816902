import { randomUUID } from 'node:crypto';
import type { CaseEvent } from '../../src/core/casefile';
import { addDays, type CalendarYear, calendarYears, type LocalDate, localDate } from '../../src/core/law';
import { deskPaths } from '../../src/platform/paths';
import {
  CaseBook,
  CaseRow,
  ClockBasisRow,
  EventLog,
  insertAll,
  Institution,
  OutboxRow,
  Transactions,
} from '../../src/records';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';

const CALENDAR = deskPaths.calendar();
const page = (change: string, query?: Record<string, string>): string => deskPaths.calendarChange(change, query);

/** The Thursday of that week. Whoever asked on the Thursday before is owed an answer on it. */
const THURSDAY = '2026-04-02';
const BEFORE = localDate('2026-03-26');
const add = {
  day: '02.04.2026',
  name: 'municipal-day-off',
  titleSq: 'Dita e Komunës',
  titleSr: 'Dan opštine',
  titleEn: 'Municipality Day',
  state: 'official',
  source: 'Vendimi 02-114',
};

describe('the calendar of an institution', () => {
  let app: TestApp;
  let admin: Client;
  beforeEach(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    admin = app.client();
    await admin.signIn('admin@test');
  });
  afterEach(() => app.close());

  const row = (id: string): Promise<CaseRow> => app.source.getRepository(CaseRow).findOneByOrFail({ id });
  const bases = (): Promise<ClockBasisRow[]> => app.source.manager.find(ClockBasisRow, { order: { number: 'ASC' } });
  const mails = (): Promise<OutboxRow[]> => app.source.manager.find(OutboxRow, { order: { recipient: 'ASC' } });
  const history = (id: string) => app.get(EventLog).ofCase(app.get(Transactions).reader, id);

  async function happen({ id, institutionId }: CaseRow, ...events: CaseEvent[]): Promise<void> {
    const act = { institutionId, caseId: id, actor: { kind: 'system' as const }, now: app.clock.now() };
    await app.get(Transactions).run((tx) => app.get(CaseBook).act(tx, act, () => events));
  }
  const decided = (occurredOn: LocalDate): CaseEvent => ({
    type: 'decided',
    occurredOn,
    outcome: 'granted',
    answerForm: 'electronic',
    grounds: [],
    letterId: null,
  });

  /** Everything that a preview needs to be approved. */
  const hidden = (html: string): Record<string, string> =>
    Object.fromEntries(
      [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
        .map(([, name = '', value = '']) => [name, value] as const)
        .filter(([name]) => name !== 'step' && name !== '_csrf'),
    );
  async function apply(change: string, fields: Record<string, string>) {
    const preview = await admin.fill(page(change), fields);
    expect([preview.status, preview.text.includes('name="basis"')]).toEqual([200, true]);
    return admin.post(page(change), { ...hidden(preview.text), step: 'apply' });
  }

  it('shows the days of each year, who declared them, and what may be done', async () => {
    const text = readable((await admin.get(CALENDAR)).text);
    expect(text).toContain('Known until Friday 31 December 2027');
    expect(text).toContain('Version kosovo-2010-2027/1');
    expect(text).toContain('Cases that wait for the calendar 0');
    expect(text).toMatch(/Monday 11 May 2026 Europe Day, carried over from 9 May 2026 by the law on holidays Move/);
    expect(text).toMatch(/Friday 20 March 2026 Eid al-Fitr, first day Expected Confirm Friday 20 March 2026 · Move/);
    expect(text).toContain('The first calendar');
    expect(text).not.toContain('calendar of days off is known for only');
    // The footer names the version of the program, here as elsewhere.
    expect(text).toMatch(/Qasja \d+\.\d+\.\d+ ·/);
  });

  it('shows what a new day off would move, and writes nothing', async () => {
    const { staf } = app.seed.officials;
    const mine = await fileCase(app, { receivedOn: BEFORE, assigneeId: staf.id, subject: 'Lejet' });
    await fileCase(app, { receivedOn: addDays(BEFORE, 1) });
    const early = await fileCase(app, { receivedOn: BEFORE });
    await happen(early, decided(localDate('2026-03-30')));
    const preview = await admin.fill(page('add'), add);
    const text = readable(preview.text);
    expect(preview.status).toBe(200);
    expect(text).toContain('New day off: Thursday 2 April 2026, Municipality Day (day off of the municipality)');
    expect(text).toContain('Thursday 2 April 2026 becomes a day off');
    expect(text).toContain('1 open case gets another deadline');
    expect(text).toContain('1 closed case keeps the deadline');
    expect(text).toMatch(/6 reminders or alarms move with them/);
    expect(text).toContain(`${mine.reference} Lejet Sokol Stafi 2 Apr 2026 → 3 Apr 2026`);
    expect(text).toContain('One day left: 1 Apr 2026 → 2 Apr 2026');
    // It went out this morning, and will again.
    expect(text).toContain('Three days left: 30 Mar 2026 → 31 Mar 2026');
    expect([await bases(), await mails(), (await row(mine.id)).dueOn]).toMatchObject([
      { length: 1 },
      { length: 0 },
      THURSDAY,
    ]);
    // Back to the form, with everything that was typed.
    const edit = await admin.post(page('add'), { ...hidden(preview.text), step: 'edit' });
    expect([edit.status, edit.text.includes('value="Vendimi 02-114"')]).toEqual([200, true]);
  });

  it('applies it in one step: rows, events, one notice each, and the history tells who', async () => {
    const { staf, zyrtar } = app.seed.officials;
    const cases = [];
    for (const assigneeId of [staf.id, staf.id, null])
      cases.push(await fileCase(app, { receivedOn: BEFORE, assigneeId }));
    const other = await fileCase(app, { receivedOn: addDays(BEFORE, 1), assigneeId: staf.id });
    const answer = await apply('add', add);
    expect(answer.location).toBe(`${CALENDAR}?done=add&moved=3`);
    expect(readable((await admin.get(answer.location!)).text)).toContain('3 open cases got another deadline');
    const [, present] = await bases();
    expect(present).toMatchObject({
      number: 2,
      calendarVersion: 'kosovo-2010-2027/1+2',
      byId: app.seed.officials.admin.id,
    });
    for (const { id } of cases) {
      expect(await row(id)).toMatchObject({
        dueOn: '2026-04-03',
        decisionDueOn: '2026-04-03',
        firstDueOn: '2026-04-03',
        basisId: present!.id,
        calendarVersion: present!.calendarVersion,
      });
      expect((await history(id)).at(-1)).toMatchObject({
        actor: { kind: 'official', id: app.seed.officials.admin.id },
        event: { type: 'recounted', why: 'calendar', from: THURSDAY, to: '2026-04-03', occurredOn: '2026-03-30' },
      });
    }
    // The one that did not move is counted by the new calendar as well, and knows nothing of it.
    expect(await row(other.id)).toMatchObject({ dueOn: '2026-04-03', version: 2, basisId: present!.id });
    const sent = (await mails()).map(({ kind, recipient, facts }) => [kind, recipient, facts.total]);
    expect(sent).toEqual([
      ...cases.map(() => ['deadline-moved', 'arta@example.org', undefined]),
      ['deadlines-moved', staf.email, 2],
      ['deadlines-moved', zyrtar.email, 1],
    ]);
    const text = readable((await admin.get(CALENDAR)).text);
    expect(text).toMatch(
      /2 New day off: Thursday 2 April 2026, Municipality Day .* Arta Administruesja 30 March 2026 at 09:00 3/,
    );
    expect(text).toContain('Thursday 2 April 2026 Municipality Day (day off of the municipality) beside the law');
    const chain = await app.get(EventLog).verify(app.get(Transactions).reader, app.seed.institution.id);
    expect(chain.brokenAt).toBeNull();
    const [event] = await app.source.query("SELECT data FROM events WHERE type = 'calendar.changed'");
    expect(JSON.parse(event.data)).toMatchObject({ casesMoved: 3, change: { type: 'add', day: THURSDAY } });
  });

  it.each([
    ['sq', 'e enjte, 2 prill 2026 (Dita e Komunës (ditë pushimi e komunës))', 'Një ditë pushimi u shtua'],
    ['sr', 'četvrtak, 2. april 2026. (Dan opštine (dan odmora u opštini))', 'dodat ili promenjen dan odmora'],
    ['en', 'Thursday 2 April 2026 (Municipality Day (day off of the municipality))', 'A day off was added'],
  ])('explains the new date to the citizen in %s', async (lang, day, why) => {
    const one = await fileCase(app, { receivedOn: BEFORE });
    await apply('add', add);
    const [applicant] = await app.source.query('SELECT access_code AS code FROM applicants');
    const citizen = app.client();
    const opened = await citizen.get(`/${lang}/track?reference=${one.reference}&code=${applicant.code}`);
    const text = readable((await citizen.get(opened.location!)).text);
    expect(text).toContain(why);
    expect(text).toContain(day);
    expect(text).toContain('Vendimi 02-114');
    expect(text).toContain('kosovo-2010-2027/1+2');
  });

  it('shows a new preview when somebody else changed the calendar meanwhile', async () => {
    await fileCase(app, { receivedOn: BEFORE });
    const first = await admin.fill(page('add'), add);
    const other = app.client();
    await other.signIn('admin@test');
    const second = await other.fill(page('add'), { ...add, day: '03.04.2026' });
    expect((await other.post(page('add'), { ...hidden(second.text), step: 'apply' })).status).toBe(303);
    const answer = await admin.post(page('add'), { ...hidden(first.text), step: 'apply' });
    const text = readable(answer.text);
    expect([answer.status, await bases()]).toMatchObject([422, { length: 2 }]);
    expect(text).toContain('Somebody else changed the calendar or the settings meanwhile');
    // Friday is off as well by now, and Monday is Easter Monday.
    expect(text).toContain('2 Apr 2026 → 7 Apr 2026');
    expect((await admin.post(page('add'), { ...hidden(answer.text), step: 'apply' })).status).toBe(303);
  });

  it('refuses a day that is past when closed cases were judged by it, and says how many', async () => {
    const late = await fileCase(app, { receivedOn: localDate('2026-03-17') });
    await happen(late, decided(localDate('2026-03-24')));
    const past = { ...add, day: '24.03.2026' };
    const answer = await admin.fill(page('add'), past);
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain('1 closed case was judged by it: the change would judge it again');
    expect(answer.text).toContain('value="24.03.2026"');
    // Nor can it be slipped in without the preview.
    const slipped = await admin.post(page('add'), { ...past, step: 'apply', basis: app.seed.institution.basisId });
    expect([slipped.status, (await bases()).length]).toEqual([422, 1]);
    // Nobody was judged by the day after.
    expect((await admin.fill(page('add'), { ...add, day: '25.03.2026' })).status).toBe(200);
  });

  it('lifts a silence whose day moved, and says so', async () => {
    const silent = await fileCase(app, { receivedOn: localDate('2026-03-20') });
    await happen(silent, { type: 'silence-fell', occurredOn: localDate('2026-03-28'), dueOn: localDate('2026-03-27') });
    // Friday becomes a day off: the term ends on Monday, today.
    const preview = await admin.fill(page('add'), { ...add, day: '27.03.2026' });
    expect(readable(preview.text)).toContain('1 case no longer counts as refused by silence');
    expect((await admin.post(page('add'), { ...hidden(preview.text), step: 'apply' })).status).toBe(303);
    expect(await row(silent.id)).toMatchObject({ silentSince: null, dueOn: '2026-03-30' });
  });

  it('moves, confirms and removes days', async () => {
    const asked = await fileCase(app, { receivedOn: localDate('2026-03-30') });
    expect(readable((await admin.get(page('move', { day: '2026-05-27' }))).text)).toContain(
      'Wednesday 27 May 2026 – Eid al-Adha',
    );
    const eid = { from: '2026-05-27', to: '28.05.2026', state: 'official', source: 'Njoftimi i Qeverisë' };
    expect((await apply('move', eid)).location).toContain('done=move&moved=0');
    expect((await apply('confirm', { day: '2027-03-10', source: 'Njoftimi' })).location).toContain('done=confirm');
    // Easter Monday, on which the seven days end: without it they end there.
    expect((await apply('remove', { day: '2026-04-06', reason: 'Nuk është në tabelë' })).location).toContain('moved=1');
    expect((await row(asked.id)).dueOn).toBe('2026-04-06');
    const text = readable((await admin.get(CALENDAR)).text);
    expect(text).toContain('Thursday 28 May 2026 Eid al-Adha, first day from the official table Njoftimi i Qeverisë');
    expect(text).toContain('Eid al-Adha, first day: moved from Wednesday 27 May 2026 to Thursday 28 May 2026');
    expect(text).not.toContain('Monday 6 April 2026 Catholic Easter');
  });

  it('warns before the calendar ends, and takes a new year that the law filled in', async () => {
    app.clock.set(new Date('2027-12-27T09:00:00+01:00'));
    await admin.signIn('admin@test');
    const waits = await fileCase(app, { receivedOn: localDate('2027-12-27'), assigneeId: app.seed.officials.staf.id });
    const text = readable((await admin.get(CALENDAR)).text);
    expect(text).toContain('known for only 4 more days, until 31 December 2027');
    expect(text).toContain('Cases that wait for the calendar 1');
    expect(await row(waits.id)).toMatchObject({ dueOn: '9999-12-31' });
    const form = await admin.get(page('year'));
    for (const day of ['03.01.2028', '04.01.2028', '17.04.2028', '18.04.2028'])
      expect(form.text).toContain(`value="${day}"`);
    const fields = hidden(form.text);
    for (const [, name = '', value = ''] of form.text.matchAll(/name="(day-\d+)" type="text" value="([^"]*)"/g))
      fields[name] = value;
    for (const [, name = ''] of form.text.matchAll(/name="(expected-\d+)" type="checkbox" value="1" checked/g))
      fields[name] = '1';
    expect(Object.keys(fields).filter((name) => name.startsWith('expected'))).toHaveLength(2);
    expect((await apply('year', { ...fields, state: 'by-rule', source: '' })).location).toContain('done=year&moved=1');
    expect(await row(waits.id)).toMatchObject({ dueOn: '2028-01-05', firstDueOn: '2028-01-05' });
    expect((await history(waits.id)).at(-1)?.event).toMatchObject({ type: 'recounted', from: null, to: '2028-01-05' });
    const after = readable((await admin.get(CALENDAR)).text);
    expect(after).toContain('Known until Sunday 31 December 2028');
    expect(after).not.toContain('more days, until');
    expect(after).toContain('The year 2028 was added');
    // Other officials are not bothered with it.
    const staff = app.client();
    await staff.signIn('staf@test');
    expect(readable((await staff.get('/desk')).text)).not.toContain('calendar of days off');
  });

  it('offers the days that a newer program moves, to be taken over or not', async () => {
    // A municipality that counts by the table of an older program, with a day of its own.
    const years: CalendarYear[] = calendarYears.map((table) =>
      table.year === 2026
        ? {
            ...table,
            days: table.days
              .filter(({ day }) => day !== '2026-04-06')
              .concat({ day: '2026-04-08', name: 'municipal-day-off', title: { sq: 'X', sr: 'X', en: 'X' } }),
          }
        : table,
    );
    const older = {
      ...(await bases())[0]!,
      id: randomUUID(),
      number: 2,
      calendarVersion: 'kosovo-old',
      nationalVersion: 'kosovo-old',
      years,
    };
    await insertAll(app.source.manager, ClockBasisRow, [older]);
    await app.source.manager.update(Institution, { id: older.institutionId }, { basisId: older.id });
    const asked = await fileCase(app, { receivedOn: localDate('2026-03-30') });
    expect((await row(asked.id)).dueOn).toBe('2026-04-06');
    expect(readable((await admin.get(CALENDAR)).text)).toContain('The new program brings 1 changed day.');
    expect(readable((await admin.get(page('national'))).text)).toContain('Catholic Easter no date Monday 6 April 2026');
    expect((await admin.post(page('national'), {})).status).toBe(422);
    const answer = await apply('national', { answer: 'take' });
    expect(answer.location).toContain('done=national&moved=1');
    expect((await row(asked.id)).dueOn).toBe('2026-04-07');
    const text = readable((await admin.get(CALENDAR)).text);
    expect(text).not.toContain('The new program brings');
    expect(text).toContain('Wednesday 8 April 2026 X (day off of the municipality)');
    expect((await admin.get(page('national'))).location).toBe(CALENDAR);
  });

  it('tells people of a changed setting in the same way', async () => {
    await fileCase(app, { receivedOn: localDate('2026-03-30'), assigneeId: app.seed.officials.staf.id });
    const form = (await admin.get(deskPaths.institution())).text;
    const fields = Object.fromEntries(
      [...form.matchAll(/name="(\w+)" type="(?:text|email|tel)" value="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    ) as Record<string, string>;
    await admin.post(deskPaths.institution(), {
      ...fields,
      extensionReading: 'A',
      clarification: 'runs',
      workingDays: '1',
      onCallId: '',
    });
    expect((await mails()).map(({ kind, facts }) => [kind, facts.change])).toEqual([
      ['deadline-moved', { type: 'settings' }],
      ['deadlines-moved', { type: 'settings' }],
    ]);
  });

  const REFUSED: [string, string, Record<string, string>][] = [
    ['add', '#day', { ...add, day: '' }],
    ['add', '#day', { ...add, day: '31.02.2026' }],
    ['add', '#day', { ...add, day: '04.04.2026' }],
    ['add', '#day', { ...add, day: '06.04.2026' }],
    ['add', '#day', { ...add, day: '06.04.2029' }],
    ['add', '#name', { ...add, name: 'new-year' }],
    ['add', '#name', { ...add, name: '' }],
    ['add', '#titleSq', { ...add, titleSq: '' }],
    ['add', '#titleSr', { ...add, titleSr: 'x'.repeat(121) }],
    ['add', '#titleEn', { ...add, titleEn: ' ' }],
    ['add', '#state', { ...add, state: 'by-rule' }],
    ['add', '#state', { ...add, state: '' }],
    ['add', '#source', { ...add, source: '' }],
    ['move', '#from', { from: '', to: '28.05.2026', state: 'official', source: 'x' }],
    ['move', '#from', { from: '26.05.2026', to: '28.05.2026', state: 'official', source: 'x' }],
    ['move', '#to', { from: '27.05.2026', to: '', state: 'official', source: 'x' }],
    ['move', '#to', { from: '27.05.2026', to: '27.05.2026', state: 'official', source: 'x' }],
    ['confirm', '#day', { day: '26.05.2026', source: 'x' }],
    ['confirm', '#day', { day: '10.04.2024', source: 'x' }],
    ['remove', '#day', { day: '26.05.2026', reason: 'x' }],
    ['remove', '#reason', { day: '27.05.2026', reason: '' }],
    ['year', '#year', { year: '2029', state: 'by-rule', source: '', 'name-0': 'new-year', 'day-0': '2028-01-03' }],
    ['year', '#state', { year: '2028', state: '', source: '', 'name-0': 'new-year', 'day-0': '2028-01-03' }],
    ['year', '#source', { year: '2028', state: 'official', source: '', 'name-0': 'new-year', 'day-0': '2028-01-03' }],
    ['year', '#day-0', { year: '2028', state: 'by-rule', source: '', 'name-0': 'new-year', 'day-0': 'soon' }],
    ['year', '#day-0', { year: '2028', state: 'by-rule', source: '', 'name-0': 'new-year', 'day-0': '2028-01-01' }],
    ['year', '#day-0', { year: '2028', state: 'by-rule', source: '', 'name-0': 'new-year', 'day-0': '2027-01-01' }],
    ['year', '#day-0', { year: '2028', state: 'by-rule', source: '', 'name-0': 'new-year', 'day-0': '' }],
    [
      'year',
      '#day-2',
      {
        year: '2028',
        state: 'by-rule',
        source: '',
        'name-0': 'new-year',
        'day-0': '2028-01-03',
        'name-1': 'europe-day',
        'day-1': '',
        'name-2': 'labour-day',
        'day-2': '2028-01-03',
      },
    ],
  ];
  it.each(['sq', 'sr', 'en'])('refuses what cannot be, in %s, with what was typed', async (language) => {
    await app.source.query(`UPDATE officials SET language = '${language}'`);
    for (const [change, href, fields] of REFUSED) {
      const answer = await admin.fill(page(change), fields);
      expect([change, fields, answer.status]).toEqual([change, fields, 422]);
      expect([change, fields, answer.text.includes(`<a href="${href}">`)]).toEqual([change, fields, true]);
      if (fields.source && fields.source !== 'x') expect(answer.text).toContain(`value="${fields.source}"`);
    }
    expect(await bases()).toHaveLength(1);
    for (const change of ['add', 'move', 'confirm', 'remove', 'year'])
      expect((await admin.get(page(change))).status).toBe(200);
    expect((await admin.get(CALENDAR)).status).toBe(200);
    expect((await admin.get(page('delete'))).status).toBe(404);
  });
});
