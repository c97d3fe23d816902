import { deskPaths, publicPaths } from '../../src/platform/paths';
import { words } from '../../src/platform/views';
import { EventLog, FileRow, Transactions } from '../../src/records';
import { caseOf, fileByForm, lettersOf, messagesOf } from '../make/case-from-form';
import { startApp, type TestApp } from '../support/app';
import { type Answer, type Client, readable } from '../support/client';

let app: TestApp;
let officer: Client;
beforeAll(async () => {
  app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
  officer = app.client();
  await officer.signIn('zyrtar@test');
});
beforeEach(() => app.clock.set(new Date('2026-03-30T09:00:00+02:00')));
afterAll(() => app.close());

type Fields = Record<string, string | string[]>;
const PDF = { name: 'kontrata ë.pdf', bytes: '%PDF-1.4\n%%EOF\n', type: 'application/pdf' };
const GRANTED = {
  outcome: 'granted',
  decidedOn: '30.03.2026',
  answerForm: 'electronic',
  delivery: 'email',
  do: 'decide',
};
const PARTIAL = {
  ...GRANTED,
  outcome: 'partial',
  grounds: ['privacy', 'commercial'],
  'harm-privacy': 'Do të zbuloheshin numrat personalë.',
  'interest-privacy': 'Shpenzimi shihet edhe pa ta.',
  'harm-commercial': 'Konkurrenca do ta shihte formulën e çmimit.',
  'interest-commercial': 'Çmimi i plotë jepet.',
};

const versionIn = (answer: Answer): string => /name="version" value="(\d+)"/.exec(answer.text)?.[1] ?? '';
const keptIn = (answer: Answer): string[] =>
  [...answer.text.matchAll(/name="kept" type="checkbox" value="([^"]+)"/g)].map(([, token = '']) => token);

async function send(
  client: Client,
  caseId: string,
  name: string,
  fields: Fields,
  files: Parameters<Client['post']>[2] = [],
): Promise<Answer> {
  const form = await client.get(deskPaths.move(caseId, name));
  return client.post(deskPaths.move(caseId, name), { version: versionIn(form), ...fields }, files);
}

it('goes the whole way: assigned, asked, answered, extended, decided in part, told by letter', async () => {
  const row = await fileByForm(app);
  const { staf } = app.seed.officials;
  await send(officer, row.id, 'assign', { assignee: staf.id });
  const worker = app.client();
  await worker.signIn('staf@test');
  await send(worker, row.id, 'clarify', { question: 'Cili vit?' });
  await send(worker, row.id, 'answer-clarification', { answer: 'Viti 2025.' });
  await send(worker, row.id, 'extend', { ground: 'outside-institution', reason: 'Arkivi i Agjencisë.' });
  app.clock.set(new Date('2026-03-30T15:00:00+02:00'));
  const done = await send(worker, row.id, 'decide', PARTIAL, [PDF]);
  expect(done.location).toBe(`${deskPaths.caseFile(row.id)}?done=decide`);

  expect(await caseOf(app, row.id)).toMatchObject({
    status: 'closed',
    outcome: 'partial',
    answerForm: 'electronic',
    grounds: 'privacy commercial',
    closedOn: '2026-03-30',
    nextRungAt: null,
  });
  const letters = await lettersOf(app, row.id);
  expect(letters.map((letter) => letter.kind)).toEqual([
    'clarification',
    'clarification-answer',
    'extension',
    'decision',
  ]);
  const decision = letters.at(-1)!;
  for (const words of [
    'kontrata ë.pdf',
    'Do të zbuloheshin numrat personalë.',
    'Çmimi i plotë jepet.',
    'AIP',
    'brenda 15 ditëve',
    'Dita e fundit për ankesë është 14 prill 2026.',
    'Sokol Stafi\nZyrtar i drejtorisë',
  ]) {
    expect(decision.text).toContain(words);
  }
  const answers = await app.source.getRepository(FileRow).findBy({ caseId: row.id, role: 'answer' });
  expect(answers).toMatchObject([{ name: 'kontrata ë.pdf', released: true }]);
  const mails = await messagesOf(app, row.id, 'letter');
  expect(mails.at(-1)).toMatchObject({
    recipient: 'blerta@example.org',
    facts: { letterKind: 'decision', reference: row.reference, tooLarge: false },
    fileIds: [decision.fileId, answers[0]!.id],
  });

  const page = readable((await worker.get(`${deskPaths.caseFile(row.id)}?done=decide`)).text);
  expect(page).toContain('Vendimi u regjistrua dhe lënda u mbyll.');
  expect(page).toContain('U mor vendimi 30 mars 2026, ora 15:00 · Sokol Stafi Qasja e lejuar pjesërisht');
  expect(page).not.toContain('Merr vendim');
  const log = app.get(EventLog);
  const whole = await log.verify(app.get(Transactions).reader, app.seed.institution.id);
  expect(whole.brokenAt).toBeNull();
});

