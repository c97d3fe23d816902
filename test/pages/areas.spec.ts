import { deskPaths } from '../../src/platform/paths';
import { ApiTokens } from '../../src/platform/sign-in';
import { Applicant, type CaseRow, Institution, Rederivation } from '../../src/records';
import { fileCase } from '../make/filed-case';
import { keptArea } from '../make/objects';
import { makeMove } from '../make/offers';
import { startApp, type TestApp } from '../support/app';
import { type Client, type Fields, readable } from '../support/client';
import { fieldsOf } from '../support/form-fields';
import { Description } from '../support/openapi';
import { seedMunicipality } from '../support/seed';

const SCHOOLS = { code: 'arsim', nameSq: 'Arsim', nameSr: 'Obrazovanje', nameEn: 'Education', place: '2' };
const AREAS = deskPaths.areas();

describe('the list of subject areas', () => {
  let app: TestApp;
  let admin: Client;
  let other: Client;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query("UPDATE officials SET role = 'administrator' WHERE email = 'kryetar@test'");
    [admin, other] = [app.client(), app.client()];
    await admin.signIn('admin@test');
    await other.signIn('kryetar@test');
  });
  beforeEach(() => app.source.query("UPDATE officials SET language = 'en'"));
  afterAll(() => app.close());

  const events = async (type: string): Promise<Record<string, unknown>[]> =>
    (await app.source.query<{ data: string }[]>(`SELECT data FROM events WHERE type = '${type}' ORDER BY seq`)).map(
      ({ data }) => JSON.parse(data) as Record<string, unknown>,
    );
  const hrefOf = async (name: string): Promise<string> => {
    const page = (await admin.get(AREAS)).text;
    return new RegExp(`href="(/desk/areas/[\\w-]+)">${name}<`).exec(page)?.[1] ?? '';
  };
  const opened = async (client: Client, address: string): Promise<Fields> => fieldsOf((await client.get(address)).text);

  it('is empty at first, and takes entries in the order of their place, each an event', async () => {
    expect(readable((await admin.get(AREAS)).text)).toContain('No subject areas yet.');
    expect((await admin.fill(AREAS, SCHOOLS)).location).toBe(`${AREAS}?done=added`);
    const roads = { code: 'RRUGË', nameSq: 'Rrugë', nameSr: 'Putevi', nameEn: 'Roads', place: '1' };
    expect((await admin.fill(AREAS, roads)).status).toBe(422);
    expect((await admin.fill(AREAS, { ...roads, code: 'rruge' })).status).toBe(303);
    const page = readable((await admin.get(`${AREAS}?done=added`)).text);
    expect(page).toContain('The subject area has been added.');
    expect(page).toMatch(/Roads RRUGE 1 Offered Education ARSIM 2 Offered/);
    expect((await admin.get(AREAS)).text).toMatch(/name="place" type="text" value="3"/);
    expect(await events('area.added')).toMatchObject([
      { code: 'ARSIM', place: 2 },
      { code: 'RRUGE', nameEn: 'Roads' },
    ]);
  });

  it('says beside each field what is wrong and keeps what was typed, in three languages', async () => {
    const typed = { code: 'arsim', nameSq: 'arsim', nameSr: '', nameEn: 'x'.repeat(201), place: '0' };
    const told = {
      sq: ['Ky kod është në listë', 'një fushë me këtë emër', 'Shkruani emrin në serbisht', 'nga 1 deri në 999'],
      sr: ['Ovaj kod je već na listi', 'Oblast sa ovim nazivom', 'Upišite naziv na srpskom', 'od 1 do 999'],
      en: ['This code is in the list', 'a subject area with this name', 'the name in Serbian', 'from 1 to 999'],
    };
    for (const [lang, texts] of Object.entries(told)) {
      await app.source.query(`UPDATE officials SET language = '${lang}'`);
      const answer = await admin.fill(AREAS, typed);
      expect(answer.status).toBe(422);
      for (const text of texts) expect(readable(answer.text)).toContain(text);
      for (const field of ['code', 'nameSq', 'nameSr', 'nameEn', 'place'])
        expect(answer.text).toContain(`id="${field}-error"`);
      for (const kept of ['ARSIM', typed.nameEn, '0']) expect(answer.text).toContain(`value="${kept}"`);
    }
    expect((await admin.fill(AREAS, { ...SCHOOLS, code: 'A_B', nameSq: 'Tjetër' })).text).toContain('id="code-error"');
  });

  it('changes names and place but never the code, and tells who saves later what changed meanwhile', async () => {
    const here = await hrefOf('Education');
    const mine = { ...(await opened(admin, here)), nameEn: 'Schools', code: 'OTHER' };
    const theirs = { ...(await opened(other, here)), nameEn: 'Education and culture', place: '7' };
    expect((await other.post(here, theirs)).status).toBe(303);
    const told = await admin.post(here, mine);
    expect(told.status).toBe(422);
    expect(readable(told.text)).toContain('shown below as it is now: Place in the list.');
    expect(readable(told.text)).toContain('Changed by both of you: Name in English.');
    expect(fieldsOf(told.text)).toMatchObject({ nameEn: 'Schools', place: '7' });
    expect((await admin.post(here, fieldsOf(told.text))).location).toBe(`${AREAS}?done=changed`);
    expect(readable((await admin.get(AREAS)).text)).toContain('Schools ARSIM 7');
    expect((await events('area.changed')).at(-1)).toMatchObject({
      code: 'ARSIM',
      changed: { nameEn: ['Education and culture', 'Schools'] },
    });
    const wrong = await admin.fill(here, { place: 'first' });
    expect([wrong.status, wrong.text.includes('id="place-error"')]).toEqual([422, true]);
  });

  it('retires an entry and takes it back, once each, and keeps it', async () => {
    const here = await hrefOf('Schools');
    for (const _twice of [1, 2]) await admin.fill(here, {});
    for (const active of ['0', '0']) await admin.post(`${here}/active`, { active });
    expect(readable((await admin.get(`${AREAS}?done=retired`)).text)).toMatch(
      /has been retired.*Schools ARSIM 7 Retired/,
    );
    expect((await admin.post(`${here}/active`, { active: '1' })).location).toBe(`${AREAS}?done=restored`);
    expect([(await events('area.retired')).length, (await events('area.restored')).length]).toEqual([1, 1]);
  });

  it('is the own institution’s alone, and stands in the menu of its administrators', async () => {
    const there = await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
    const theirs = await keptArea(app, 'ARSIM', there);
    expect((await admin.get(deskPaths.area(theirs))).status).toBe(404);
    expect((await admin.post(`${deskPaths.area(theirs)}/active`, { active: '0' })).status).toBe(404);
    expect((await admin.get('/desk')).text).toContain(`href="${AREAS}"`);
    const officer = app.client();
    await officer.signIn('zyrtar@test');
    expect((await officer.get('/desk')).text).not.toContain(`href="${AREAS}"`);
    expect((await officer.get(AREAS)).status).toBe(403);
  });
});

