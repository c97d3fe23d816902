import { RegisterImports } from '../../src/features/register-import/register-imports';
import { startApp, type TestApp } from '../support/app';
import { readable } from '../support/client';
import { registerCsv, registerRow } from '../support/register-file';

describe('the report', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    const bytes = registerCsv([
      registerRow({ reference: '1' }),
      registerRow({ reference: '2', received_on: '2025-06-27', decided_on: '2025-07-10', outcome: 'refused' }),
      registerRow({ reference: '3', received_on: '2025-12-29', decided_on: '2026-01-05', applicant_type: 'media' }),
      registerRow({ reference: '4', kind: 'petition', considered_on: '2025-04-01', decided_on: '2025-04-30' }),
    ]);
    const { institution } = app.seed;
    await app.get(RegisterImports).run(institution.id, { name: 'r.csv', bytes }, { kind: 'system' }, { dryRun: false });
  });
  afterAll(() => app.close());
  const as = async (email: string) => {
    const client = app.client();
    await client.signIn(email);
    return client;
  };
  const speak = (language: string) => app.source.query(`UPDATE officials SET language = '${language}'`);

  it('opens on the year that runs', async () => {
    const answer = await (await as('kryetar@test')).get('/desk/reports');
    expect([answer.status, answer.location]).toEqual([303, '/desk/reports/2026']);
  });

  it('says of which period and as of which day, in three languages', async () => {
    const says = {
      sq: ['Raporti vjetor 2025', 'Gjendja më 30 mars 2026', 'Numri total 3', 'Pas afatit 1'],
      sr: ['Godišnji izveštaj 2025', 'Stanje na dan 30. mart 2026.', 'Ukupan broj 3', 'Posle roka 1'],
      en: ['Annual report 2025', 'As of 30 March 2026', 'Total 3', 'Late 1'],
    };
    for (const [language, sentences] of Object.entries(says)) {
      await speak(language);
      const text = readable((await (await as('zyrtar@test')).get('/desk/reports/2025')).text);
      for (const sentence of sentences) expect(text).toContain(sentence);
    }
  });

  it('counts a year to its end, and its requests to the as-of day', async () => {
    await speak('en');
    const text = readable((await (await as('kryetar@test')).get('/desk/reports/2025')).text);
    expect(text).not.toContain('subject area');
    expect(text).toContain('0 open from before + 4 received = 3 closed + 1 still open');
    expect(text).toContain('2 of 3 answers within the legal deadline');
    const past = readable((await (await as('kryetar@test')).get('/desk/reports/2025?asOf=31.12.2025')).text);
    expect(past).toContain('1 of 2 answers within the legal deadline');
    expect(past).toContain('Pending, deadline not passed 1');
  });

  it('takes a period in the middle of a year', async () => {
    const text = readable(
      (await (await as('kryetar@test')).get('/desk/reports/2025?from=1.7.2025&to=31.12.2025')).text,
    );
    expect(text).toContain('Report for a chosen period');
    expect(text).toContain('1 open from before + 1 received = 1 closed + 1 still open');
  });

  it('holds with zero cases, and says so', async () => {
    const answer = await (await as('kryetar@test')).get('/desk/reports/2019');
    expect(answer.status).toBe(200);
    expect(readable(answer.text)).toContain('There is no case in this period.');
  });

  it('warns while the period runs', async () => {
    const text = readable((await (await as('kryetar@test')).get('/desk/reports/2026')).text);
    expect(text).toContain('The period still runs');
    expect(text).toContain('1 open from before + 0 received = 1 closed + 0 still open');
  });

  it('answers bad days beside their fields, with what was typed', async () => {
    const answer = await (await as('kryetar@test')).get('/desk/reports/2025?from=yesterday&asOf=1.1.2027');
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain('Enter a date, for example 30.03.2026');
    expect(answer.text).toContain('value="yesterday"');
    expect(answer.text).toMatch(/id="from-error"/);
    expect((await (await as('kryetar@test')).get('/desk/reports/2027')).status).toBe(422);
    expect((await (await as('kryetar@test')).get('/desk/reports/year')).status).toBe(404);
  });

  it('gives every figure as a file that spreadsheets open', async () => {
    const answer = await (await as('kryetar@test')).get('/desk/reports/2025/figures.csv?asOf=31.12.2025');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=raporti-2025-01-01-2025-12-31.csv');
    const lines = answer.text.replace(/^\ufeff/, '').split('\n');
    expect(lines[0]).toBe('from,to,as_of,block,kind,figure,label,number');
    expect(lines).toContain(
      '2025-01-01,2025-12-31,2025-12-31,received,access-request,refused,Requests received: Refused,1',
    );
  });

  it('has no style and no script of its own in the page', async () => {
    const { text } = await (await as('kryetar@test')).get('/desk/reports/2025');
    expect(text).not.toMatch(/\sstyle=/);
    expect(text.match(/<caption/g)!.length).toBe(text.match(/<table/g)!.length);
  });

  it('is not open to the directorates, nor to nobody', async () => {
    expect((await (await as('staf@test')).get('/desk/reports/2025')).status).toBe(403);
    expect((await app.client().get('/desk/reports/2025')).location).toMatch(/^\/desk\/sign-in\?next=/);
  });
});
