import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { PageLanguage } from '../../src/core/casefile';
import { Housekeeping } from '../../src/platform/housekeeping';
import { FileRow, IntakeBacklog, OutboxRow, Registration, Submission } from '../../src/records';
import { type Answer, type Client, readable } from '../support/client';
import { docxOf } from '../make/office-files';
import { until } from '../support/job-house';
import { zipOf } from '../support/zip';
import { startApp, type TestApp } from '../support/app';

const FORMS = {
  'access-request': 'requests',
  petition: 'petitions',
  'citizen-initiative': 'initiatives',
  'citizen-request': 'citizen-requests',
};
const PDF = '%PDF-1.4\n% a scan\n';
const BOMB = docxOf(['x'], [{ name: 'word/media/a.bin', bytes: Buffer.alloc(120 * 1024 * 1024) }]);
const TWO_IN_ONE = Buffer.concat([Buffer.from(PDF), zipOf([{ name: 'a.js', bytes: 'alert(1)' }])]);
const PROGRAM = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2000, 0x90)]);

const fields = (more: Record<string, string> = {}): Record<string, string> => ({
  submissionKey: randomUUID(),
  subject: 'Kontratat e rrugëve',
  text: 'Kërkoj kontratat e vitit 2025.',
  name: 'Ana Krasniqi',
  email: 'ana@shembull.com',
  wantedForm: 'electronic',
  applicantType: 'individual',
  answerLanguage: 'sq',
  ...more,
});
const codeOf = (page: string): string => /Kodi për ndjekje<\/dt><dd>([A-Z0-9-]+)</.exec(page)?.[1] ?? '';

