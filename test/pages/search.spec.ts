import { Papers, Transactions } from '../../src/records';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { seedMunicipality } from '../support/seed';

const NAMES = /<h3 class="q-found__title"><a class="govuk-link" href="[^"]+">(.*?)<\/a>/g;
const subjects = (html: string): string[] => [...html.matchAll(NAMES)].map(([, found = '']) => readable(found));
const marked = (html: string): string[] => [...html.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, found = '']) => found);

describe('the search', () => {
  let app: TestApp;
  let officer: Client;
  let staff: Client;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    const { officials, directorates } = app.seed;
    await app.source.query(`UPDATE officials SET language = 'en'`);
    const school = await fileCase(app, {
      subject: 'Kontratat për ndërtimin e shkollës',
      text: 'Kërkoj <b>kontratat</b> & faturat.',
      assigneeId: officials.zyrtar.id,
    });
    await fileCase(app, {
      subject: 'Захтев за буџет општине',
      text: 'Молим план.',
      directorateId: directorates.urbanism.id,
    });
    await fileCase(app, { kind: 'petition', subject: 'Peticion për ujin', text: 'Uji mungon.' });
    const elsewhere = await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
    await fileCase(app, { seed: elsewhere, subject: 'Kontratat e Prizrenit' });
    const at = { caseId: school.id, authorId: officials.zyrtar.id, createdAt: app.clock.now() };
    await app.get(Transactions).run((tx) => new Papers().addNote(tx, { ...at, text: 'Pyetet arkivi i Gjilanit.' }));
    officer = app.client();
    await officer.signIn('zyrtar@test');
    staff = app.client();
    await staff.signIn('staf@test');
  });
  afterAll(() => app.close());

  const search = async (q: string, browser = officer, more = ''): Promise<string> =>
    (await browser.get(`/desk/search?q=${encodeURIComponent(q)}${more}`)).text;

  it('finds words without their accents and in either script, and marks them', async () => {
    const html = await search('ndertimi shkolla');
    expect(subjects(html)).toEqual(['Kontratat për ndërtimin e shkollës']);
    expect(marked(html)).toEqual(['ndërtimin', 'shkollës']);
    expect(readable(html)).toContain('1 case with “ndertimi shkolla”');
    expect(subjects(await search('opstina'))).toEqual(['Захтев за буџет општине']);
    expect(marked(await search('opština budžet'))).toEqual(['буџет', 'општине']);
  });

  it('shows a passage with what was typed escaped, and says where it stands', async () => {
    const html = await search('faturat');
    expect(html).toContain('Kërkoj &lt;b&gt;kontratat&lt;/b&gt; &amp; <mark>faturat</mark>');
    expect(await search('"><script>alert(1)</script>')).not.toContain('<script>alert');
    const note = await search('arkivi');
    expect(readable(note)).toContain('Note: Pyetet arkivi i Gjilanit.');
  });

  it('finds nothing of another institution, and of the own only what one sees', async () => {
    expect(subjects(await search('kontratat'))).toEqual(['Kontratat për ndërtimin e shkollës']);
    expect(subjects(await search('kontratat', staff))).toEqual([]);
    expect(readable(await search('kontratat', staff))).toContain('No case that you may see has all these words');
    expect(subjects(await search('budzet', staff))).toEqual(['Захтев за буџет општине']);
  });

  it('finds an applicant only for whoever may see the applicant', async () => {
    const [{ name } = { name: '' }] = await app.source.query<{ name: string }[]>('SELECT name FROM applicants LIMIT 1');
    const found = await search(name);
    expect(subjects(found).length).toBeGreaterThan(0);
    // Who asked is read on the case, where each look is written down.
    expect(readable(found)).toContain('The words stand in: applicant’s details');
    expect(marked(found)).not.toContain(name.split(' ')[0]);
    expect(found).not.toContain('arta@example.org');
    expect(subjects(await search(name, staff))).toEqual([]);
    const admin = app.client();
    await admin.signIn('admin@test');
    expect(subjects(await search(name, admin))).toEqual([]);
  });

  it('narrows down to a kind and a state, and asks for a word that says something', async () => {
    expect(subjects(await search('ujin', officer, '&kind=petition'))).toEqual(['Peticion për ujin']);
    expect(subjects(await search('ujin', officer, '&kind=access-request'))).toEqual([]);
    expect(subjects(await search('ujin', officer, '&state=closed'))).toEqual([]);
    expect(readable(await search('dhe e të'))).toContain('These words stand in nearly every case');
    expect(subjects(await search(''))).toEqual([]);
  });

  it('is reached from the queue, and leads to the case', async () => {
    const queue = await officer.get('/desk');
    expect(queue.text).toMatch(/<form[^>]*role="search"[^>]*action="\/desk\/search"/);
    const html = await search('kontratat shkolla');
    const [, href = ''] = /q-found__title"><a class="govuk-link" href="([^"]+)"/.exec(html) ?? [];
    expect(readable((await officer.get(href)).text)).toContain('Kontratat për ndërtimin e shkollës');
  });

  it('sends whoever is not signed in to the sign-in', async () => {
    expect((await app.client().get('/desk/search?q=x')).text).toContain('/desk/sign-in?next=%2Fdesk%2Fsearch');
  });
});
