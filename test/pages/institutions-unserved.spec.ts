import { InstitutionsThatNobodyServesYet1780000000085 } from '../../migrations';
import { institutionCreate, institutionList } from '../../src/cli/institution';
import { officialCreate, officialPassword } from '../../src/cli/official';
import type { Terminal } from '../../src/cli/terminal';
import { type Config, CONFIG } from '../../src/platform/config';
import { deskPaths } from '../../src/platform/paths';
import { FirstAdministrator, ProviderSignIn } from '../../src/platform/sign-in';
import { type CaseRow, Institution, Official } from '../../src/records';
import { caseOf } from '../make/case-from-form';
import { fileCase } from '../make/filed-case';
import { makeMove } from '../make/offers';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { lastMail } from '../support/mailbox';
import { seedMunicipality } from '../support/seed';

const HERE = deskPaths.institutions();
const newOne = (code: string, name: string): Record<string, string> => ({
  ...{ code, nameSq: `Komuna e ${name}`, nameSr: `Opština ${name}`, nameEn: `Municipality of ${name}` },
  ...{ colour: 'plum', firstLanguage: 'sq', otherLanguages: 'en' },
  ...{ adminName: 'Edona Gashi', adminEmail: `edona@${code.toLowerCase()}.example`, adminLanguage: 'en' },
});
const REQUEST = {
  ...{ subject: 'Kontratat', text: 'Kërkoj kontratat.', name: 'Ana Krasniqi', email: 'ana@example.org' },
  ...{ wantedForm: 'electronic', applicantType: 'individual', answerLanguage: 'sq' },
};
const NOT_YET = 'Not open to the public yet: nobody has accepted the invitation';

