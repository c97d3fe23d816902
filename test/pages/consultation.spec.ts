import { fileCase } from '../make/filed-case';
import { on, pageOf, PDF, REFUSED, send, trackedBy } from '../make/case-moves';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { MailComposer } from '../../src/platform/mail';
import { deskPaths } from '../../src/platform/paths';
import { CaseRow, ConsultationRow, FileRow, LetterRow, OutboxRow } from '../../src/records';

const MONDAY = '2026-03-02T09:00:00+01:00';
const PARTY = {
  party: 'Ndërtimi SH.P.K.',
  partyAddress: 'Rr. e Dëshmorëve 4',
  partyEmail: 'Zyra@Ndertimi.example',
  partyLanguage: 'sq',
  ground: 'commercial',
  question: 'Kontrata e vitit 2025 me ndërmarrjen tuaj.',
};

let app: TestApp;
let officer: Client;

beforeAll(async () => {
  app = await startApp({ at: MONDAY });
});
beforeEach(async () => {
  officer = await on(app, '2026-03-02', 'zyrtar');
  app.clock.set(new Date(MONDAY));
});
afterAll(() => app.close());

const extendedCase = async (): Promise<CaseRow> => {
  const row = await fileCase(app, { assigneeId: app.seed.officials.zyrtar.id });
  await send(officer, row.id, 'extend', { ground: 'several-documents', reason: 'Shumë dokumente.' });
  return row;
};
const rowsOf = (caseId: string): Promise<ConsultationRow[]> =>
  app.source.getRepository(ConsultationRow).findBy({ caseId });
const decideForm = async (caseId: string): Promise<string> =>
  readable((await officer.get(deskPaths.move(caseId, 'decide'))).text);

describe('consulting a third party', () => {
  it('sends a letter that does not say who asked; the applicant does not get it, and the deadline stays', async () => {
    const row = await extendedCase();
    const before = await app.source.getRepository(CaseRow).findOneByOrFail({ id: row.id });
    const done = await send(officer, row.id, 'consult', { ...PARTY, by: '09.03.2026' });
    expect([done.status, done.location]).toEqual([303, `${deskPaths.caseFile(row.id)}?done=consult`]);
    const after = await app.source.getRepository(CaseRow).findOneByOrFail({ id: row.id });
    expect([after.dueOn, after.pausedSince, after.awaited]).toEqual([before.dueOn, null, 'party']);
    const [mail] = await app.source.getRepository(OutboxRow).findBy({ caseId: row.id, kind: 'consultation' });
    expect(mail).toMatchObject({ recipient: 'zyra@ndertimi.example', fileIds: [expect.any(String)] });
    const { subject, text } = await app.get(MailComposer).compose(mail!);
    const letter = await app.source.getRepository(LetterRow).findOneByOrFail({ caseId: row.id, kind: 'consultation' });
    expect(letter.text).toContain('Kontrata e vitit 2025 me ndërmarrjen tuaj.');
    expect(letter.text).toContain('Parashtruesi i kërkesës mbetet anonim.');
    for (const said of [subject, text, letter.text]) {
      expect(said).not.toContain('Arta');
      expect(said).not.toContain('arta@example.org');
    }
    const file = await app.source.getRepository(FileRow).findOneByOrFail({ id: letter.fileId! });
    expect(file.released).toBe(false);
    const tracked = await trackedBy(app, row);
    expect(tracked).toContain('Komuna pyeti një palë të tretë; afati nuk u ndal');
    expect(tracked).not.toContain('Ndërtimi');
    const page = await pageOf(officer, row.id);
    expect(page).toMatch(/Ndërtimi SH\.P\.K\. Pritet .*Pyetur më 2 mars 2026 · pritet deri më e hënë, 9 mars 2026/);
    expect(page).toContain('Pala e tretë Pritet që nga 2 mars 2026');
  });

  it('offers fewer days where the deadline leaves fewer, and says so; none when there are none', async () => {
    const row = await fileCase(app, { assigneeId: app.seed.officials.zyrtar.id });
    const form = await officer.get(deskPaths.move(row.id, 'consult'));
    expect(readable(form.text)).toContain(
      'Afati i lëndës ka përparësi: pala e tretë mund të përgjigjet deri më e enjte, 5 mars 2026.',
    );
    expect(form.text).toContain('value="05.03.2026"');
    const outlasts = await send(officer, row.id, 'consult', { ...PARTY, by: '06.03.2026' });
    expect(outlasts.status).toBe(422);
    expect(readable(outlasts.text)).toContain(
      'Konsultimi do të zgjaste më shumë se afati i lëndës, i cili ka përparësi.',
    );
    expect(outlasts.text).toContain('id="by-error"');
    const late = await on(app, '2026-03-06', 'zyrtar');
    const none = await send(late, row.id, 'consult', { ...PARTY, by: '09.03.2026' });
    expect(readable(none.text)).toContain('Afati i lëndës nuk lë më asnjë ditë për konsultim');
    expect(await rowsOf(row.id)).toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no name', { party: '' }, 'Shkruani emrin e palës së tretë'],
    ['a name that does not fit', { party: 'Ndërtimi '.repeat(30) }, 'Teksti ka 269 shenja; më së shumti lejohen 200'],
    ['no address', { partyAddress: '', partyEmail: '' }, 'Shkruani adresën postare ose e-postën'],
    ['a wrong address', { partyEmail: 'zyra@' }, 'Shkruani një e-postë si'],
    ['no interest', { ground: '' }, 'Zgjidhni interesin që mund të preket'],
    ['no question', { question: '' }, 'Shkruani për cilat dokumente bëhet fjalë'],
    [
      'the applicant’s name',
      { question: 'Arta Krasniqi i kërkon.' },
      'Teksti e përmend parashtruesin, i cili mbetet anonim',
    ],
  ])('refuses %s beside the field, and keeps what was typed', async (_what, fields, words) => {
    const row = await extendedCase();
    const refused = await send(officer, row.id, 'consult', { ...PARTY, by: '09.03.2026', ...fields });
    expect(refused.status).toBe(422);
    expect(readable(refused.text)).toContain(words);
    expect(refused.text).toContain(fields.party === undefined ? PARTY.party : fields.party || PARTY.partyAddress);
    expect(await rowsOf(row.id)).toEqual([]);
  });

  it('without an e-mail address says that the letter has to be printed', async () => {
    const row = await extendedCase();
    await send(officer, row.id, 'consult', { ...PARTY, partyEmail: '', by: '09.03.2026' });
    expect(await app.source.getRepository(OutboxRow).findBy({ caseId: row.id, kind: 'consultation' })).toEqual([]);
    expect(await pageOf(officer, row.id)).toContain('shtypeni shkresën dhe dërgojeni me postë');
  });
});

