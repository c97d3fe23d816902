import { extend } from '../../src/core/casefile';
import { localDate } from '../../src/core/law';
import { CaseBook, CaseRow, EventLog, Transactions } from '../../src/records';
import { deskPaths } from '../../src/platform/paths';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { seedMunicipality } from '../support/seed';

const PEOPLE = deskPaths.people();
const DIRECTORATES = deskPaths.directorates();
const INSTITUTION = deskPaths.institution();

describe('administration', () => {
  let app: TestApp;
  let admin: Client;
  beforeEach(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    admin = app.client();
    await admin.signIn('admin@test');
  });
  afterEach(() => app.close());

  const person = (): Record<string, string> => ({
    name: '  Blerta   Hoxha ',
    email: 'Blerta.Hoxha@komuna.example',
    role: 'directorate-staff',
    directorateId: app.seed.directorates.budget.id,
    language: 'sr',
  });
  const passwordOn = (html: string): string | undefined => /id="one-time-password">([^<]+)</.exec(html)?.[1];
  const events = (type: string): Promise<{ data: string }[]> =>
    app.source.query(`SELECT data FROM events WHERE type = '${type}' ORDER BY seq`);

  describe('of people', () => {
    it('adds an official without a password, who is invited by mail', async () => {
      const answer = await admin.fill(PEOPLE, person());
      expect(answer.status).toBe(303);
      const page = await admin.get(answer.location!);
      expect(passwordOn(page.text)).toBeUndefined();
      expect(readable(page.text)).toContain(
        'The official has been added, and the invitation is on its way. Blerta Hoxha',
      );
      const list = readable((await admin.get(PEOPLE)).text);
      expect(list).toContain(
        'Blerta Hoxha blerta.hoxha@komuna.example Directorate staff Directorate of Budget Invited',
      );
      const [event] = await events('official.added');
      expect(event!.data).not.toMatch(/Blerta|komuna|password/i);
    });

    it('keeps the phone to which text messages go, and tells the log only that it changed', async () => {
      const { id } = app.seed.officials.staf;
      const staf = { name: 'Sokol Stafi', email: 'staf@test', role: 'directorate-staff', language: 'en' };
      const form = { ...staf, directorateId: app.seed.directorates.urbanism.id };
      expect((await admin.fill(`${PEOPLE}/${id}`, { ...form, phone: 'no phone' })).text).toContain(
        'Enter a phone number',
      );
      expect((await admin.post(`${PEOPLE}/${id}`, { ...form, phone: ' +383 44 123 456 ' })).status).toBe(303);
      expect((await admin.get(`${PEOPLE}/${id}`)).text).toContain('value="+383 44 123 456"');
      expect((await events('official.changed')).at(-1)?.data).toContain('{"phone":true}');
    });

    it('refuses what is missing or wrong, beside the field, and keeps what was typed', async () => {
      const form = { name: '', email: 'blerta', role: 'mayor', language: '', directorateId: 'nowhere' };
      const answer = await admin.fill(PEOPLE, form);
      expect(answer.status).toBe(422);
      const text = readable(answer.text);
      for (const message of [
        'Enter the name and surname',
        'Enter an e-mail address such as',
        'Choose a role',
        'Choose a directorate from the list',
        'Choose a language',
      ]) {
        expect(text).toContain(message);
      }
      expect(answer.text).toContain('value="blerta"');
      const staff = await admin.post(PEOPLE, { ...person(), directorateId: '' });
      expect(readable(staff.text)).toContain('Choose a directorate: directorate staff belong to one');
      const foreign = await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
      const there = await admin.post(PEOPLE, { ...person(), directorateId: foreign.directorates.budget.id });
      expect(there.status).toBe(422);
    });

    it('refuses an e-mail address that somebody has, here or in another municipality', async () => {
      await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
      for (const email of ['STAF@test', 'staf@elsewhere']) {
        const answer = await admin.fill(PEOPLE, { ...person(), email });
        expect(answer.status).toBe(422);
        expect(readable(answer.text)).toContain('Somebody already signs in with this e-mail address');
      }
      const { staf } = app.seed.officials;
      const changed = await admin.fill(`${PEOPLE}/${staf.id}`, { ...person(), email: 'zyrtar@test' });
      expect(changed.status).toBe(422);
      const twice = await Promise.all([admin.post(PEOPLE, person()), admin.post(PEOPLE, person())]);
      expect(twice.map((one) => one.status).sort()).toEqual([303, 422]);
    });

    it('changes a role, which counts with the next click', async () => {
      const { staf } = app.seed.officials;
      const browser = app.client();
      await browser.signIn('staf@test');
      expect((await browser.get(PEOPLE)).status).toBe(403);
      const form = { ...person(), name: 'Sokol Stafi', email: 'staf@test', role: 'administrator', directorateId: '' };
      expect((await admin.fill(`${PEOPLE}/${staf.id}`, form)).location).toBe(`${PEOPLE}/${staf.id}?done=changed`);
      expect((await browser.get(PEOPLE)).status).toBe(200);
      const [event] = await events('official.changed');
      expect(JSON.parse(event!.data)).toMatchObject({
        officialId: staf.id,
        changed: { role: ['directorate-staff', 'administrator'], directorateId: [staf.directorateId, null] },
      });
    });

    it('deactivates an official, who is out at once, and activates again', async () => {
      const { staf } = app.seed.officials;
      const browser = app.client();
      await browser.signIn('staf@test');
      await admin.get(`${PEOPLE}/${staf.id}`);
      expect((await admin.post(`${PEOPLE}/${staf.id}/active`, { active: '0' })).status).toBe(303);
      expect((await browser.get('/desk')).status).toBe(303);
      expect((await app.client().signIn('staf@test')).status).toBe(422);
      expect(readable((await admin.get(`${PEOPLE}/${staf.id}`)).text)).toContain('Deactivated: cannot sign in');
      await admin.post(`${PEOPLE}/${staf.id}/active`, { active: '1' });
      expect((await app.client().signIn('staf@test')).status).toBe(303);
    });

    it('gives a new password and signs the official out', async () => {
      const { staf } = app.seed.officials;
      const browser = app.client();
      await browser.signIn('staf@test');
      await admin.get(`${PEOPLE}/${staf.id}`);
      const answer = await admin.post(`${PEOPLE}/${staf.id}/password`);
      const password = passwordOn((await admin.get(answer.location!)).text)!;
      expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
      expect(passwordOn((await admin.get(answer.location!)).text)).toBeUndefined();
      expect((await browser.get('/desk')).status).toBe(303);
      expect((await app.client().signIn('staf@test')).status).toBe(422);
      expect((await app.client().signIn('staf@test', password)).status).toBe(303);
    });

    it('never loses its last administrator', async () => {
      const { admin: only } = app.seed.officials;
      await admin.get(`${PEOPLE}/${only.id}`);
      const message = 'This is the only administrator';
      const out = await admin.post(`${PEOPLE}/${only.id}/active`, { active: '0' });
      expect([out.status, readable(out.text).includes(message)]).toEqual([422, true]);
      const form = { ...person(), email: 'admin@test', role: 'mayors-office', directorateId: '' };
      const changed = await admin.post(`${PEOPLE}/${only.id}`, form);
      expect([changed.status, readable(changed.text).includes(message)]).toEqual([422, true]);
      expect((await admin.get(PEOPLE)).status).toBe(200);
    });

    it('knows nobody of another municipality', async () => {
      const foreign = await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
      const id = foreign.officials.staf.id;
      expect((await admin.get(`${PEOPLE}/${id}`)).status).toBe(404);
      await admin.get(PEOPLE);
      for (const path of ['', '/active', '/password']) {
        expect((await admin.post(`${PEOPLE}/${id}${path}`, { ...person(), active: '0' })).status).toBe(404);
      }
      expect((await app.client().signIn('staf@elsewhere')).status).toBe(303);
      expect((await admin.get(`${DIRECTORATES}/${foreign.directorates.budget.id}`)).status).toBe(404);
    });
  });

  describe('of directorates', () => {
    const names = { nameSq: 'Drejtoria e Kulturës', nameSr: 'Direkcija za kulturu', nameEn: 'Directorate of Culture' };

    it('adds, renames, gives a head and deactivates', async () => {
      const { drejtor } = app.seed.officials;
      expect((await admin.fill(DIRECTORATES, { ...names, headId: drejtor.id })).status).toBe(303);
      const page = await admin.get(`${DIRECTORATES}?done=added`);
      expect(readable(page.text)).toContain('Directorate of Culture Driton Drejtori 0 Active');
      const { urbanism } = app.seed.directorates;
      const renamed = { ...names, nameSq: 'Urbanizmi', nameEn: 'Planning', headId: '' };
      expect((await admin.fill(`${DIRECTORATES}/${urbanism.id}`, renamed)).status).toBe(303);
      await admin.post(`${DIRECTORATES}/${urbanism.id}/active`, { active: '0' });
      expect(readable((await admin.get(DIRECTORATES)).text)).toContain('Planning No head 2 Deactivated');
      const [event] = await events('directorate.changed');
      expect(JSON.parse(event!.data)).toMatchObject({ changed: { headId: [drejtor.id, null] } });
      expect((await events('directorate.deactivated')).length).toBe(1);
    });

    it('refuses missing names, a name twice and a head from elsewhere', async () => {
      const foreign = await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
      const form = { ...names, nameSr: ' ', nameSq: 'drejtoria e arsimit', headId: foreign.officials.drejtor.id };
      const answer = await admin.fill(DIRECTORATES, form);
      expect(answer.status).toBe(422);
      const text = readable(answer.text);
      expect(text).toContain('There is already a directorate with this name');
      expect(text).toContain('Enter the name in Serbian');
      expect(text).toContain('Choose an official from the list');
      expect(answer.text).toContain('value="Directorate of Culture"');
    });
  });

  describe('of the institution', () => {
    const form = {
      nameSq: 'Komuna e Provës',
      nameSr: 'Opština Proba',
      nameEn: 'Municipality of Trial',
      code: 'pro1',
      address: 'Sheshi 1',
      email: 'info@komuna.example',
      phone: '+383 28 123 456',
      extensionReading: 'A',
      clarification: 'runs',
      signatureThreshold: '20',
      directorateShare: '60',
      draftDaysBefore: '2',
      signOffDaysBefore: '1',
      handshakeDays: '3',
    };

    it('changes names and, before the first case, the code', async () => {
      expect((await admin.fill(INSTITUTION, form)).location).toBe(`${INSTITUTION}?done=saved`);
      const page = await admin.get(`${INSTITUTION}?done=saved`);
      expect(readable(page.text)).toContain('The changes have been saved.');
      expect(page.text).toContain('<span class="q-header__institution">Municipality of Trial</span>');
      expect(page.text).toContain('value="PRO1"');
      const [event] = await events('institution.changed');
      const { changed } = JSON.parse(event!.data) as { changed: Record<string, unknown> };
      expect(changed).toMatchObject({ code: ['KK', 'PRO1'], signatureThreshold: ['1', '20'] });
      const row = await fileCase(app, {
        seed: { ...app.seed, institution: { ...app.seed.institution, code: 'PRO1' } },
      });
      expect(row.reference).toBe('PRO1-2026-00001');
      await admin.fill(INSTITUTION, { ...form, code: 'OTHER' });
      expect(readable((await admin.get(INSTITUTION)).text)).toContain('Protocol numbers already carry it');
      expect(await app.source.query('SELECT code FROM institutions')).toEqual([{ code: 'PRO1' }]);
    });

    it('refuses what cannot be, beside the field', async () => {
      await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
      const wrong = {
        nameSq: '',
        code: 'K-K',
        email: 'x',
        phone: 'call me',
        extensionReading: 'C',
        signatureThreshold: '0',
        directorateShare: '95',
        draftDaysBefore: 'two',
        signOffDaysBefore: '11',
        handshakeDays: '11',
      };
      const answer = await admin.fill(INSTITUTION, { ...form, ...wrong });
      expect(answer.status).toBe(422);
      const text = readable(answer.text);
      for (const message of [
        'Enter the name in Albanian',
        'Enter 2 to 12 capital letters and digits',
        'Enter an e-mail address such as',
        'Enter a phone number',
        'Choose a reading',
        'Enter a whole number from 1 to 999999',
        'Enter a whole number from 10 to 90',
        'Enter a whole number from 0 to 10',
        'Enter a whole number from 1 to 10',
      ]) {
        expect(text).toContain(message);
      }
      expect(answer.text).toContain('value="two"');
      const early = await admin.post(INSTITUTION, { ...form, draftDaysBefore: '1', signOffDaysBefore: '3' });
      expect([early.status, readable(early.text).includes('cannot be signed before its draft is ready')]).toEqual([
        422,
        true,
      ]);
      const taken = await admin.post(INSTITUTION, { ...form, code: 'PZ' });
      expect([taken.status, readable(taken.text).includes('Another institution has this code')]).toEqual([422, true]);
    });

    it('recounts open cases when another reading is chosen, in one step with one event', async () => {
      const zyrtar = app.seed.officials.zyrtar.id;
      const extended = await fileCase(app, { receivedOn: localDate('2026-03-30'), assigneeId: zyrtar });
      const plain = await fileCase(app, { receivedOn: localDate('2026-03-30') });
      const { id, institutionId } = extended;
      const actor = { kind: 'official' as const, id: zyrtar };
      await app
        .get(Transactions)
        .run((tx) =>
          app
            .get(CaseBook)
            .act(tx, { institutionId, caseId: id, actor, now: app.clock.now() }, ({ file, clock }) => [
              extend(file, clock, 'several-documents', null, app.clock.today()),
            ]),
        );
      const dueDays = async (): Promise<string[]> => {
        const rows = await app.source.manager.find(CaseRow, { order: { reference: 'ASC' } });
        return rows.map((row) => `${row.firstDueOn} ${row.dueOn} ${row.version}`);
      };
      expect(await dueDays()).toEqual(['2026-04-07 2026-04-14 3', `2026-04-07 2026-04-07 ${plain.version}`]);
      const answer = await admin.fill(INSTITUTION, { ...form, extensionReading: 'B' });
      expect(answer.location).toBe(`${INSTITUTION}?done=saved&moved=1`);
      expect(readable((await admin.get(answer.location!)).text)).toContain('1 open case got another deadline');
      expect(await dueDays()).toEqual(['2026-04-07 2026-04-21 4', '2026-04-07 2026-04-07 1']);
      await admin.post(INSTITUTION, { ...form, extensionReading: 'A', workingDays: '1' });
      expect((await dueDays())[1]).toBe('2026-04-10 2026-04-10 2');
      const found = await events('institution.changed');
      expect(found.map((event) => (JSON.parse(event.data) as { casesMoved: number }).casesMoved)).toEqual([1, 2]);
      const chain = await app.get(EventLog).verify(app.get(Transactions).reader, institutionId);
      expect(chain.brokenAt).toBeNull();
    });

    it('says which rules have a weak source, and what the readings rest on', async () => {
      const text = readable((await admin.get(INSTITUTION)).text);
      expect(text).toContain('Reading A: 15 days in total');
      expect(text).toContain('Reading B: 7 days and 15 more, 22 in total');
      expect(text).toContain('Not supported by the regulator');
      expect(text).toContain('Rules with a weak source');
      expect(text).toContain('Municipality’s reply to the Agency');
      expect(text).toContain('unverified');
    });

    it.each(['sq', 'sr'])('speaks %s on every page', async (language) => {
      await app.source.query(`UPDATE officials SET language = '${language}'`);
      const { officials, directorates } = app.seed;
      for (const path of [
        PEOPLE,
        `${PEOPLE}/${officials.staf.id}`,
        DIRECTORATES,
        `${DIRECTORATES}/${directorates.budget.id}`,
        INSTITUTION,
        '/desk/account',
      ]) {
        const page = await admin.get(path);
        expect([path, page.status]).toEqual([path, 200]);
        expect(page.text).toContain(`<html lang="${language === 'sr' ? 'sr-Latn' : 'sq'}"`);
      }
      expect((await admin.fill(PEOPLE, {})).status).toBe(422);
      expect((await admin.fill(INSTITUTION, {})).status).toBe(422);
    });
  });
});