describe('filing through the public forms', () => {
  let app: TestApp;
  let citizen: Client;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
  });
  beforeEach(() => (citizen = app.client()));
  afterAll(() => app.close());

  const send = async (
    more: Record<string, string> = {},
    files: Parameters<Client['post']>[2] = [],
  ): Promise<Answer> => {
    await citizen.get('/sq/requests/new');
    return citizen.post('/sq/requests/new', fields(more), files);
  };
  const cases = async (): Promise<number> =>
    (await app.source.query<{ n: number }[]>('SELECT count(*) AS n FROM case_files'))[0]?.n ?? -1;

  it.each([
    ['sq', '/sq'],
    ['sr-RS,sr;q=0.9', '/sr'],
    ['en-GB', '/en'],
    ['fr', '/sq'],
  ])('leads a browser in %s to %s', async (accepted, home) => {
    const answer = await citizen.get('/', { 'accept-language': accepted });
    expect([answer.status, answer.location]).toEqual([303, home]);
  });

  it.each([
    ['sq', '7 ditë', '48 orë', '60 ditë'],
    ['sr', '7 dana', '48 sati', '60 dana'],
    ['en', '7 days', '48 hours', '60 days'],
  ])('tells the right and the deadlines in %s', async (lang, ...terms) => {
    const { status, text } = await citizen.get(`/${lang}`);
    expect(status).toBe(200);
    for (const term of terms) expect(readable(text)).toContain(term);
    for (const form of Object.values(FORMS)) expect(text).toContain(`href="/${lang}/${form}/new"`);
  });

  it.each(['sq', 'sr', 'en'].flatMap((lang) => ['privacy', 'accessibility'].map((page) => [lang, page])))(
    'has /%s/%s',
    async (lang, page) => expect((await citizen.get(`/${lang}/${page}`)).status).toBe(200),
  );

  describe.each(['sq', 'sr', 'en'] as PageLanguage[])('in %s', (lang) => {
    it.each(Object.entries(FORMS))('files %s and shows its receipt', async (_kind, form) => {
      const address = `/${lang}/${form}/new`;
      expect((await citizen.get(address)).status).toBe(200);
      const answer = await citizen.post(address, fields({ signatures: '1.250', answerLanguage: lang }));
      expect([answer.status, answer.location]).toEqual([
        303,
        expect.stringMatching(`^/${lang}/receipt/KK-2026-\\d{5}$`),
      ]);
      const receipt = await citizen.get(answer.location ?? '');
      expect(receipt.status).toBe(200);
      expect(readable(receipt.text)).toContain(answer.location?.split('/').at(-1));
      expect(readable(receipt.text)).toMatch(
        form === 'requests' ? /7\.? (prill|april|April) 2026/ : /29 (maj|May) 2026|29\. maj 2026/,
      );
    });

    it('refuses an empty form with a summary and a message beside each field', async () => {
      await citizen.get(`/${lang}/requests/new`);
      const { status, text } = await citizen.post(`/${lang}/requests/new`, { submissionKey: randomUUID() });
      expect(status).toBe(422);
      for (const field of ['subject', 'text', 'name', 'email']) {
        expect(text).toContain(`<a href="#${field}">`);
        expect(text).toContain(`id="${field}-error"`);
      }
      expect(text).toMatch(/<title>(Gabim|Greška|Error): /);
    });
  });

  it('explains the day: seven days after 30 March end on Easter Monday, so on 7 April', async () => {
    const filed = await send();
    const page = readable((await citizen.get(filed.location ?? '')).text);
    expect(page).toContain('Dita e 7-të: e hënë, 6 prill 2026');
    expect(page).toContain('Pashkët katolike');
    expect(page).toContain('e martë, 7 prill 2026');
    expect(page).toContain('Agjencia për Informim dhe Privatësi');
  });

  it('counts 48 hours when life or liberty is at stake', async () => {
    const filed = await send({ urgent: '1', urgentReason: 'I ndaluari është pa ilaçe.' });
    const page = readable((await citizen.get(filed.location ?? '')).text);
    expect(page).toContain('1 prill 2026, ora 09:00');
  });

  it('loses nothing when somebody goes back after sending, writes something else and sends that too', async () => {
    const submissionKey = randomUUID();
    const first = await send({ submissionKey });
    const second = await send({ submissionKey, text: 'Kërkoj edhe faturat.' });
    const secondAgain = await send({ submissionKey, text: 'Kërkoj edhe faturat.' });
    const withFile = await send({ submissionKey }, [{ name: 'a.pdf', bytes: PDF }]);
    expect([first, second, withFile].map((answer) => answer.status)).toEqual([303, 303, 303]);
    expect(new Set([first, second, withFile].map((answer) => answer.location)).size).toBe(3);
    expect(secondAgain.location).toBe(second.location);
  });

  it('keeps what was typed, whatever it was, and shows it harmlessly', async () => {
    const evil = '"><script>alert(1)</script>{{ 7*7 }}';
    const typed = Object.fromEntries(
      ['subject', 'text', 'name', 'email', 'address', 'phone', 'urgentReason', 'submissionKey'].map((one) => [
        one,
        `${evil}${one}`,
      ]),
    );
    const { status, text } = await send(typed);
    expect(status).toBe(422);
    expect(text).not.toContain('<script>alert');
    for (const field of ['subject', 'text', 'name', 'email', 'address', 'phone', 'urgentReason']) {
      expect(readable(text.replace(/value="([^"]*)"/g, '>$1<'))).toContain(
        `<script>alert(1)</script>{{ 7*7 }}${field}`,
      );
    }
    const filed = await send({ subject: evil, text: evil, name: evil, address: evil });
    const receipt = await citizen.get(filed.location ?? '');
    expect(receipt.text).toContain('&lt;script&gt;');
    expect(receipt.text).not.toContain('<script>alert');
    expect(receipt.text).not.toContain('Ana');
  });

  it('answers 2 MB of text beside the field and keeps it', async () => {
    const long = 'Kërkoj të gjitha. '.repeat(120_000);
    // As a browser sends it: with a file field that was left empty.
    const { status, text } = await send({ text: long }, [{ name: '', bytes: '' }]);
    expect(status).toBe(422);
    expect(text).toContain('id="text-error"');
    expect(text).not.toContain('id="files-error"');
    expect(readable(text)).toMatch(/së shumti 20.000 shenja; i juaji ka 2.159.999/);
    expect(text.length).toBeGreaterThan(2_000_000);
  });

  it('keeps attachments by their content, with the name on the receipt', async () => {
    const filed = await send({}, [
      { name: 'Kërkesa ë.pdf', bytes: PDF },
      { name: 'shenim.txt', bytes: 'Përshëndetje' },
    ]);
    expect(filed.status).toBe(303);
    expect(readable((await citizen.get(filed.location ?? '')).text)).toContain('Kërkesa ë.pdf');
    const tracked = await citizen.get((filed.location ?? '').replace('receipt', 'track'));
    const link = /href="([^"]+\/files\/[^"]+)"[^>]*>Kërkesa/.exec(tracked.text)?.[1] ?? '';
    const file = await citizen.get(link);
    expect(file.text).toBe(PDF);
    expect(file.headers.get('content-disposition')).toContain(
      'attachment; filename="K_rkesa _.pdf"; filename*=UTF-8\'\'K%C3%ABrkesa%20%C3%AB.pdf',
    );
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(file.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect((await app.client().get(link)).status).toBe(303);
  });

  it.each([
    ['a program renamed to .pdf', [{ name: 'fatura.pdf', bytes: PROGRAM }], 'Skedari „fatura.pdf“ nuk pranohet'],
    ['six files', Array.from({ length: 6 }, (_, i) => ({ name: `${i}.pdf`, bytes: PDF })), 'së shumti 5 skedarë'],
    [
      '11 MB',
      [{ name: 'i-madh.pdf', bytes: Buffer.concat([Buffer.from(PDF), Buffer.alloc(11 * 1024 * 1024)]) }],
      'më i madh se 10 MB',
    ],
    ['a zip bomb', [{ name: 'bombë.docx', bytes: BOMB }], 'i shpaketuar do të ishte shumë i madh'],
    ['a name with a path', [{ name: '../../etc/fatura.exe', bytes: PROGRAM }], 'Skedari „fatura.exe“ nuk pranohet'],
    ['a PDF that is an archive too', [{ name: 'a.pdf', bytes: TWO_IN_ONE }], 'Skedari „a.pdf“ nuk u pranua'],
    ['nothing', [{ name: 'bosh.pdf', bytes: '' }], 'Skedari „bosh.pdf“ është i zbrazët'],
  ])('refuses %s beside the field, keeps the text and no case', async (_what, files, message) => {
    const before = await cases();
    const { status, text } = await send({}, files);
    expect(status).toBe(422);
    expect(text).toContain('id="files-error"');
    expect(readable(text)).toContain(message);
    expect(readable(text)).toContain('zgjidhni përsëri skedarët');
    expect(text).toContain('value="Kontratat e rrugëve"');
    expect(await cases()).toBe(before);
    await until('nothing lies about', () => readdirSync(path.join(app.dataDir, 'incoming')).length === 0);
  });

  it('files once when the button is pressed twice, with the same receipt', async () => {
    await citizen.get('/sq/requests/new');
    const form = fields();
    const before = await cases();
    const answers = await Promise.all([1, 2, 3].map(() => citizen.post('/sq/requests/new', form)));
    const later = await citizen.post('/sq/requests/new', form);
    expect(new Set([...answers, later].map((one) => one.location)).size).toBe(1);
    expect(await cases()).toBe(before + 1);
    const page = await citizen.get(later.location ?? '');
    expect(codeOf(page.text)).toMatch(/^[A-HJKMNP-Z2-9]{5}-[A-HJKMNP-Z2-9]{5}$/);
  });

  it('writes the receipt for the mail, in the language of the page', async () => {
    const filed = await send({ email: 'posta@shembull.com' });
    const reference = filed.location?.split('/').at(-1);
    const [message] = await app.source.getRepository(OutboxRow).findBy({ recipient: 'posta@shembull.com' });
    expect(message).toMatchObject({ kind: 'receipt', language: 'sq' });
    expect(message?.facts).toMatchObject({
      reference,
      caseKind: 'access-request',
      dueOn: '2026-04-07',
      dueAt: null,
      urgent: false,
      calendarUnknown: false,
    });
  });

  it('gives no mail and still a receipt to who has only a postal address', async () => {
    const filed = await send({ email: '', address: 'Rr. Nëna Terezë 1' });
    expect(filed.status).toBe(303);
    const page = readable((await citizen.get(filed.location ?? '')).text);
    expect(page).not.toContain('me e-postë.');
  });

  it('shows a receipt only to the browser that filed it', async () => {
    const filed = await send();
    const stranger = await app.client().get(filed.location ?? '');
    expect([stranger.status, stranger.location]).toEqual([
      303,
      `/sq/track?reference=${filed.location?.split('/').at(-1)}`,
    ]);
  });

  it('tells a person whose browser filled in the hidden field, and files nothing', async () => {
    const before = await cases();
    const { status, text } = await send({ website: 'https://spam.example' });
    expect(status).toBe(422);
    expect(text).not.toContain('spam.example');
    expect(await cases()).toBe(before);
  });

  it('shows an old form again with what was typed', async () => {
    const answer = await citizen.post('/sq/requests/new', { ...fields(), _csrf: 'old' });
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain('ka qëndruar i hapur tepër gjatë');
    expect(answer.text).toContain('value="Ana Krasniqi"');
  });

  it('numbers forty that come at once without gap or double', async () => {
    const clients = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const one = app.client();
        await one.get('/sq/requests/new');
        return one;
      }),
    );
    const answers = await Promise.all(clients.map((one) => one.post('/sq/requests/new', fields())));
    const numbers = answers.map((one) => Number(one.location?.slice(-5))).sort((a, b) => a - b);
    const [first = 0] = numbers;
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, i) => first + i));
  });

  describe('when registering fails', () => {
    afterEach(() => jest.restoreAllMocks());

    it('keeps what was sent, says so, and registers it at the next sweep with its files and mail', async () => {
      const registration = app.get(Registration, { strict: false });
      const whole = registration.registerAll.bind(registration);
      registration.registerAll = () => Promise.reject(new Error('disk full'));
      const form = fields({ email: 'vonese@shembull.com', subject: 'E vonuara' });
      await citizen.get('/sq/requests/new');
      const answer = await citizen.post('/sq/requests/new', form, [{ name: 'a.pdf', bytes: PDF }]);
      expect([answer.status, answer.location]).toEqual([303, '/sq/kept']);
      expect(readable((await citizen.get('/sq/kept')).text)).toContain('është ruajtur e plotë');
      const again = await citizen.post('/sq/requests/new', form);
      expect(again.location).toBe('/sq/kept');
      const [kept] = await app.source.getRepository(Submission).findBy({ submissionKey: form.submissionKey ?? '' });
      expect(kept?.payload).toMatchObject({ subject: 'E vonuara', files: [{ name: 'a.pdf', size: PDF.length }] });

      await app.get(Housekeeping, { strict: false }).runAll();
      expect((await app.source.getRepository(IntakeBacklog).find())[0]).toMatchObject({ tries: 1 });
      registration.registerAll = whole;
      await app.get(Housekeeping, { strict: false }).runAll();
      expect(await app.source.getRepository(IntakeBacklog).count()).toBe(0);
      const led = await citizen.get('/sq/kept');
      expect(led.location).toMatch(/^\/sq\/receipt\/KK-2026-/);
      expect(readable((await citizen.get(led.location ?? '')).text)).toContain('E vonuara');
      expect(await app.source.getRepository(OutboxRow).countBy({ recipient: 'vonese@shembull.com' })).toBe(1);
      const [file] = await app.source.getRepository(FileRow).findBy({ submissionId: kept?.id ?? '' });
      expect(file?.caseId).toEqual(expect.any(String));
      await app.get(Housekeeping, { strict: false }).runAll();
      expect(await app.source.getRepository(OutboxRow).countBy({ recipient: 'vonese@shembull.com' })).toBe(1);
    });
  });
});

describe('too many submissions from one address', () => {
  it('says when to try again and keeps what was typed', async () => {
    const app = await startApp({ env: { QASJA_RATE_LIMIT: '2' } });
    try {
      const citizen = app.client();
      await citizen.get('/en/requests/new');
      const answers: Answer[] = [];
      for (let i = 0; i < 3; i += 1) answers.push(await citizen.post('/en/requests/new', fields()));
      expect(answers.map((one) => one.status)).toEqual([303, 303, 429]);
      expect(answers[2]?.headers.get('retry-after')).toBe('60');
      expect(readable(answers[2]?.text ?? '')).toContain('send it again in 60 seconds');
      expect(answers[2]?.text).toContain('value="Ana Krasniqi"');
      app.clock.advance(61_000);
      expect((await citizen.post('/en/requests/new', fields())).status).toBe(303);
    } finally {
      await app.close();
    }
  });
});
