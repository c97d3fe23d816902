import { MailSender } from '../../src/platform/mail';
import { type NewMessage, Outbox } from '../../src/records';
import { startBrowser } from '../support/browser';
import { type JobHouse, startJobHouse } from '../support/job-house';
import { readPdf } from '../support/pdf';

const LANGUAGES = ['sq', 'sr', 'en'] as const;

/** What each mail must say to its reader, in each language, however it words the rest. */
const SAID = {
  receipt: {
    sq: ['kemi pranuar kërkesën tuaj', 'e hënë, 9 mars 2026', 'Agjencinë për Informim dhe Privatësi', 'ABCDE23456'],
    sr: ['primili smo Vaš zahtev', 'ponedeljak, 9. mart 2026.', 'Agenciji za informacije i privatnost', 'ABCDE23456'],
    en: ['we have received your request', 'Monday 9 March 2026', 'Information and Privacy Agency', 'ABCDE23456'],
  },
  reminder: {
    sq: ['afati skadon pas 3 ditësh', 'ju është caktuar juve'],
    sr: ['rok ističe za 3 dana', 'dodeljen Vama'],
    en: ['due in 3 days', 'assigned to you'],
  },
  escalation: {
    sq: ['afati ka skaduar para 2 ditësh', 'vlen si refuzim', 'shtypni „E marr përsipër“', 'edhe pse mungoni'],
    sr: ['rok je istekao pre 2 dana', 'smatra odbijanjem', 'pritisnete „Preuzimam“', 'iako ste odsutni'],
    en: ['2 days overdue', 'counts as a refusal', 'press “I have it”', 'although you are away'],
  },
  unassigned: {
    sq: ['nuk e ka marrë askush', '2 mars 2026'],
    sr: ['niko nije preuzeo', '2. mart 2026.'],
    en: ['nobody has taken', '2 March 2026'],
  },
  urgent: {
    sq: ['URGJENTE', 'jeta ose liria', 'pas 48 orësh', 'zyrtari kujdestar'],
    sr: ['HITNO', 'život ili sloboda', 'za 48 sati', 'dežurni službenik'],
    en: ['URGENT', 'life or liberty', 'in 48 hours', 'you are on call'],
  },
  assigned: {
    sq: ['ju është caktuar juve'],
    sr: ['dodeljen Vama'],
    en: ['has been assigned to you'],
  },
  'forward-refused': {
    sq: ['nuk e pranoi: Ministria', 'Nuk e kemi ne.'],
    sr: ['nije ga prihvatila: Ministria', 'Nuk e kemi ne.'],
    en: ['has declined it: Ministria', 'Nuk e kemi ne.'],
  },
  'forward-lapsed': {
    sq: ['afati skadon pas 3 ditësh', 'Ministria. Ai nuk u përgjigj deri më 6 mars 2026'],
    sr: ['rok ističe za 3 dana', 'Ministria. Rok za prihvatanje (6. mart 2026)'],
    en: ['due in 3 days', 'Ministria. It did not answer by 6 March 2026'],
  },
  climb: {
    sq: ['askush nuk e ka marrë përsipër', 'afati ka skaduar para 2 ditësh', 'e merrni si zëvendësues/e', 'Ana Ilire'],
    sr: ['niko nije preuzeo', 'rok je istekao pre 2 dana', 'dobijate kao zamena', 'Ana Ilire'],
    en: ['nobody has taken it on', '2 days overdue', 'in place of Ana Ilire', 'press “I have it”'],
  },
  'clarification-answered': {
    sq: ['parashtruesi është përgjigjur'],
    sr: ['podnosilac zahteva je odgovorio'],
    en: ['the applicant has answered'],
  },
} as const;

const FACTS: Record<keyof typeof SAID, Record<string, unknown>> = {
  receipt: { urgent: false, accessCode: 'ABCDE23456' },
  reminder: { daysLeft: 3, own: true },
  escalation: { daysLeft: -2, asks: true, nobodyPresent: true },
  climb: { daysLeft: -2, asks: true, inPlaceOf: ['Ana Ilire'] },
  unassigned: {},
  urgent: { rung: 'urgent-arrived', onCall: true, dueAt: '2026-03-04T08:00:00.000Z' },
  assigned: {},
  'forward-refused': { destination: 'Ministria', refusal: 'Nuk e kemi ne.' },
  'forward-lapsed': { destination: 'Ministria', answerBy: '2026-03-06', daysLeft: 3 },
  'clarification-answered': {},
};

