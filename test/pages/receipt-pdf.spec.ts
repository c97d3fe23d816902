import type { Kind, PageLanguage } from '../../src/core/casefile';
import { publicPaths } from '../../src/platform/paths';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { type PdfText, readPdf } from '../support/pdf';

const FIELDS = {
  to: 'KK',
  subject: 'Kontrata për ndriçimin publik; ugovor sa Đ. Šabanovićem',
  text: 'Kërkoj kontratën.',
  wantedForm: 'electronic',
  name: 'Blerta Krasniqi',
  email: 'blerta@example.org',
  applicantType: 'individual',
};

describe('the receipt as a PDF', () => {
  let app: TestApp;
  let citizen: Client;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    citizen = app.client();
  });
  afterAll(() => app.close());

  /** Files by the form of the language and returns the path of the receipt. */
  async function file(lang: PageLanguage, fields: Record<string, string> = {}, kind: Kind = 'access-request') {
    const answer = await citizen.fill(publicPaths.form(lang, kind), { ...FIELDS, answerLanguage: lang, ...fields });
    expect(answer.status).toBe(303);
    return answer.location ?? '';
  }

  async function download(address: string): Promise<PdfText & { name: string }> {
    const answer = await fetch(app.url + address, { headers: { cookie: citizen.cookieHeader() } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { ...readPdf(bytes), name: answer.headers.get('content-disposition') ?? '' };
  }

  const flat = ({ text }: PdfText): string => text.replace(/\s+/g, ' ');

  it.each<[PageLanguage, string, string[]]>([
    [
      'sq',
      'sq',
      [
        'Vërtetim për pranimin',
        'e martë, 7 prill 2026',
        'Dita zero: dita e pranimit nuk numërohet',
        'Pashkët katolike, e bartur nga 5 prill 2026',
        'Ligji nr. 06/L-081',
        'Faqja 1 nga',
      ],
    ],
    [
      'sr',
      'sr-Latn',
      [
        'Potvrda o prijemu',
        'utorak, 7. april 2026.',
        'Nulti dan: dan prijema se ne računa',
        'Katolički Uskrs, preneto sa dana 5. aprila 2026.',
        'Zakon br. 06/L-081',
        'Đ. Šabanovićem',
      ],
    ],
    [
      'en',
      'en',
      [
        'Certificate of receipt',
        'Tuesday 7 April 2026',
        'Day zero: the day of receipt is not counted',
        'Catholic Easter, carried over from 5 April 2026',
        'Source: Law 03/L-064, Art. 4, by the rule',
        'as the regulator or a municipality says',
        'Calendar of holidays: kosovo-2010-2027/1',
        'Information and Privacy Agency, within 15 days',
      ],
    ],
  ])('tells in %s number, code, and each day with its reason', async (lang, tag, said) => {
    const receipt = await file(lang);
    const page = readable((await citizen.get(receipt)).text);
    const pdf = await download(`${receipt}.pdf`);
    for (const words of said) expect(flat(pdf)).toContain(words);
    expect(page).toContain(/[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(pdf.text)?.[0] ?? 'no code');
    expect(pdf.text).toMatch(/KK-2026-\d{5}/);
    expect(pdf.text).not.toContain('Blerta');
    expect(pdf).toMatchObject({ language: tag, tagged: true });
    expect(pdf.name).toMatch(/attachment; filename="KK-2026-\d{5}-\w+-2026-03-30\.pdf"/);
  });

  it('holds every day of sixty, on as many sheets as it needs, with the expected holidays marked', async () => {
    const receipt = await file('en', { signatures: '12' }, 'petition');
    const pdf = await download(`${receipt}.pdf`);
    expect(pdf.pages).toBeGreaterThan(1);
    expect(flat(pdf)).toContain('Friday 29 May 2026');
    expect(flat(pdf)).toContain('Eid al-Adha, first day (expected day)');
    expect(flat(pdf)).toContain('An expected day is not announced yet');
    for (const one of ['Monday 30 March 2026', 'Thursday 30 April 2026', 'Thursday 28 May 2026']) {
      expect(flat(pdf)).toContain(one);
    }
  });

  it('tells the hours of an urgent request', async () => {
    const receipt = await file('sq', { urgent: '1', urgentReason: 'Jeta e një personi.' });
    const pdf = flat(await download(`${receipt}.pdf`));
    expect(pdf).toContain('Nga ora 09:00: 15 orë e 0 min.');
    expect(pdf).toContain('Deri në orën 09:00: 9 orë e 0 min.');
  });

  it('is offered on the receipt, and given only to a browser that has the case', async () => {
    const receipt = await file('en');
    const { text } = await citizen.get(receipt);
    expect(text).toContain(`href="${receipt}.pdf"`);
    expect(text).toContain('href="/en/deadline?what=request&amp;day=2026-03-30"');
    const stranger = await app.client().get(`${receipt}.pdf`);
    expect(stranger.status).toBe(303);
    expect(stranger.location).toMatch(/^\/en\/track\?reference=KK-2026-\d{5}$/);
  });

  it('the printed receipt of page and counter holds the days as a table', async () => {
    const receipt = await file('en');
    const { text } = await citizen.get(receipt);
    expect(text).toContain('class="q-onlyprint"');
    expect(text).toMatch(/<caption[^>]*>Every day, one by one<\/caption>/);
  });
});