describe('the preview', () => {
  it('shows the letter, changes nothing, and keeps fields and files', async () => {
    const row = await fileByForm(app);
    const seen = await send(officer, row.id, 'decide', { ...PARTIAL, do: 'preview' }, [PDF]);
    expect(seen.status).toBe(200);
    const page = readable(seen.text);
    expect(page).toContain('Kështu do të duket shkresa');
    expect(page).toContain('Vendim: lejohet qasja e pjesshme');
    expect(page).toContain('– kontrata ë.pdf');
    expect(await caseOf(app, row.id)).toMatchObject({ isOpen: true });
    expect(await lettersOf(app, row.id)).toEqual([]);
    expect(seen.text).toContain('value="commercial" checked');
    // The file came with the preview and need not be chosen again.
    const fields = { ...PARTIAL, version: versionIn(seen), kept: keptIn(seen) };
    expect((await officer.post(deskPaths.move(row.id, 'decide'), fields)).status).toBe(303);
    const answers = await app.source.getRepository(FileRow).findBy({ caseId: row.id, role: 'answer' });
    expect(answers.map((file) => file.name)).toEqual(['kontrata ë.pdf']);
  });

  it('hides from nobody what happened after the form was opened', async () => {
    const row = await fileByForm(app);
    const form = await officer.get(deskPaths.move(row.id, 'decide'));
    const mayor = app.client();
    await mayor.signIn('kryetar@test');
    await send(mayor, row.id, 'assign', { assignee: app.seed.officials.staf.id });
    const fields = { ...PARTIAL, version: versionIn(form) };
    const seen = await officer.post(deskPaths.move(row.id, 'decide'), { ...fields, do: 'preview' });
    expect(seen.status).toBe(200);
    const late = await officer.post(deskPaths.move(row.id, 'decide'), { ...PARTIAL, version: versionIn(seen) });
    expect([late.status, readable(late.text)]).toEqual([409, expect.stringContaining('Kaltrina Kryetari Sokol Stafi')]);
    const now = await officer.post(deskPaths.move(row.id, 'decide'), { ...PARTIAL, version: versionIn(late) });
    expect(now.status).toBe(303);
  });

  it('takes no file that it did not see itself', async () => {
    const row = await fileByForm(app);
    const seen = await send(officer, row.id, 'decide', { ...GRANTED, do: 'preview' }, [PDF]);
    const [token = ''] = keptIn(seen);
    const forged = [`${token.split('.')[0]}.AAAA`, `${token}x`, 'nonsense'];
    const fields = { ...GRANTED, version: versionIn(seen), kept: forged };
    expect((await officer.post(deskPaths.move(row.id, 'decide'), fields)).status).toBe(303);
    expect(await app.source.getRepository(FileRow).findBy({ caseId: row.id, role: 'answer' })).toEqual([]);
  });
});

