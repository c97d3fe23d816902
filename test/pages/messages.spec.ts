import { fileCase } from '../make/filed-case';
import { pageOf, PDF, REFUSED, send, trackedBy } from '../make/case-moves';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { MailComposer } from '../../src/platform/mail';
import { Correspondence, type Incoming } from '../../src/platform/correspondence';
import { FileKeeper } from '../../src/platform/files';
import { deskPaths, publicPaths } from '../../src/platform/paths';
import {
  Applicant,
  CaseBook,
  CaseMessageRow,
  type CaseRow,
  EventLog,
  FileRow,
  LetterRow,
  NoticeRow,
  OutboxRow,
  Transactions,
} from '../../src/records';

const MONDAY = '2026-03-02T09:00:00+01:00';

let app: TestApp;
let officer: Client;

beforeAll(async () => {
  app = await startApp({ at: MONDAY });
  officer = app.client();
  await officer.signIn('zyrtar@test');
});
beforeEach(() => app.clock.set(new Date(MONDAY)));
afterAll(() => app.close());

const mailsOf = (caseId: string, kind: string): Promise<OutboxRow[]> =>
  app.source.getRepository(OutboxRow).find({ where: { caseId, kind }, order: { createdAt: 'ASC' } });
const messagesOf = (caseId: string): Promise<CaseMessageRow[]> =>
  app.source.getRepository(CaseMessageRow).find({ where: { caseId }, order: { at: 'ASC' } });
const eventsOf = async (caseId: string): Promise<string[]> =>
  (await app.get(EventLog).ofCase(app.get(Transactions).reader, caseId)).map(({ event }) => event.type);
const taken = (): Promise<CaseRow> => fileCase(app, { assigneeId: app.seed.officials.zyrtar.id });
const unread = (caseId: string): Promise<NoticeRow[]> =>
  app.source.getRepository(NoticeRow).findBy({ caseId, kind: 'message-received' });

/** The browser of the applicant, on the page of the case. */
async function applicant(row: CaseRow): Promise<Client> {
  const { accessCode } = await app.source.getRepository(Applicant).findOneByOrFail({ caseId: row.id });
  const client = app.client();
  await client.get(publicPaths.trackLink('sq', row.reference, accessCode));
  await client.get(publicPaths.tracked('sq', row.reference));
  return client;
}

/** A reply by e-mail, as whoever reads the mailbox hands it over. */
function byMail(row: CaseRow, more: Partial<Incoming> = {}): Incoming {
  return {
    ...{ institutionId: row.institutionId, caseId: row.id, channel: 'email', text: 'Për vitin 2025.', language: 'sq' },
    ...{
      files: [],
      mailId: `<${Math.random()}@example.org>`,
      from: 'Arta@Example.org',
      proved: true,
      receivedAt: app.clock.now(),
    },
    ...more,
  };
}

describe('the official writes to the applicant', () => {
  it('by mail and on the page of the case, with files, and the clock runs on', async () => {
    const row = await taken();
    const done = await send(officer, row.id, 'message', { message: 'Kopjet janë gati.' }, [PDF]);
    expect([done.status, done.location]).toEqual([303, `${deskPaths.caseFile(row.id)}?done=message`]);
    const [mail] = await mailsOf(row.id, 'message');
    expect(mail).toMatchObject({ recipient: 'arta@example.org', fileIds: [expect.any(String)] });
    const { subject, text } = await app.get(MailComposer).compose(mail!);
    expect(subject).toBe(`${row.reference}: mesazh nga komuna – Kontratat e vitit`);
    expect(text).toContain('Kopjet janë gati.');
    expect(text).toContain(`/sq/track?reference=${row.reference}`);
    expect(await trackedBy(app, row)).toMatch(
      /Mesazhet Komuna · 2 mars 2026, ora 09:00 Kopjet janë gati\. dokumenti ë\.pdf/,
    );
    const loaded = await app.get(CaseBook).load(app.get(Transactions).reader, row.institutionId, row.id);
    expect(loaded.clock).toMatchObject({ state: 'running', dueOn: '2026-03-09' });
    expect(await pageOf(officer, row.id)).toMatch(/Letërkëmbimi me parashtruesin Zana Zyrtarja/);
  });

  it('not without a text, and what was typed stays', async () => {
    const row = await taken();
    const refused = await send(officer, row.id, 'message', { message: ' ' });
    expect(refused.status).toBe(422);
    expect(readable(refused.text)).toContain('Shkruani mesazhin');
    const long = await send(officer, row.id, 'message', { message: 'ë'.repeat(20_001) });
    expect(long.status).toBe(422);
  });

  it('also on a closed case', async () => {
    const row = await taken();
    await send(officer, row.id, 'decide', { ...REFUSED, decidedOn: '02.03.2026', reasons: 'Jo.' });
    expect((await send(officer, row.id, 'message', { message: 'Ju lutemi merrni kopjet.' })).status).toBe(303);
  });

  it('and writes down what came by post, with its day', async () => {
    const row = await taken();
    app.clock.set('2026-03-04T09:00:00+01:00');
    await officer.signIn('zyrtar@test');
    const tomorrow = await send(officer, row.id, 'record-message', { message: 'Letër', arrivedOn: '05.03.2026' });
    expect(tomorrow.status).toBe(422);
    await send(officer, row.id, 'record-message', { message: 'Letër me postë', arrivedOn: '03.03.2026' });
    const page = await pageOf(officer, row.id);
    expect(page).toMatch(/Parashtruesi · 3 mars 2026, ora 12:00 · e regjistruar nga zyrtari Letër me postë/);
    expect(page).toContain('Vlen nga dita: 3 mars 2026');
  });
});

