import { randomUUID } from 'node:crypto';
import { askClarification, assign, decide, type DecisionDraft, extend } from '../../src/core/casefile';
import { localDate } from '../../src/core/law';
import { clarificationLetter } from '../../src/core/letters';
import { FileKeeper } from '../../src/platform/files';
import { CaseBook, CaseRow, FileRow, LetterRow, type Move, OutboxRow, Papers, Transactions } from '../../src/records';
import { type Answer, type Client, readable } from '../support/client';
import { startApp, type TestApp } from '../support/app';

const SECRET_NAME = 'Xhevahire Emërfshehta';

describe('following a case', () => {
  let app: TestApp;
  let reference: string;
  let code: string;
  let id: string;
  let filer: Client;

  beforeAll(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    app.clock.set('2026-03-30T09:00:00+02:00');
    filer = app.client();
    await filer.get('/sq/requests/new');
    const form = {
      submissionKey: randomUUID(),
      subject: 'Kontratat',
      text: 'Të gjitha',
      name: SECRET_NAME,
      email: 'x@shembull.com',
    };
    const filed = await filer.post('/sq/requests/new', form);
    reference = filed.location?.split('/').at(-1) ?? '';
    code = /<dd>([A-Z2-9]{5}-[A-Z2-9]{5})</.exec((await filer.get(filed.location ?? '')).text)?.[1] ?? '';
    id = (await app.source.getRepository(CaseRow).findOneByOrFail({ reference })).id;
    // Each test starts with an empty count of failures.
    app.clock.advance({ hours: 1 });
    await app.source.query('DELETE FROM attempts');
  });
  afterAll(() => app.close());

  const act = (move: Move): Promise<unknown> => {
    const { id: officialId } = app.seed.officials.zyrtar;
    const actor = { kind: 'official', id: officialId } as const;
    const transactions = app.get(Transactions, { strict: false });
    const about = { institutionId: app.seed.institution.id, caseId: id, actor, now: app.clock.now() };
    return transactions.run((tx) => app.get(CaseBook, { strict: false }).act(tx, about, move));
  };
  const track = async (client: Client, ref = reference, secret = code): Promise<Answer> => {
    await client.get('/sq/track');
    return client.post('/sq/track', { reference: ref, code: secret });
  };
  const page = async (lang = 'sq', client = filer): Promise<string> =>
    readable((await client.get(`/${lang}/track/${reference}`)).text);
  const ask = (question: string): Promise<unknown> =>
    act(async (loaded, tx) => {
      const letterId = randomUUID();
      const facts = { ...clarificationLetter(loaded.file, loaded.clock, question) };
      const letter = {
        id: letterId,
        caseId: id,
        kind: 'clarification',
        language: 'sq',
        facts,
        text: question,
      } as const;
      const rest = { fileId: null, fromApplicant: false, createdAt: app.clock.now() };
      await app.get(Papers, { strict: false }).addLetter(tx, { ...letter, ...rest });
      return [askClarification(loaded.file, letterId, app.clock.today())];
    });

  it.each([
    ['as printed', (ref: string, secret: string) => [ref, secret]],
    ['in small letters', (ref: string, secret: string) => [ref.toLowerCase(), secret.toLowerCase()]],
    ['with spaces', (ref: string, secret: string) => [` ${ref.replace(/-/g, ' - ')} `, secret.split('').join(' ')]],
    ['without the hyphen', (ref: string, secret: string) => [ref.replace(/-/g, '–'), secret.replace('-', '')]],
  ])('opens with number and code %s', async (_how, write) => {
    const [ref, secret] = write(reference, code);
    const client = app.client();
    const answer = await track(client, ref, secret);
    expect([answer.status, answer.location]).toEqual([303, `/sq/track/${reference}`]);
    expect(await page('sq', client)).toContain('Kontratat');
  });

  it('opens from the link in the mail, and no address shows the code after that', async () => {
    const client = app.client();
    const answer = await client.get(`/en/track?reference=${reference}&code=${code}`);
    expect([answer.status, answer.location]).toEqual([303, `/en/track/${reference}`]);
    const { text } = await client.get(`/en/track/${reference}`);
    // Not broken at a hyphen, however narrow the screen.
    expect(text).toContain(`>Case <span class="q-reference">${reference}</span></h1>`);
    expect(text).not.toContain(code);
    expect(text).not.toContain(code.replace('-', ''));
  });

  it('never shows who asked, in any language', async () => {
    for (const lang of ['sq', 'sr', 'en']) {
      for (const view of ['track', 'receipt']) {
        const { text } = await filer.get(`/${lang}/${view}/${reference}`);
        expect(text).toContain('Kontratat');
        expect(text).not.toContain(SECRET_NAME);
        expect(text).not.toContain('x@shembull.com');
      }
    }
  });

  it('does not tell a wrong number from a wrong code', async () => {
    const client = app.client();
    const wrongCode = await track(client, reference, 'AAAAA-AAAAA');
    const wrongNumber = await track(client, 'KK-2026-99999', code);
    expect([wrongCode.status, wrongNumber.status]).toEqual([422, 422]);
    const told = (answer: Answer): string => /govuk-error-summary__list[^]*?<\/ul>/.exec(answer.text)?.[0] ?? '';
    expect(told(wrongCode)).toBe(told(wrongNumber));
    expect(told(wrongCode)).toContain('nuk përputhen');
    expect(wrongCode.text).toContain(`value="${reference}"`);
    expect(wrongCode.text).not.toContain('AAAAA');
  });

  it('names what is missing', async () => {
    const { status, text } = await track(app.client(), '', '');
    expect(status).toBe(422);
    expect(text).toContain('href="#reference"');
    expect(text).toContain('href="#code"');
  });

  it('stops guessing at one number after ten failures, and says until when', async () => {
    const client = app.client();
    const statuses: number[] = [];
    for (let i = 0; i < 50; i += 1) statuses.push((await track(client, reference, `WRONG${i}`)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(422), ...Array<number>(40).fill(429)]);
    const right = await track(client);
    expect(right.status).toBe(429);
    expect(right.headers.get('retry-after')).toBe('900');
    expect(readable(right.text)).toContain('pas orës 10:15');
    app.clock.advance(15 * 60_000 + 1000);
    expect((await track(client)).status).toBe(303);
  });

  it('stops one address after thirty failures at many numbers', async () => {
    const client = app.client();
    const statuses: number[] = [];
    for (let i = 0; i < 32; i += 1) statuses.push((await track(client, `KK-2025-${10_000 + i}`, 'WRONG')).status);
    expect(statuses.indexOf(429)).toBe(30);
  });

  it('lets nobody in without the code, and forgets on request', async () => {
    const stranger = await app.client().get(`/sq/track/${reference}`);
    expect([stranger.status, stranger.location]).toEqual([303, `/sq/track?reference=${reference}`]);
    await filer.get(`/sq/track/${reference}`);
    expect((await filer.post('/sq/track/leave')).status).toBe(303);
    expect((await filer.get(`/sq/track/${reference}`)).status).toBe(303);
  });

  it('forgets after four hours', async () => {
    app.clock.advance({ hours: 4 });
    expect((await filer.get(`/sq/track/${reference}`)).status).toBe(303);
  });

  it('tells the way of the case in plain words, without officials and alarms', async () => {
    expect(await page()).toContain('pret t’i caktohet një zyrtari');
    await act(({ file }) => [
      assign(file, { assigneeId: app.seed.officials.staf.id, directorateId: null }, app.clock.today()),
    ]);
    await act(({ file, clock }) => [extend(file, clock, 'several-documents', null, app.clock.today())]);
    const sq = await page();
    expect(sq).toContain('U mor në shqyrtim');
    expect(sq).toContain('Me një kërkesë janë kërkuar disa dokumente');
    expect(sq).toContain('e martë, 14 prill 2026');
    expect(sq).not.toContain('Sokol');
    expect(await page('sr')).toContain('Rok je produžen');
    expect(await page('en')).toContain('the first deadline was 7 April 2026');
  });

  it('tells that silence counts as refusal, where to complain and until when', async () => {
    await act(({ clock }) =>
      clock.state === 'running'
        ? [{ type: 'silence-fell', occurredOn: localDate('2026-04-08'), dueOn: clock.dueOn }]
        : [],
    );
    const en = await page('en');
    expect(en).toContain('The deadline passed without an answer');
    expect(en).toContain('Information and Privacy Agency until Thursday 23 April 2026 (15 days)');
    expect(await page('sr')).toContain(
      'Agencija za informacije i privatnost. Rok: 15 dana; poslednji dan: četvrtak, 23. april 2026.',
    );
    expect(await page()).toContain('dita e fundit: e enjte, 23 prill 2026');
  });

  it('names one last day to complain where a refusal of before was entered after the silence', async () => {
    app.clock.set('2026-04-10T09:00:00+02:00');
    await track(filer);
    await act(({ clock }) =>
      clock.state === 'running'
        ? [
            { type: 'silence-fell', occurredOn: localDate('2026-04-08'), dueOn: clock.dueOn },
            {
              type: 'decided',
              occurredOn: localDate('2026-04-03'),
              outcome: 'refused',
              answerForm: null,
              grounds: ['privacy'],
              letterId: null,
            },
          ]
        : [],
    );
    const en = await page('en');
    expect(en).toContain('The deadline passed without an answer 8 April 2026');
    expect(en).not.toContain('By law this counts as a refusal');
    // Fifteen days from 3 April end on a Saturday.
    expect(en).toContain('Monday 20 April 2026');
    expect(en).not.toContain('Thursday 23 April 2026');
  });

  it('tells of an overdue answer even before the machine has recorded the silence', async () => {
    app.clock.set('2026-04-08T07:00:00+02:00');
    await track(filer);
    expect(await page()).toContain('heshtja vlen si refuzim');
  });

  it('takes the answer to a question with its files, and tells the official', async () => {
    await act(({ file }) => [
      assign(file, { assigneeId: app.seed.officials.staf.id, directorateId: null }, app.clock.today()),
    ]);
    await ask('Për cilin vit? <b>');
    const asked = await filer.get(`/sq/track/${reference}`);
    expect(asked.text).toContain('Për cilin vit? &lt;b&gt;');
    const address = `/sq/track/${reference}/clarification`;
    const refused = await filer.post(address, { answer: '  ' }, [
      { name: 'x.pdf', bytes: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(99)]) },
    ]);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('id="answer-error"');
    expect(readable(refused.text)).toContain('Skedari „x.pdf“ nuk pranohet');
    const long = await filer.post(address, { answer: 'ë'.repeat(20_001) });
    expect(long.status).toBe(422);
    const stale = await filer.post(address, { answer: 'Për 2025', _csrf: 'old' });
    expect([stale.status, stale.text.includes('Për 2025')]).toEqual([422, true]);
    await filer.get(`/sq/track/${reference}`);
    const sent = await filer.post(address, { answer: 'Për 2025 <script>' }, [{ name: 'lista.pdf', bytes: '%PDF-1.4' }]);
    expect([sent.status, sent.location]).toEqual([303, `/sq/track/${reference}?done=answered`]);
    expect(readable((await filer.get(sent.location ?? '')).text)).toContain('Përgjigjja juaj arriti në komunë.');
    // A second press of the button is no news; other words come too late for an answer, and are kept as a message.
    expect((await filer.post(address, { answer: 'Për 2025 <script>' })).status).toBe(303);
    const other = await filer.post(address, { answer: 'Edhe një herë' });
    expect([other.status, other.location]).toEqual([303, `/sq/track/${reference}?done=written`]);
    expect(readable((await filer.get(other.location ?? '')).text)).toContain('Edhe një herë');
    const after = await page();
    expect(after).toContain('Arriti përgjigjja juaj');
    expect(after).toContain('lista.pdf');
    const letters = await app.source.getRepository(LetterRow).findBy({ caseId: id, kind: 'clarification-answer' });
    expect(letters.map((one) => [one.text, one.fromApplicant])).toEqual([['Për 2025 <script>', true]]);
    const mails = await app.source.getRepository(OutboxRow).findBy({ caseId: id, kind: 'clarification-answered' });
    expect(mails.map((one) => [one.recipient, one.facts.reference])).toEqual([['staf@test', reference]]);
  });

  it('gives released documents only, and only of this case', async () => {
    const keeper = app.get(FileKeeper, { strict: false });
    const kept = await keeper.keepBytes(Buffer.from('%PDF-1.4 answer'), 'Vendimi.pdf', 'application/pdf');
    const about = { institutionId: app.seed.institution.id, submissionId: null, createdAt: app.clock.now(), ...kept };
    const [answer, internal, foreign] = await app.get(Papers, { strict: false }).addFiles(app.source.manager, [
      { ...about, caseId: id, role: 'answer', released: true },
      { ...about, caseId: id, role: 'internal', released: false, name: 'E brendshme.pdf' },
      { ...about, caseId: randomUUID(), role: 'answer', released: true },
    ]);
    await act(({ file }) => [
      decide(
        file,
        {
          outcome: 'granted',
          answerForm: 'electronic',
          grounds: [],
          location: '',
          destination: '',
          decidedOn: app.clock.today(),
        },
        randomUUID(),
        app.clock.today(),
      ),
    ]);
    const shown = await page();
    expect(shown).toContain('Vendimi.pdf');
    expect(shown).toContain('Qasja e lejuar');
    expect(shown).not.toContain('E brendshme');
    const get = (file: FileRow | undefined): Promise<Answer> => filer.get(`/sq/track/${reference}/files/${file?.id}`);
    expect((await get(answer)).text).toBe('%PDF-1.4 answer');
    expect((await get(internal)).status).toBe(404);
    expect((await get(foreign)).status).toBe(404);
  });

  it('names the remedy after a refusal', async () => {
    const draft: DecisionDraft = {
      outcome: 'refused',
      answerForm: null,
      grounds: [{ ground: 'privacy', harmTest: 'a', publicInterestTest: 'b' }],
      location: '',
      destination: '',
      decidedOn: app.clock.today(),
    };
    await act(({ file }) => [decide(file, draft, randomUUID(), app.clock.today())]);
    expect(await page('en')).toContain('Information and Privacy Agency until Tuesday 14 April 2026');
  });
});