describe('what is missing is told beside its field, and what was typed is kept', () => {
  it.each<[string, Fields, string[]]>([
    ['nothing chosen', { do: 'decide' }, ['Zgjidhni vendimin', 'Shkruani datën', 'Zgjidhni si dërgohet shkresa']],
    ['no form of answer', { ...GRANTED, answerForm: '' }, ['Zgjidhni si i merr parashtruesi dokumentet']],
    ['a refusal without a ground', { ...GRANTED, outcome: 'refused' }, ['Zgjidhni së paku një arsye']],
    [
      'a ground without its tests',
      { ...GRANTED, outcome: 'refused', grounds: ['privacy'] },
      ['Shkruani testin e dëmit', 'Shkruani testin e interesit publik'],
    ],
    [
      'one of two grounds without a harm test',
      { ...PARTIAL, 'harm-commercial': ' ' },
      ['Shkruani testin e dëmit për arsyen „Interesat tregtare dhe interesat e tjera ekonomike“'],
    ],
    ['already public, but where?', { ...GRANTED, outcome: 'already-public' }, ['Shkruani ku gjendet dokumenti']],
    ['redirected, but to whom?', { ...GRANTED, outcome: 'redirected' }, ['Shkruani institucionin tjetër']],
    ['a day in the future', { ...GRANTED, decidedOn: '31.03.2026' }, ['nuk mund të jetë në të ardhmen']],
    ['a day before the receipt', { ...GRANTED, decidedOn: '2026-03-29' }, ['nuk mund të jetë para pranimit']],
    ['no day at all', { ...GRANTED, decidedOn: '31.02.2026' }, ['Shkruani datën si 30.03.2026']],
    ['forwarded: another institution has to accept first', { ...GRANTED, outcome: 'forwarded' }, ['Zgjidhni vendimin']],
    ['an outcome that nobody offered', { ...GRANTED, outcome: 'unanswered' }, ['Zgjidhni vendimin']],
    [
      'too much text',
      { ...GRANTED, reasons: 'a'.repeat(20_001) },
      ['Teksti ka 20001 shenja; më së shumti lejohen 20000'],
    ],
  ])('%s', async (_, fields, told) => {
    const row = await fileByForm(app);
    const answer = await send(officer, row.id, 'decide', { reasons: 'Ky tekst mbetet.', ...fields });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/<title>Gabim: /);
    for (const words of told) expect(readable(answer.text)).toContain(words);
    if (!fields.reasons) expect(answer.text).toContain('Ky tekst mbetet.');
    expect(await caseOf(app, row.id)).toMatchObject({ isOpen: true, version: 1 });
  });

  it('a program called .pdf', async () => {
    const row = await fileByForm(app);
    const program = { name: 'vendimi.pdf', bytes: 'MZ\u0090\u0000program' };
    const answer = await send(officer, row.id, 'decide', GRANTED, [program]);
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain('Skedari „vendimi.pdf“ nuk është PDF');
  });

  it('e-mail for an applicant who has none', async () => {
    const row = await fileByForm(app, { email: '', address: 'Rr. e Lirisë 1' });
    const answer = await send(officer, row.id, 'decide', GRANTED);
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain('Parashtruesi nuk ka dhënë e-postë: zgjidhni shtypjen');
  });
});

it('says that the letter has to be printed where the official chose paper, whatever was mailed before', async () => {
  const row = await fileByForm(app);
  await send(officer, row.id, 'extend', { ground: 'outside-institution', reason: 'Arkivi i Agjencisë.' });
  app.clock.advance(60_000);
  const done = await send(officer, row.id, 'decide', { ...GRANTED, delivery: 'print' });
  expect(await messagesOf(app, row.id, 'letter')).toHaveLength(1);
  const page = readable((await officer.get(done.location!)).text);
  expect(page).toContain('Shkresa duhet të shtypet dhe të dërgohet. Hap shkresën');
  const together = readable((await officer.get(`${deskPaths.caseFile(row.id)}/together`)).text);
  expect(together).toContain('1 shkresë dërgohet me postë');
});

describe('two officials at once', () => {
  it('the second is told what the first decided, and loses nothing typed', async () => {
    const row = await fileByForm(app);
    const form = await officer.get(deskPaths.move(row.id, 'decide'));
    const second = app.client();
    await second.signIn('zyrtar@test');
    await send(second, row.id, 'decide', GRANTED);
    const late = await officer.post(deskPaths.move(row.id, 'decide'), { version: versionIn(form), ...PARTIAL }, [PDF]);
    expect(late.status).toBe(409);
    const page = readable(late.text);
    expect(page).toContain('Lënda ndryshoi ndërkohë');
    expect(page).toContain('U mor vendimi 30 mars 2026, ora 09:00 · Zana Zyrtarja Qasja e lejuar');
    expect(page).toContain('Konkurrenca do ta shihte formulën e çmimit.');
    expect(page).toContain('kontrata ë.pdf');
    const again = await officer.post(deskPaths.move(row.id, 'decide'), { version: versionIn(late), ...PARTIAL });
    expect(again.status).toBe(422);
    expect(readable(again.text)).toContain('Lënda është e mbyllur tashmë');
    expect((await lettersOf(app, row.id)).length).toBe(1);
    expect(await caseOf(app, row.id)).toMatchObject({ outcome: 'granted' });
  });

  it('of ten at the same moment one decides', async () => {
    const row = await fileByForm(app);
    const form = await officer.get(deskPaths.move(row.id, 'decide'));
    const fields = { version: versionIn(form), ...GRANTED };
    const all = await Promise.all(
      Array.from({ length: 10 }, () => officer.post(deskPaths.move(row.id, 'decide'), fields)),
    );
    expect(all.filter((one) => one.status === 303)).toHaveLength(1);
    expect(all.filter((one) => one.status === 409 || one.status === 422)).toHaveLength(9);
    expect((await lettersOf(app, row.id)).length).toBe(1);
    expect((await messagesOf(app, row.id, 'letter')).length).toBe(1);
  });
});

