import { deskPaths } from '../../src/platform/paths';
import { Absences, EventLog, Transactions } from '../../src/records';
import { localDate } from '../../src/core/law';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { seedMunicipality } from '../support/seed';

const PAGE = deskPaths.absences();
const NEXT_WEEK = { fromOn: '06.04.2026', untilOn: '10.04.2026' };

describe('absences and stand-ins', () => {
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
  const rows = () =>
    app.get(Absences).notOver(app.get(Transactions).reader, [app.seed.institution.id], localDate('2026-03-30'));
  const events = (type: string) =>
    app.get(EventLog).ofHouse(app.get(Transactions).reader, app.seed.institution.id, type);

  /** Enters one behind the page's back, as somebody did before. */
  async function away(who: 'staf' | 'drejtor' | 'zyrtar', standIn: string | null, fromOn: string, untilOn: string) {
    const { institution, officials } = app.seed;
    return app.get(Transactions).run((tx) =>
      app.get(Absences).enter(tx, {
        institutionId: institution.id,
        officialId: officials[who].id,
        fromOn: localDate(fromOn),
        untilOn: localDate(untilOn),
        standInId: standIn,
        by: officials[who].id,
        now: app.clock.now(),
      }),
    );
  }

  it('lets everybody enter their own absence, and nobody another one', async () => {
    const { staf, zyrtar, drejtor } = app.seed.officials;
    const staff = await signedIn('staf');
    const page = await staff.get(PAGE);
    expect(page.text).not.toContain('name="officialId"');
    const entered = await staff.post(PAGE, { ...NEXT_WEEK, standInId: drejtor.id });
    expect([entered.status, entered.location]).toEqual([303, `${PAGE}?done=entered`]);
    expect(await rows()).toMatchObject([
      { officialId: staf.id, standInId: drejtor.id, fromOn: '2026-04-06', untilOn: '2026-04-10', byId: staf.id },
    ]);
    expect((await events('absence.entered')).map(({ event }) => event.officialId)).toEqual([staf.id]);
    const text = readable((await staff.get(`${PAGE}?done=entered`)).text);
    expect(text).toContain('Alarms of these days go to the stand-in');
    expect(text).toMatch(/Sokol Stafi 6 April 2026 – 10 April 2026 Driton Drejtori Coming/);
    // Another one, as if the form had asked.
    const other = await staff.post(PAGE, { ...NEXT_WEEK, officialId: zyrtar.id });
    expect([other.status, readable(other.text).includes('Choose who is away')]).toEqual([422, true]);
    expect(await rows()).toHaveLength(1);
  });

  it('answers wrong days and conflicts beside the field, with what was typed', async () => {
    const { staf } = app.seed.officials;
    await away('staf', null, '2026-04-08', '2026-04-09');
    const staff = await signedIn('staf');
    const wrong: [Record<string, string>, string, string][] = [
      [{ fromOn: '', untilOn: '' }, 'fromOn', 'Enter the first day away'],
      [{ fromOn: '31.02.2026', untilOn: '10.04.2026' }, 'fromOn', 'Enter a day that exists'],
      [{ fromOn: '10.04.2026', untilOn: '06.04.2026' }, 'untilOn', 'The last day is before the first'],
      [{ fromOn: '01.03.2026', untilOn: '02.03.2026' }, 'untilOn', 'That absence is over already'],
      [{ fromOn: '01.05.2026', untilOn: '01.06.2028' }, 'untilOn', 'at most one year'],
      [NEXT_WEEK, 'fromOn', 'entered already; cancel it first'],
      [{ fromOn: '01.05.2026', untilOn: '02.05.2026', standInId: staf.id }, 'standInId', 'stand in for themselves'],
      [
        { fromOn: '01.05.2026', untilOn: '02.05.2026', standInId: 'somebody' },
        'standInId',
        'Choose an active official',
      ],
    ];
    for (const [typed, field, said] of wrong) {
      const answer = await staff.fill(PAGE, typed);
      expect([said, answer.status]).toEqual([said, 422]);
      expect(answer.text).toContain(`id="${field}-error"`);
      expect(readable(answer.text)).toContain(said);
      if (typed.fromOn) expect(answer.text).toContain(`value="${typed.fromOn}"`);
    }
    const stale = await staff.post(PAGE, { ...NEXT_WEEK, _csrf: 'old' });
    expect([stale.status, stale.text.includes('value="06.04.2026"')]).toEqual([422, true]);
    expect(readable(stale.text)).toContain('open for too long');
    expect(await rows()).toHaveLength(1);
  });

  it('lets heads enter and cancel for their people, administrators for all', async () => {
    const { staf, zyrtar, kryetar } = app.seed.officials;
    const head = await signedIn('drejtor');
    const choices = (await head.get(PAGE)).text.match(/<select[^>]+name="officialId"[\s\S]*?<\/select>/)?.[0] ?? '';
    expect([choices.includes('Sokol Stafi'), choices.includes('Zana')]).toEqual([true, false]);
    expect((await head.post(PAGE, { ...NEXT_WEEK, officialId: staf.id })).location).toBe(`${PAGE}?done=enteredAlone`);
    const ofOfficer = await away('zyrtar', kryetar.id, '2026-04-06', '2026-04-10');
    await head.get(PAGE);
    expect((await head.post(deskPaths.absenceCancel(ofOfficer.id))).status).toBe(403);
    const admin = await signedIn('admin');
    const text = readable((await admin.get(PAGE)).text);
    expect(text).toMatch(/Zana Zyrtarja .* Kaltrina Kryetari/);
    expect(text).toContain('Entered by Driton Drejtori');
    expect((await admin.post(deskPaths.absenceCancel(ofOfficer.id), { _csrf: 'old' })).status).toBe(403);
    const gone = await admin.post(deskPaths.absenceCancel(ofOfficer.id));
    expect([gone.status, gone.location]).toEqual([303, `${PAGE}?done=cancelled`]);
    expect((await admin.post(deskPaths.absenceCancel(ofOfficer.id))).location).toBe(`${PAGE}?done=late`);
    expect((await rows()).map((one) => one.officialId)).toEqual([staf.id]);
    expect(await events('absence.cancelled')).toHaveLength(1);
    expect((await admin.post(PAGE, { ...NEXT_WEEK, officialId: zyrtar.id })).status).toBe(303);
  });

  it('lets no head make themselves the stand-in of somebody who may do more', async () => {
    const { zyrtar, drejtor } = app.seed.officials;
    const { urbanism } = app.seed.directorates;
    await app.source.query('UPDATE officials SET directorate_id = $1 WHERE id = $2', [urbanism.id, zyrtar.id]);
    const head = await signedIn('drejtor');
    expect((await head.get(PAGE)).text).not.toMatch(
      /<option value="[^"]*">Zana Zyrtarja<\/option>[\s\S]*name="fromOn"/,
    );
    const answer = await head.post(PAGE, { ...NEXT_WEEK, officialId: zyrtar.id, standInId: drejtor.id });
    expect([answer.status, await rows()]).toEqual([422, []]);
  });

  it('knows nothing of another institution', async () => {
    await seedMunicipality(app.source, app.clock.now(), 'QQ', 'elsewhere');
    const theirs = await away('staf', null, '2026-04-06', '2026-04-10');
    const other = app.client();
    await other.signIn('admin@elsewhere');
    expect(readable((await other.get(PAGE)).text)).not.toContain('6 prill');
    expect((await other.post(deskPaths.absenceCancel(theirs.id))).status).toBe(404);
    expect(await rows()).toHaveLength(1);
    expect((await app.client().get(PAGE)).location).toContain('/desk/sign-in');
  });

  it('shows at the case and in the queue who is away, and opens the cases to the stand-in', async () => {
    const { staf, drejtor } = app.seed.officials;
    const { budget } = app.seed.directorates;
    await app.source.query('UPDATE officials SET directorate_id = $1 WHERE id = $2', [budget.id, staf.id]);
    const mine = await fileCase(app, { assigneeId: staf.id, directorateId: budget.id, subject: 'Buxheti i vitit' });
    const page = deskPaths.caseFile(mine.id);
    const standIn = await signedIn('drejtor');
    expect((await standIn.get(page)).status).toBe(404);
    await away('staf', drejtor.id, '2026-03-30', '2026-04-03');
    const text = readable((await standIn.get(page)).text);
    expect(text).toContain('Official Sokol Stafi Absent until 3 April 2026; stand-in: Driton Drejtori');
    // What the absent one may, the stand-in may: this one decides.
    expect((await standIn.get(deskPaths.move(mine.id, 'decide'))).status).toBe(200);
    const queue = readable((await standIn.get(deskPaths.queue())).text);
    expect(queue).toContain('Until 3 April 2026 you stand in for Sokol Stafi.');
    expect(queue).toMatch(/Buxheti i vitit .* Absent until 3 April 2026; stand-in: Driton Drejtori/);
    expect(readable((await standIn.get(PAGE)).text)).toContain('you stand in for Sokol Stafi');
    // The absence is over: the cases are not theirs any more.
    app.clock.set('2026-04-04T09:00:00+02:00');
    await standIn.signIn('drejtor@test');
    expect((await standIn.get(page)).status).toBe(404);
    expect(readable((await standIn.get(deskPaths.queue())).text)).not.toContain('Buxheti');
  });

  it.each([
    ['sq', 'Shëno mungesë', 'Dita e fundit është para ditës së parë'],
    ['sr', 'Upis odsustva', 'Poslednji dan je pre prvog'],
  ])('speaks %s', async (language, title, refused) => {
    await app.source.query(`UPDATE officials SET language = '${language}'`);
    const staff = await signedIn('staf');
    expect(readable((await staff.get(PAGE)).text)).toContain(title);
    const answer = await staff.post(PAGE, { fromOn: '10.04.2026', untilOn: '06.04.2026' });
    expect([answer.status, readable(answer.text).includes(refused)]).toEqual([422, true]);
  });
});