describe('mails in the language of their reader', () => {
  let house: JobHouse;
  let sender: MailSender;
  let row: Awaited<ReturnType<JobHouse['file']>>;
  beforeAll(async () => {
    house = await startJobHouse({ env: { QASJA_SWEEP_SECONDS: '3600' } });
    row = await house.file({ subject: 'Çmimet <b>“2026”</b> https://elsewhere.example/x' });
    sender = (await house.worker()).get(MailSender);
  });
  afterAll(() => house.close());

  async function sent(message: Pick<NewMessage, 'kind' | 'facts' | 'language'> & { to: string }) {
    const [id] = await house.transactions.run((tx) =>
      new Outbox().add(tx, house.clock.now(), [
        {
          institutionId: row.institutionId,
          caseId: row.id,
          recipient: message.to,
          ...message,
        },
      ]),
    );
    expect(await sender.send(id ?? '')).toBe('sent');
    const mail = house.smtp.mails.at(-1);
    if (!mail) throw new Error('No mail arrived');
    return { subject: mail.subject ?? '', text: mail.text ?? '', html: String(mail.html) };
  }

  it.each(Object.keys(SAID).flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const)))(
    '%s in %s',
    async (kind, language) => {
      const name = kind as keyof typeof SAID;
      const to = name === 'receipt' ? 'qytetar@example.org' : 'staf@test';
      const mail = await sent({ kind, facts: FACTS[name], language, to });
      expect(mail.subject.startsWith(`${row.reference}: `)).toBe(true);
      for (const words of SAID[name][language]) expect(`${mail.subject}\n${mail.text}`).toContain(words);
      expect(`${mail.subject}${mail.text}`).not.toMatch(/undefined|null|\{\{|\bmail:|NaN/);
      expect(mail.text).not.toMatch(/\n{3}/);
      const link = name === 'receipt' ? `/${language}/track?reference=${row.reference}&code=` : `/desk/cases/${row.id}`;
      expect(mail.text).toContain(`https://qasja.example${link}`);
      expect(mail.html).toContain(`lang="${language === 'sr' ? 'sr-Latn' : language}"`);
    },
  );

  it.each([
    [
      'sq',
      'Dita juaj: e hënë, 9 mars 2026',
      'Afati ka kaluar:',
      'afati skadon pas 2 orësh',
      'nuk e ka marrë askush',
      'deri më 13 mars 2026',
    ],
    [
      'sr',
      'Vaš dan: ponedeljak, 9. mart 2026.',
      'Rok je istekao:',
      'rok ističe za 2 sata',
      'niko nije preuzeo',
      'do 13. marta 2026.',
    ],
    [
      'en',
      'Your day: Monday 9 March 2026',
      'Overdue:',
      'due in 2 hours',
      'nobody has taken this case',
      'until 13 March 2026',
    ],
  ] as const)('the digest of a day in %s', async (language, subject, ...said) => {
    const at = house.clock.now();
    const line = { caseId: row.id, reference: 'KK-2026-00007', subject: 'Buxheti', of: null, dueAt: null };
    const dueAt = new Date(at.getTime() + 2 * 3_600_000).toISOString();
    const told = { reference: 'KK-2026-00009', subject: 'Rrugët' };
    const mail = await sent({
      kind: 'digest',
      to: 'staf@test',
      language,
      facts: {
        today: '2026-03-09',
        overdue: [{ ...line, dueOn: '2026-03-06', daysLeft: -3 }],
        dueToday: [{ ...line, dueOn: '2026-03-09', dueAt, daysLeft: 0, of: 'Ana Ilire' }],
        ahead: [{ ...line, dueOn: '2026-03-12', daysLeft: 3 }],
        more: true,
        notices: [
          { kind: 'unassigned', caseId: row.id, facts: told },
          { kind: 'deadlines-moved', caseId: null, facts: { total: 3 } },
        ],
        absent: [{ name: 'Ana Ilire', untilOn: '2026-03-13' }],
      },
    });
    expect(mail.subject).toBe(subject);
    for (const words of [...said, 'KK-2026-00007 – Buxheti', 'KK-2026-00009', 'Ana Ilire'])
      expect(mail.text).toContain(words);
    expect(mail.text).not.toMatch(/undefined|null|\{\{|\bmail:|NaN|\n{3}/);
    expect(mail.text).toContain('https://qasja.example/desk/notices');
    expect(mail.html).toContain(`<a href="https://qasja.example/desk/cases/${row.id}">`);
  });

  it.each([
    ['sq', 'reply', 'Afati për përgjigjen ndaj Agjencisë: e hënë, 23 mars 2026', 'pa përgjigje ndaj Agjencisë'],
    ['sr', 'reply', 'Rok za odgovor Agenciji: ponedeljak, 23. mart 2026.', 'nema odgovora Agenciji'],
    ['en', 'reply', 'The reply to the Agency is due: Monday 23 March 2026', 'no reply to the Agency'],
    ['sq', 'compliance', 'Afati për zbatimin e vendimit të Agjencisë: e hënë', 'vendimi i Agjencisë i pazbatuar'],
    ['sr', 'compliance', 'Rok za izvršenje odluke Agencije: ponedeljak', 'odluka Agencije nije izvršena'],
    ['en', 'compliance', 'The Agency’s decision must be carried out: Monday', 'decision is not carried out'],
    ['sq', 'notice', 'Afati për njoftimin me shkrim: e hënë', 'pa njoftim me shkrim'],
    ['sr', 'notice', 'Rok za pismeno obaveštenje: ponedeljak', 'nema pismenog obaveštenja'],
    ['en', 'notice', 'The written notice is due: Monday', 'no written notice'],
  ] as const)('name in %s the clock of the %s', async (language, owed, due, missing) => {
    const facts = { owed, dueOn: '2026-03-23', daysLeft: 3, own: true };
    // One that climbed does not speak of the decision either.
    const climb = await sent({ kind: 'climb', facts: { ...facts, daysLeft: -1 }, language, to: 'staf@test' });
    expect(climb.text).toContain(due);
    expect(climb.text).not.toMatch(/pa u marrë vendim|odluka nije doneta|without a decision/);
    const reminder = await sent({ kind: 'reminder', facts, language, to: 'staf@test' });
    expect(reminder.text).toContain(due);
    const escalation = await sent({ kind: 'escalation', facts: { ...facts, daysLeft: -1 }, language, to: 'staf@test' });
    expect(escalation.subject).toContain(missing);
    expect(escalation.text).not.toMatch(/heshtja|ćutanje|silence/);
    expect(`${reminder.text}${escalation.text}`).not.toMatch(/undefined|null|\{\{|\bmail:|NaN/);
  });

  it.each([
    ['sq', 'nuk e ka marrë askush'],
    ['sr', 'niko nije preuzeo'],
    ['en', 'nobody has taken it'],
  ] as const)(
    'say in %s that nobody took an urgent request, however long the institution waits',
    async (language, said) => {
      const facts = { ...FACTS.urgent, rung: 'urgent-unassigned-2h', receivedAt: '2026-03-02T08:00:00.000Z' };
      const { subject, text } = await sent({ kind: 'urgent', facts, language, to: 'staf@test' });
      expect(subject).toContain(said);
      expect(text).toContain(said.slice(0, 12));
    },
  );

  it.each([
    ['sq', 'pas 1 ore', 'pas 54 minutash', 'para 1 minute', 'para 2 orësh'],
    ['sr', 'za 1 sat', 'za 54 minuta', 'pre 1 minut', 'pre 2 sata'],
    ['en', 'in 1 hour', 'in 54 minutes', '1 minute overdue', '2 hours overdue'],
  ] as const)('counts the hours in %s', async (language, ...expected) => {
    // A mail that goes out some minutes after its hour still says it.
    for (const [i, left] of [56, 54, -1, -120].entries()) {
      const dueAt = new Date(house.clock.now().getTime() + left * 60_000).toISOString();
      const { subject } = await sent({ kind: 'escalation', facts: { dueAt }, language, to: 'staf@test' });
      expect(subject).toContain(expected[i]);
    }
  });

  it.each(LANGUAGES)('letters of each kind in %s, and where to fetch what is too large', async (language) => {
    const subjects = new Set<string>();
    for (const letterKind of ['decision', 'extension', 'clarification', 'silence']) {
      const facts = { letterKind, tooLarge: letterKind === 'decision' };
      const mail = await sent({ kind: 'letter', facts, language, to: 'qytetar@example.org' });
      subjects.add(mail.subject);
      expect(mail.text).toContain(`https://qasja.example/${language}/track?reference=${row.reference}&code=`);
      if (facts.tooLarge) expect(mail.text).toMatch(/shumë të mëdha|preveliki|too large/);
      if (letterKind === 'clarification') expect(mail.text).toMatch(/përgjigjeni këtu|odgovoriti ovde|answer .* here/);
    }
    expect(subjects.size).toBe(4);
  });

  it('quotes what a citizen typed without believing it', async () => {
    const { html } = await sent({ kind: 'receipt', facts: FACTS.receipt, language: 'sq', to: 'qytetar@example.org' });
    expect(html).toContain('&lt;b&gt;');
    expect(html).not.toContain('href="https://elsewhere.example');
    expect(html).not.toMatch(/<img|<script|src=/);
    expect(html).toContain('href="https://qasja.example/sq/track');
  });

  it('stand whole in a window of 320 and of 800 pixels, with links and words of any length, and ask the net for nothing', async () => {
    const linkId = '0b7c9d5e-52a4-4b07-8a3b-2f4f6f1c9b11';
    const climb = { ...FACTS.climb, subject: `Fatura${'0123456789'.repeat(12)}` };
    const reset = { linkId, linkUntil: '2026-03-03T08:00:00.000Z' };
    const mails = [
      await sent({ kind: 'climb', facts: climb, language: 'sq', to: 'staf@test' }),
      await sent({ kind: 'password-reset', facts: reset, language: 'sr', to: 'staf@test' }),
    ];
    const browser = await startBrowser();
    try {
      for (const width of [320, 800]) {
        const page = await browser.newPage({ viewport: { width, height: 700 } });
        const asked: string[] = [];
        page.on('request', (request) => asked.push(request.url()));
        for (const { html } of mails) {
          await page.setContent(html);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          expect(await page.locator('a').first().isVisible()).toBe(true);
        }
        expect(asked).toEqual([]);
        await page.close();
      }
    } finally {
      await browser.close();
    }
  }, 30_000);

  it.each([
    ['sq', 'afati skadon sot', 'afati skadon nesër', 'para 1 dite'],
    ['sr', 'rok ističe danas', 'rok ističe sutra', 'pre 1 dan'],
    ['en', 'due today', 'due tomorrow', '1 day overdue'],
  ] as const)('counts the days in %s', async (language, today, tomorrow, yesterday) => {
    for (const [daysLeft, words] of [
      [0, today],
      [1, tomorrow],
      [-1, yesterday],
    ] as const) {
      const { subject } = await sent({ kind: 'escalation', facts: { daysLeft }, language, to: 'staf@test' });
      expect(subject).toContain(words);
    }
  });

  it.each([
    ['sq', 'Ligji nr. 06/L-081 për qasje në dokumente publike e cakton afatin: 7 ditë.', '2 mars 2026'],
    ['sr', 'Zakon br. 06/L-081 o pristupu javnim dokumentima određuje rok: 7 dana.', '2. mart 2026.'],
    ['en', 'Law No. 06/L-081 on Access to Public Documents sets the deadline: 7 days.', '2 March 2026'],
  ] as const)('tells in %s why the deadline of a receipt is that day', async (language, law, dayZero) => {
    const told = async (dueOn: string): Promise<string> => {
      const facts = { ...FACTS.receipt, procedure: 'access.decision', dueOn };
      return (await sent({ kind: 'receipt', facts, language, to: 'qytetar@example.org' })).text;
    };
    const text = await told('2026-03-09');
    expect(text).toContain(law);
    expect(text.slice(text.indexOf(law))).toContain(dayZero);
    expect(text).toMatch(/PDF/);
    const sheet = house.smtp.mails.at(-1)?.attachments.find((one) => one.contentType === 'application/pdf');
    expect(sheet?.filename).toMatch(/^KK-2026-\d{5}-(vertetim|potvrda|receipt)-2026-03-02\.pdf$/);
    const pdf = readPdf(sheet?.content ?? Buffer.alloc(0)).text.replace(/\s+/g, ' ');
    expect(pdf).toContain(law);
    expect(pdf).toContain(dayZero);
    expect(pdf).toContain(row.reference);
    // Counted otherwise since: the receipt keeps its day and gives no reason that leads to another one.
    expect(await told('2026-03-11')).not.toContain(law);
    expect(house.smtp.mails.at(-1)?.attachments).toEqual([]);
  });

  it.each(LANGUAGES)('tells in %s when no calendar is known, and of an urgent hour', async (language) => {
    const to = 'qytetar@example.org';
    const unknown = await sent({ kind: 'receipt', facts: { ...FACTS.receipt, dueOn: null }, language, to });
    expect(unknown.text).toMatch(/festat zyrtare|službeni praznici|official holidays/);
    const dueAt = '2026-03-04T08:00:00.000Z';
    const urgent = await sent({ kind: 'receipt', facts: { ...FACTS.receipt, urgent: true, dueAt }, language, to });
    expect(urgent.text).toContain('9:00');
  });
});