describe.each(['sqlite', 'postgres'] as const)('an institution that nobody serves yet on %s', (database) => {
  let app: TestApp;
  let keeper: Client;
  let row: CaseRow;
  let terminal: Terminal;
  const said: string[] = [];
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00', database });
    await app.source.query("UPDATE officials SET language = 'en'");
    await app.source.getRepository(Official).update({ email: 'admin@test' }, { keeper: true });
    row = await fileCase(app, {});
    const open = () =>
      Promise.resolve({ get: app.get, clock: app.clock, source: app.source, config: app.get<Config>(CONFIG) });
    terminal = { say: (line) => said.push(line), open };
    keeper = app.client();
    await keeper.signIn('admin@test');
    expect((await keeper.fill(HERE, newOne('PZ', 'Prizren'))).status).toBe(303);
  }, 60_000);
  afterAll(() => app.close());

  const institution = (code: string): Promise<Institution> =>
    app.source.getRepository(Institution).findOneByOrFail({ code });
  const opened = async (): Promise<string[]> => {
    const rows = await app.source.query<{ institution_id: string }[]>(
      "SELECT institution_id FROM events WHERE type = 'institution.opened' ORDER BY recorded_at",
    );
    return rows.map((one) => one.institution_id);
  };
  const byApi = async (to: string): Promise<{ status: number; errors?: object[] }> => {
    const answer = await fetch(`${app.url}/api/v1/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en' },
      body: JSON.stringify({ kind: 'access-request', ...REQUEST, to }),
    });
    return { ...((await answer.json()) as object), status: answer.status };
  };
  const forwarded = (code: string) =>
    institution(code).then(({ id }) => ({ way: 'institution', institution: id, reasons: 'Është e juaja.' }));

  it('is not offered in the forms, and the pages go on speaking for the one that is there', async () => {
    const form = (await app.client().get('/en/requests/new')).text;
    expect(form).not.toContain('Prizren');
    expect(readable(form)).toContain('Municipality of KK');
    expect(readable((await app.client().get('/en')).text)).toContain('Municipality of KK');
    expect((await app.client().get('/en/requests/new?to=PZ')).text).not.toContain('Prizren');
    const officer = app.client();
    await officer.signIn('zyrtar@test');
    expect((await officer.get(deskPaths.move(row.id, 'forward'))).text).not.toContain('Prizren');
    const refused = await makeMove(officer, row.id, 'forward', await forwarded('PZ'));
    expect(refused.status).toBe(422);
    expect((await caseOf(app, row.id)).status).not.toBe('offered');
  });

  it('takes no submission from the form or the API, and says so', async () => {
    const answer = await app.client().fill('/en/requests/new', { ...REQUEST, to: 'PZ' });
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain('This municipality takes no requests here; choose another one');
    expect(answer.text).toContain('Kërkoj kontratat.');
    expect(await byApi('PZ')).toMatchObject({ status: 422, errors: [{ field: 'to', code: 'to-unknown' }] });
  });

  it('is told to the keeper as such, in three languages', async () => {
    const told = {
      en: NOT_YET,
      sq: 'Ende jo e hapur për publikun: askush nuk e ka pranuar ftesën',
      sr: 'Još nije otvorena za javnost: niko nije prihvatio poziv',
    };
    for (const [language, text] of Object.entries(told).reverse()) {
      await app.source.query(`UPDATE officials SET language = '${language}'`);
      const page = readable((await keeper.get(HERE)).text);
      expect(page.split(text)).toHaveLength(2);
    }
    expect(await institutionList.run([], terminal)).toBe(0);
    expect(said.at(-1)).toMatch(/^PZ .*\(nobody yet\)$/);
  });

  it('is found by the migration among those that were there before', async () => {
    await seedMunicipality(app.source, app.clock.now(), 'XX', 'without-cases');
    const runner = app.source.createQueryRunner();
    const migration = new InstitutionsThatNobodyServesYet1780000000085();
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    const states = await Promise.all(['KK', 'XX', 'PZ'].map(institution));
    expect(states.map(({ unserved }) => unserved)).toEqual([null, null, true]);
  });

  it('is open the moment that its first official has chosen a password', async () => {
    const { link } = await lastMail(app, 'edona@pz.example');
    const edona = app.client();
    await edona.get(link);
    const password = 'katër fjalë të gjata';
    expect((await edona.post(link, { next: password, again: password, language: 'en' })).status).toBe(303);
    const form = await app.client().get('/en/requests/new');
    expect(form.text).toMatch(/value="PZ"/);
    expect(form.text).toContain('Municipality of Prizren');
    // The pages speak for both from now on, without waiting for what this process remembers.
    expect(readable((await app.client().get('/en')).text)).not.toContain('Municipality of KK');
    expect((await app.client().fill('/en/requests/new', { ...REQUEST, to: 'PZ' })).status).toBe(303);
    expect((await byApi('PZ')).status).toBe(201);
    expect(readable((await keeper.get(HERE)).text)).not.toContain(NOT_YET);
    const officer = app.client();
    await officer.signIn('zyrtar@test');
    expect((await makeMove(officer, row.id, 'forward', await forwarded('PZ'))).status).toBe(303);
    expect(await opened()).toEqual([(await institution('PZ')).id]);
  });

  it('is opened as well by an account at the provider and by a password of the command line, each once', async () => {
    for (const [code, name] of [
      ['GJK', 'Gjakova'],
      ['PEJ', 'Peja'],
    ] as const)
      expect((await keeper.fill(HERE, newOne(code, name))).status).toBe(303);
    const person = { issuer: 'https://id.example', subject: 'edona', email: 'edona@gjk.example', manyFactors: false };
    expect((await app.get(ProviderSignIn).official(person))?.email).toBe('edona@gjk.example');
    expect((await byApi('GJK')).status).toBe(201);
    expect((await byApi('PEJ')).status).toBe(422);
    for (const _twice of [1, 2]) await officialPassword.run(['--email', 'edona@pej.example'], terminal);
    expect((await byApi('PEJ')).status).toBe(201);

    const names = ['--name-sq', 'Komuna e Deçanit', '--name-sr', 'Opština Dečani', '--name-en', 'Deçan'];
    await institutionCreate.run(['--code', 'DE', ...names], terminal);
    expect((await byApi('DE')).status).toBe(422);
    await app.source.query("UPDATE officials SET language = 'en'");
    const page = readable((await keeper.get(HERE)).text);
    expect(page).toContain('None yet Not open to the public yet: nobody can sign in there');
    for (const name of ['Gjakova', 'Peja'])
      expect(page).toMatch(new RegExp(`Municipality of ${name} \\w+ Albanian[^0-9]* 30 March 2026 Has signed in`));
    expect(page).not.toContain('Send the invitation again');
    const auditor = ['--role', 'auditor', '--until', '2026-12-31', '--name', 'Ilir'];
    await officialCreate.run(['--institution', 'DE', '--email', 'ilir@de.example', ...auditor], terminal);
    expect((await byApi('DE')).status).toBe(422);
    const first = ['--role', 'administrator', '--name', 'Teuta'];
    await officialCreate.run(['--institution', 'DE', '--email', 'teuta@de.example', ...first], terminal);
    expect((await byApi('DE')).status).toBe(201);
    expect(new Set(await opened()).size).toBe(4);
    expect(await opened()).toHaveLength(4);
  });
});

it('is not what the first start makes: its administrator has a password from the beginning', async () => {
  const app = await startApp({ seeded: false });
  try {
    expect(await app.get(FirstAdministrator).ensure()).not.toBeNull();
    expect((await app.client().fill('/sq/requests/new', REQUEST)).status).toBe(303);
  } finally {
    await app.close();
  }
});