describe('the applicant writes on the page of the case', () => {
  it('several times, with files: mail and bell for the official, new until the case is opened', async () => {
    const row = await taken();
    const client = await applicant(row);
    const address = publicPaths.trackedMessages('sq', row.reference);
    const first = await client.post(address, { answer: 'Kur do të përgjigjeni?' }, [PDF]);
    expect(first.location).toBe(`${publicPaths.tracked('sq', row.reference)}?done=written`);
    expect(readable((await client.get(first.location!)).text)).toContain('Mesazhi juaj u dërgua.');
    app.clock.advance(60_000);
    await client.post(address, { answer: 'Edhe diçka.' });
    expect((await messagesOf(row.id)).map((one) => [one.direction, one.text])).toEqual([
      ['in', 'Kur do të përgjigjeni?'],
      ['in', 'Edhe diçka.'],
    ]);
    // One mail while the first is unread; the bell tells of both.
    expect((await mailsOf(row.id, 'message-received')).map((one) => one.recipient)).toEqual(['zyrtar@test']);
    expect((await unread(row.id)).map((one) => one.readAt)).toEqual([null, null]);
    const page = await officer.get(deskPaths.caseFile(row.id));
    expect(readable(page.text)).toMatch(/nga faqja e lëndës E re Kur do të përgjigjeni\? dokumenti ë\.pdf/);
    expect((await unread(row.id)).every((one) => one.readAt !== null)).toBe(true);
    expect(readable((await officer.get(deskPaths.caseFile(row.id))).text)).not.toContain('E re Kur do');
    const [file] = (await messagesOf(row.id))[0]!.fileIds;
    expect((await officer.get(deskPaths.file(file!))).status).toBe(200);
    expect((await client.get(publicPaths.trackedFile('sq', row.reference, file!))).status).toBe(200);
    const events = await app.get(EventLog).ofCase(app.get(Transactions).reader, row.id);
    expect(events.findLast(({ event }) => event.type === 'message-received')?.actor).toEqual({ kind: 'citizen' });
  });

  it('is not marked read by one who only looks', async () => {
    const row = await taken();
    await (await applicant(row)).post(publicPaths.trackedMessages('sq', row.reference), { answer: 'Përshëndetje' });
    const mayor = app.client();
    await mayor.signIn('kryetar@test');
    await mayor.get(deskPaths.caseFile(row.id));
    const admin = app.client();
    await admin.signIn('admin@test');
    // Who may not know the applicant does not read what the applicant writes.
    expect((await admin.get(deskPaths.caseFile(row.id))).text).not.toContain('Përshëndetje');
    expect((await messagesOf(row.id))[0]?.readAt).toBeNull();
  });

  it('a second press is no second message, other words are', async () => {
    const row = await taken();
    const client = await applicant(row);
    const address = publicPaths.trackedMessages('sq', row.reference);
    for (const answer of ['Njësoj', 'Njësoj', 'Ndryshe'])
      expect((await client.post(address, { answer })).status).toBe(303);
    expect(await messagesOf(row.id)).toHaveLength(2);
  });

  it.each<[string, Record<string, string>, string]>([
    ['nothing', { answer: ' ' }, 'Shkruani mesazhin ose zgjidhni një skedar'],
    ['an old form', { answer: 'Teksti im', _csrf: 'old' }, 'Teksti im'],
    ['too much', { answer: 'x'.repeat(20_001) }, 'x'.repeat(200)],
  ])('refuses %s beside the field, and keeps what was typed', async (_what, fields, words) => {
    const row = await taken();
    const refused = await (await applicant(row)).post(publicPaths.trackedMessages('sq', row.reference), fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('id="answer-error"');
    expect(readable(refused.text)).toContain(words);
    expect(await messagesOf(row.id)).toEqual([]);
  });

  it('after the decision too; the responsible officers hear of it while nobody has the case', async () => {
    const row = await fileCase(app);
    await send(officer, row.id, 'decide', { ...REFUSED, decidedOn: '02.03.2026', reasons: 'Jo.' });
    await (await applicant(row)).post(publicPaths.trackedMessages('sq', row.reference), { answer: 'Nuk pajtohem' });
    expect((await mailsOf(row.id, 'message-received')).map((one) => one.recipient)).toEqual(['zyrtar@test']);
    expect(await trackedBy(app, row)).toContain('Nuk pajtohem');
  });

  it('an answer that comes after the question was settled is kept as a message', async () => {
    const row = await taken();
    await send(officer, row.id, 'clarify', { question: 'Cilat kontrata?' });
    const client = await applicant(row);
    await send(officer, row.id, 'lapse-clarification', {});
    const late = await client.post(publicPaths.trackedAnswer('sq', row.reference), { answer: 'Ato të rrugëve' });
    expect(late.location).toBe(`${publicPaths.tracked('sq', row.reference)}?done=written`);
    expect((await messagesOf(row.id)).map((one) => one.text)).toEqual(['Ato të rrugëve']);
    expect(await pageOf(officer, row.id)).toContain('Ato të rrugëve');
  });
});

describe('a reply by e-mail', () => {
  it('answers the formal question, with its day and its files, and is taken once', async () => {
    const row = await taken();
    await send(officer, row.id, 'clarify', { question: 'Cilat kontrata?' });
    app.clock.set('2026-03-04T09:00:00+01:00');
    const files = [await app.get(FileKeeper).keepBytes(Buffer.from('%PDF-1.4\n'), 'lista.pdf', 'application/pdf')];
    const receivedAt = new Date('2026-03-03T20:00:00+01:00');
    const mail = byMail(row, { mailId: '<one@example.org>', files, receivedAt });
    const correspondence = app.get(Correspondence);
    expect(await correspondence.receive(mail)).toMatchObject({ as: 'answer' });
    const again = await correspondence.receive(mail);
    expect(again.as).toBe('known');
    const [letter] = await app.source.getRepository(LetterRow).findBy({ caseId: row.id, kind: 'clarification-answer' });
    expect([letter?.id, letter?.text]).toEqual([again.id, 'Për vitin 2025.']);
    const [event] = (await app.get(EventLog).ofCase(app.get(Transactions).reader, row.id)).slice(-1);
    expect(event?.event).toMatchObject({ type: 'clarification-answered', occurredOn: '2026-03-03' });
    expect(await app.source.getRepository(FileRow).findBy({ caseId: row.id, role: 'clarification' })).toHaveLength(1);
    await officer.signIn('zyrtar@test');
    const page = await pageOf(officer, row.id);
    expect(page.split('Për vitin 2025.').length - 1).toBeGreaterThan(0);
    expect(page).not.toMatch(/me e-postë Për vitin/);
    expect((await mailsOf(row.id, 'clarification-answered')).map((one) => one.recipient)).toEqual(['zyrtar@test']);
  });

  it('from another address is a message that says so, and the question still waits', async () => {
    const row = await taken();
    await send(officer, row.id, 'clarify', { question: 'Cilat kontrata?' });
    const mail = byMail(row, { from: 'vellai@example.org', text: 'Në emër të motrës' });
    expect((await app.get(Correspondence).receive(mail)).as).toBe('message');
    expect(await pageOf(officer, row.id)).toContain('nga një adresë tjetër: v•••@example.org E re Në emër të motrës');
    expect(await eventsOf(row.id)).not.toContain('clarification-answered');
  });

  it('is an ordinary message where nothing was asked, and the same mail is taken once in two hands', async () => {
    const row = await taken();
    const mail = byMail(row, { text: 'Faleminderit' });
    const both = await Promise.all([1, 2].map(() => app.get(Correspondence).receive(mail)));
    expect(both.map((one) => one.as).sort()).toEqual(['known', 'message']);
    expect(await messagesOf(row.id)).toHaveLength(1);
    expect((await app.get(EventLog).verify(app.get(Transactions).reader, row.institutionId)).brokenAt).toBeNull();
  });
});