describe('a petition', () => {
  const NOTICE = {
    outcome: 'refused',
    decidedOn: '30.03.2026',
    delivery: 'email',
    reasons: 'Buxheti nuk e lejon.',
    do: 'decide',
  };

  it('is considered, and then its submitter is told in writing', async () => {
    const row = await fileByForm(app, { signatures: '12' }, 'petition');
    const early = await send(officer, row.id, 'decide', NOTICE);
    expect(early.status).toBe(422);
    expect(readable(early.text)).toContain('Së pari regjistroni ditën e shqyrtimit');
    for (const [typed, told] of [
      ['', 'Shkruani datën'],
      ['31.03.2026', 'nuk mund të jetë në të ardhmen'],
      ['29.03.2026', 'nuk mund të jetë para pranimit'],
    ] as const) {
      const refused = await send(officer, row.id, 'consider', { consideredOn: typed });
      expect(refused.status).toBe(422);
      expect(readable(refused.text)).toContain(told);
    }
    expect((await send(officer, row.id, 'consider', { consideredOn: '30.03.2026' })).status).toBe(303);
    expect(await caseOf(app, row.id)).toMatchObject({
      status: 'considered',
      dueOn: '2026-04-14',
      firstDueOn: '2026-05-29',
    });
    expect((await send(officer, row.id, 'decide', NOTICE)).status).toBe(303);
    const [letter] = await lettersOf(app, row.id);
    expect(letter!.text).toContain('Njoftim me shkrim për peticionin tuaj');
    expect(letter!.text).toContain('Komuna e ka shqyrtuar peticionin tuaj më 30 mars 2026.');
    expect(letter!.text).toContain('Peticioni nuk është pranuar.');
    expect(letter!.text).toContain('Buxheti nuk e lejon.');
    // No law known to us lets a petitioner complain to the agency for access to documents.
    expect(letter!.text).not.toContain('AIP');
    expect(readable((await officer.get(deskPaths.caseFile(row.id))).text)).toContain('Nuk u pranua');
    // Nobody is refused access by it: neither the queue nor the submitter's own page says so.
    const [receipt] = await messagesOf(app, row.id, 'receipt');
    const citizen = app.client();
    await citizen.get(publicPaths.trackLink('en', row.reference, String(receipt!.facts.accessCode)));
    const own = readable((await citizen.get(publicPaths.tracked('en', row.reference))).text);
    expect(own).toContain('Not accepted');
    expect(own).not.toContain('Refused');
    const queue = readable((await officer.get(`${deskPaths.queue()}?status=closed&kind=petition`)).text);
    expect(queue).toContain(words('sq')('desk:outcome.refused'));
    expect(queue).not.toContain(words('sq')('common:outcome.refused'));
  });

  it('asks no grounds of the access law', async () => {
    const row = await fileByForm(app, {}, 'petition');
    const form = await officer.get(deskPaths.move(row.id, 'decide'));
    expect(form.text).not.toContain('name="grounds"');
    expect(readable(form.text)).not.toContain('Tashmë publike');
  });
});

it('sends only the letter when the files are too large for a mail, and says so', async () => {
  const row = await fileByForm(app);
  const large = { ...PDF, bytes: `%PDF-1.4\n${'x'.repeat(16 * 1024 * 1024)}\n%%EOF\n` };
  expect((await send(officer, row.id, 'decide', GRANTED, [large])).status).toBe(303);
  const [letter] = await lettersOf(app, row.id);
  const [mail] = await messagesOf(app, row.id, 'letter');
  expect(mail).toMatchObject({ fileIds: [letter!.fileId], facts: { tooLarge: true } });
});