describe('what it answers', () => {
  it('objections stand on the decision form, with what is still awaited, and do not hold the decision', async () => {
    const row = await extendedCase();
    await send(officer, row.id, 'consult', { ...PARTY, by: '09.03.2026' });
    await send(officer, row.id, 'consult', { ...PARTY, party: 'Gazmend Gashi', by: '10.03.2026' });
    const [first] = await rowsOf(row.id);
    const id = (await rowsOf(row.id)).find((one) => one.name === PARTY.party)?.id ?? first!.id;
    expect(await decideForm(row.id)).toContain('Përgjigjja ende pritet. Mund të vendosni edhe pa të');
    const fields = { consultation: id, stance: 'objects', view: '', answeredOn: '02.03.2026' };
    const empty = await send(officer, row.id, 'consult-answer', fields);
    expect(readable(empty.text)).toContain('Shkruani vërejtjet e palës së tretë');
    const answered = await send(officer, row.id, 'consult-answer', { ...fields, view: 'Çmimet janë sekret.' }, [PDF]);
    expect(answered.status).toBe(303);
    const form = await decideForm(row.id);
    expect(form).toMatch(/Ndërtimi SH\.P\.K\. Kundërshton .* Çmimet janë sekret\./);
    expect(form).toContain('Gazmend Gashi Pritet');
    const page = await officer.get(deskPaths.caseFile(row.id));
    expect(readable(page.text)).toContain('Çmimet janë sekret. dokumenti ë.pdf');
    const decided = await send(officer, row.id, 'decide', { ...REFUSED, decidedOn: '02.03.2026', reasons: 'Jo.' });
    expect(decided.status).toBe(303);
    expect((await rowsOf(row.id)).map((one) => one.state).sort()).toEqual(['answered', 'over']);
    const after = await app.source.getRepository(CaseRow).findOneByOrFail({ id: row.id });
    expect(after.awaited).toBeNull();
  });

  it('need not be waited for', async () => {
    const row = await extendedCase();
    await send(officer, row.id, 'consult', { ...PARTY, by: '09.03.2026' });
    const [one] = await rowsOf(row.id);
    expect((await send(officer, row.id, 'consult-withdraw', { consultation: 'nobody' })).status).toBe(422);
    expect((await send(officer, row.id, 'consult-withdraw', { consultation: one!.id })).status).toBe(303);
    expect((await rowsOf(row.id))[0]?.state).toBe('withdrawn');
  });
});
