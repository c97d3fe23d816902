import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PageLanguage } from '../../src/core/casefile';
import { deskPaths } from '../../src/platform/paths';
import { FileRow } from '../../src/records';
import { localDateOf } from '../../src/core/law';
import { makeMove } from '../make/offers';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { type PdfText, readPdf } from '../support/pdf';
import { fileByForm, lettersOf } from '../make/case-from-form';

let app: TestApp;
let desk: Client;
beforeAll(async () => {
  app = await startApp({ at: '2026-03-31T09:00:00+02:00' });
  desk = app.client();
  await desk.signIn('zyrtar@test');
});
afterAll(() => app.close());

const GROUND = {
  grounds: 'privacy',
  'harm-privacy': 'Emrat e punëtorëve do të zbuloheshin.\n# Nuk është titull',
  'interest-privacy': 'Shpenzimi shihet edhe pa emra. Đorđe Šabanović, çdo vit.',
};

async function decide(caseId: string, fields: Record<string, string>): Promise<void> {
  const base = { version: '1', decidedOn: '31.03.2026', answerForm: 'electronic', delivery: 'email' };
  await desk.get(deskPaths.move(caseId, 'decide'));
  const answer = await desk.post(deskPaths.move(caseId, 'decide'), { ...base, ...fields });
  expect(answer.status).toBe(303);
}

async function pdfOf(caseId: string): Promise<PdfText> {
  const [letter] = await lettersOf(app, caseId);
  const file = await app.source.getRepository(FileRow).findOneByOrFail({ id: letter!.fileId! });
  expect(file).toMatchObject({ role: 'letter', released: true, mediaType: 'application/pdf' });
  return readPdf(readFileSync(path.join(app.dataDir, 'files', file.sha256.slice(0, 2), file.sha256)));
}

const flat = (pdf: PdfText): string => pdf.text.replace(/\s+/g, ' ');

describe('the letter of a refusal', () => {
  it.each<[PageLanguage, string, string[]]>([
    [
      'sq',
      'sq',
      [
        'Komuna KK',
        'Nr. prot.: KK-2026-0000',
        'Vendim: refuzohet qasja në dokumentet e kërkuara',
        'Privatësia',
        'Agjencinë për Informim dhe Privatësi (AIP) brenda 15 ditëve',
        'Dita e fundit për ankesë është 15 prill 2026',
        'Ligji nr. 06/L-081',
        'Zana Zyrtarja Zyrtar përgjegjës për qasje',
        'Faqja 1 nga 1',
      ],
    ],
    [
      'sr',
      'sr-Latn',
      [
        'Opština KK',
        'Br. prot.: KK-2026-0000',
        'Odluka: odbija se pristup traženim dokumentima',
        'Opština je 31. marta 2026. godine odlučila',
        'Agenciji za informacije i privatnost (AIP) u roku od 15 dana',
        'Poslednji dan za žalbu je 15. april 2026. godine',
        'Zakon br. 06/L-081',
        'Strana 1 od 1',
      ],
    ],
    [
      'en',
      'en',
      [
        'Municipality of KK',
        'Decision: access to the requested documents is refused',
        'Information and Privacy Agency (AIP) within 15 days',
        'The last day for the complaint is 15 April 2026',
        'Law No. 06/L-081',
        'Page 1 of 1',
      ],
    ],
  ])('in %s names the law, AIP, 15 days and the last day', async (answerLanguage, language, said) => {
    const row = await fileByForm(app, { answerLanguage });
    await decide(row.id, { outcome: 'refused', ...GROUND });
    const pdf = await pdfOf(row.id);
    for (const words of said) expect(flat(pdf)).toContain(words);
    // Typed text stands as it was typed, with every letter of both languages.
    expect(flat(pdf)).toContain('# Nuk është titull');
    expect(flat(pdf)).toContain('Đorđe Šabanović, çdo vit.');
    expect(flat(pdf)).not.toMatch(/Avokati|Ombudsman|Ombudsperson/);
    expect(pdf).toMatchObject({ language, tagged: true, pages: 1 });
    expect(pdf.title).toContain(row.reference);
  });

  it('runs over pages when the reasons are long', async () => {
    const row = await fileByForm(app);
    await decide(row.id, { outcome: 'refused', ...GROUND, reasons: 'Një arsye e gjatë me ë dhe ç. '.repeat(300) });
    const pdf = await pdfOf(row.id);
    expect(pdf.pages).toBeGreaterThan(2);
    expect(flat(pdf)).toContain(`Faqja ${pdf.pages} nga ${pdf.pages}`);
  });
});

it.each([
  [{ outcome: 'granted' }, 'Vendim: lejohet qasja', 'AIP'],
  [{ outcome: 'already-public', location: 'https://kk.example/vendimet' }, 'https://kk.example/vendimet', 'AIP'],
  [{ outcome: 'redirected', destination: 'Ministria e Financave' }, 'Ministria e Financave', 'AIP'],
  [{ outcome: 'withdrawn' }, 'Vërtetim për tërheqjen e kërkesës', 'AIP'],
])('%j has a letter of its own, without a remedy', async (fields, said, unsaid) => {
  const row = await fileByForm(app);
  await decide(row.id, fields);
  const pdf = flat(await pdfOf(row.id));
  expect(pdf).toContain(said);
  expect(pdf).not.toContain(unsaid);
});

it('tells that a request was sent on and stays here, and then that it was accepted', async () => {
  const row = await fileByForm(app);
  const reasons = 'Rrugën e mirëmban ajo komunë.';
  await makeMove(desk, row.id, 'forward', { way: 'outside', destination: 'Komuna e Pejës', reasons });
  const offered = flat(await pdfOf(row.id));
  for (const said of ['këtij institucioni: Komuna e Pejës', 'lënda juaj mbetet te ne', reasons]) {
    expect(offered).toContain(said);
  }
  await makeMove(desk, row.id, 'forward-accepted', { acceptedOn: localDateOf(app.clock.now()) });
  const [, letter] = await lettersOf(app, row.id);
  const bytes = await desk.get(deskPaths.file(letter!.fileId!));
  expect(bytes.status).toBe(200);
  expect(letter!.text.replace(/\s+/g, ' ')).toContain('Ia kemi përcjellë institucionit kompetent, i cili e pranoi më');
  expect(offered + letter!.text).not.toContain('AIP');
});

it('is shown to be printed, in its own language, with the PDF beside it', async () => {
  const row = await fileByForm(app, { answerLanguage: 'sr', subject: '<i>Ugovor</i>' });
  await decide(row.id, { outcome: 'granted', delivery: 'print' });
  const [letter] = await lettersOf(app, row.id);
  const page = await desk.get(deskPaths.letter(letter!.id));
  expect(page.status).toBe(200);
  expect(page.text).toContain('<article lang="sr-Latn">');
  expect(page.text).toContain('&lt;i&gt;Ugovor&lt;/i&gt;');
  expect(readable(page.text)).toContain('Odluka: dozvoljava se pristup');
  const pdf = await desk.get(deskPaths.file(letter!.fileId!));
  expect(pdf.status).toBe(200);
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  expect(pdf.headers.get('content-disposition')).toContain(`${row.reference}-odluka-2026-03-31.pdf`);
});