describe.each(['sqlite', 'postgres'] as const)('the subject area of a case on %s', (database) => {
  let app: TestApp;
  let officer: Client;
  let rows: CaseRow[];
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00', database });
    await app.source.query("UPDATE officials SET language = 'en'");
    const { officials, directorates } = app.seed;
    const staffs = { assigneeId: officials.staf.id, directorateId: directorates.urbanism.id };
    rows = [await fileCase(app, staffs), await fileCase(app), await fileCase(app, { urgent: true })];
    officer = app.client();
    await officer.signIn('zyrtar@test');
  }, 60_000);
  afterAll(() => app.close());

  const list = async (query: string, browser = officer): Promise<number[]> =>
    [...(await browser.get(`/desk${query}`)).text.matchAll(/q-list__small">KK-2026-(\d{5})/g)].map(([, found]) =>
      Number(found),
    );
  const move = (row: CaseRow, area: string): ReturnType<typeof makeMove> => makeMove(officer, row.id, 'area', { area });

  it('is asked for nowhere while the list is empty', async () => {
    expect((await officer.get(deskPaths.caseFile(rows[0]!.id))).text).not.toContain('/area"');
    expect((await officer.get('/desk')).text).not.toContain('name="area"');
    expect(readable((await officer.get(deskPaths.move(rows[0]!.id, 'area'))).text)).toContain('no subject areas yet');
  });

  it('is chosen from the list, an event that stands in the history and says nothing to the applicant', async () => {
    await keptArea(app, 'ARSIM');
    await keptArea(app, 'RRUGE');
    const page = deskPaths.caseFile(rows[0]!.id);
    expect((await officer.get(page)).text).toContain('/area"');
    expect((await move(rows[0]!, 'ARSIM')).location).toBe(`${page}?done=area`);
    expect((await move(rows[2]!, 'ARSIM')).status).toBe(303);
    const seen = readable((await officer.get(`${page}?done=area`)).text);
    expect(seen).toContain('The subject area is saved.');
    expect(seen).toContain('Subject area Area ARSIM');
    expect(seen).toMatch(/The subject area was changed.*Area ARSIM/);
    const same = await move(rows[0]!, 'ARSIM');
    expect([same.status, same.text.includes('id="area-error"')]).toEqual([422, true]);
    expect((await move(rows[0]!, 'NONE-SUCH')).status).toBe(422);
    const past = readable((await officer.get(deskPaths.caseAsOf(rows[0]!.id, '30.03.2026'))).text);
    expect(past).toContain('Area ARSIM');
    const { reference, id } = rows[0]!;
    const { accessCode } = await app.source.manager.findOneByOrFail(Applicant, { caseId: id });
    const tracked = await app.client().fill('/en/track', { reference, code: accessCode });
    expect(readable(tracked.text)).toContain(reference);
    expect(readable(tracked.text)).not.toMatch(/ARSIM|subject area/i);
  });

  it('filters the queue, also for directorate staff, in a link and beside other filters', async () => {
    expect((await list('?area=ARSIM')).sort()).toEqual([1, 3]);
    expect((await list('?area=ARSIM&sort=received')).sort()).toEqual([1, 3]);
    expect((await list('?area=ARSIM&sort=status&status=all')).sort()).toEqual([1, 3]);
    expect(await list('?area=ARSIM&assignee=nobody')).toEqual([3]);
    expect(await list('?area=none')).toEqual([2]);
    expect(await list('?area=RRUGE')).toEqual([]);
    const staff = app.client();
    await staff.signIn('staf@test');
    expect(await list('?area=ARSIM', staff)).toEqual([1]);
    const page = (await officer.get('/desk?area=ARSIM')).text;
    expect(page).toContain('<option value="ARSIM" selected>Area ARSIM</option>');
    expect(page).toContain(`href="${deskPaths.ownDesk('area=ARSIM').replace('&', '&amp;')}"`);
    expect(readable((await officer.get(deskPaths.ownDesk('area=ARSIM'))).text)).toContain('Subject area Area ARSIM');
  });

  it('stays where its entry is retired, which is given to no other case', async () => {
    const late = await officer.get(deskPaths.move(rows[1]!.id, 'area'));
    await app.source.query(
      `UPDATE subject_areas SET active = ${database === 'sqlite' ? '0' : 'false'} WHERE code = 'ARSIM'`,
    );
    const version = /name="version" value="(\d+)"/.exec(late.text)?.[1] ?? '';
    const refused = await officer.post(deskPaths.move(rows[1]!.id, 'area'), { version, area: 'ARSIM' });
    expect(refused.status).toBe(422);
    expect(readable(refused.text)).toContain('This subject area is no longer offered');
    expect((await officer.get(deskPaths.move(rows[1]!.id, 'area'))).text).not.toContain('value="ARSIM"');
    expect((await officer.get(deskPaths.move(rows[0]!.id, 'area'))).text).toContain('Area ARSIM (retired)');
    expect(readable((await officer.get(deskPaths.caseFile(rows[0]!.id))).text)).toContain('Subject area Area ARSIM');
    expect((await list('?area=ARSIM')).sort()).toEqual([1, 3]);
    expect((await move(rows[0]!, '')).status).toBe(303);
    expect(await list('?area=ARSIM')).toEqual([3]);
  });

  it('is told in the yearly report, on its page, in its file and in the API', async () => {
    const page = readable((await officer.get(deskPaths.report(2026))).text);
    expect(page).toMatch(/Received by subject area Subject area .* Total 3 0 0 0 3 Area ARSIM \(retired\) 1 0 0 0 1/);
    expect(page).toContain('Area RRUGE 0 0 0 0 0 Without a subject area 2 0 0 0 2');
    expect(page).toMatch(/Requests for access by subject area .*Area ARSIM \(retired\) 1 0 0 0 0 0 1/);
    await app.source.query("UPDATE officials SET language = 'sq'");
    expect(readable((await officer.get(deskPaths.report(2026))).text)).toMatch(
      /Fusha ARSIM \(e tërhequr\) 1.*Pa fushë 2/,
    );
    await app.source.query("UPDATE officials SET language = 'sr'");
    expect(readable((await officer.get(deskPaths.report(2026))).text)).toMatch(
      /Oblast ARSIM \(povučena\) 1.*Bez oblasti 2/,
    );
    await app.source.query("UPDATE officials SET language = 'en'");
    const { text } = await officer.get(deskPaths.reportFigures(2026));
    const begin = '2026-01-01,2026-12-31,2026-03-30';
    expect(text).toContain(`${begin},areas,total,none,Received by subject area: Without a subject area,2\n`);
    expect(text).toContain(
      `${begin},area-outcomes,access-request,ARSIM.pending,"Requests for access by subject area: Area ARSIM (retired), Pending, deadline not passed",1\n`,
    );
    const token = { authorization: `Bearer ${await app.get(ApiTokens).create('zyrtar@test', 'areas')}` };
    const answer = await app.client().get('/api/v1/reports/2026', token);
    const description = new Description((await app.client().get('/api/openapi.json')).json() as never);
    expect(description.faults('GET /reports/{year}', answer)).toEqual([]);
    expect((answer.json() as { areas: unknown[] }).areas).toMatchObject([
      { area: { code: 'ARSIM', active: false }, access: { total: 1, pending: 1 } },
      { area: { code: 'RRUGE', sr: 'Oblast RRUGE', active: true }, received: { total: 0 } },
      { area: null, received: { 'access-request': 2, total: 2 } },
    ]);
  });

  it('filters the cases of the API by its code, and stands in their answer', async () => {
    const token = await app.get(ApiTokens).create('zyrtar@test', 'cases');
    const description = new Description((await app.client().get('/api/openapi.json')).json() as never);
    const ask = async (query: string) => {
      const headers = { authorization: `Bearer ${token}`, 'accept-language': 'en' };
      const answer = await app.client().get(`/api/v1/cases${query}`, headers);
      expect(description.faults('GET /cases', answer)).toEqual([]);
      return answer;
    };
    const found = async (query: string) =>
      (await ask(query)).json() as { cases: { reference: string; area: unknown }[] };
    const area = { code: 'ARSIM', sq: 'Fusha ARSIM', sr: 'Oblast ARSIM', en: 'Area ARSIM' };
    expect((await found('?area=arsim')).cases).toMatchObject([{ reference: 'KK-2026-00003', area }]);
    expect((await found('?area=RRUGE')).cases).toEqual([]);
    expect((await found('?area=none')).cases.map((one) => one.area)).toEqual([null, null]);
    const wrong = await ask('?area=SCHOOLS');
    expect(wrong.status).toBe(400);
    expect(wrong.json()).toMatchObject({
      errors: [
        { field: 'area', code: 'not-an-area', message: 'Give none, or the code of a subject area of your institution' },
      ],
    });
  });

  it('follows from the events alone', async () => {
    const { manager } = app.source;
    const institution = await manager.findOneByOrFail(Institution, { id: app.seed.institution.id });
    const differences = (): Promise<unknown[]> =>
      app.get(Rederivation).differences(
        manager,
        institution,
        rows.map(({ id }) => id),
      );
    expect(await differences()).toEqual([]);
    await app.source.query(`UPDATE case_files SET subject_area = 'RRUGE' WHERE id = '${rows[2]!.id}'`);
    expect(await differences()).toMatchObject([{ columns: { subjectArea: { row: 'RRUGE', events: 'ARSIM' } } }]);
  });
});
