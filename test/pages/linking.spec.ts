import { randomUUID } from 'node:crypto';
import { CaseBook, type CaseRow, LetterRow, OutboxRow, Transactions } from '../../src/records';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { type Answer, type Client, readable } from '../support/client';
import { seedMunicipality } from '../support/seed';

const TEXT = 'Kërkoj kopjet e faturave të karburantit për automjetet zyrtare të komunës gjatë vitit 2025.';
const DECISION = {
  outcome: 'granted',
  answerForm: 'electronic',
  decidedOn: '30.03.2026',
  delivery: 'email',
  do: 'decide',
};

describe.each(['sqlite', 'postgres'] as const)('cases that belong together on %s', (database) => {
  let app: TestApp;
  let officer: Client;
  let staff: Client;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00', database });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    officer = app.client();
    await officer.signIn('zyrtar@test');
    staff = app.client();
    await staff.signIn('staf@test');
  });
  afterAll(() => app.close());

  const fuel = (subject = 'Shpenzimet për karburant', more = {}): Promise<CaseRow> =>
    fileCase(app, { subject, text: TEXT, assigneeId: app.seed.officials.zyrtar.id, ...more });
  const events = async ({ id, institutionId }: CaseRow) => {
    const { history } = await app.get(CaseBook).load(app.get(Transactions).reader, institutionId, id);
    return history.map(({ event }) => event);
  };
  const reload = async ({ id, institutionId }: CaseRow) =>
    app.get(CaseBook).load(app.get(Transactions).reader, institutionId, id);
  const link = async (here: CaseRow, other: string, as: string, browser = officer): Promise<Answer> => {
    await browser.get(`/desk/cases/${here.id}/link`);
    return browser.post(`/desk/cases/${here.id}/link`, { other, as });
  };
  const messages = (row: CaseRow, kind: string) =>
    app.source.getRepository(OutboxRow).find({ where: { caseId: row.id, kind } });

  it('shows on a case what is like it, open or answered, and links the two', async () => {
    const [first, second] = [await fuel(), await fuel('Faturat e karburantit')];
    await fileCase(app, { subject: 'Peticion për ujin', text: 'Në lagjen tonë mungon uji i pijshëm prej tre javësh.' });
    const page = (await officer.get(`/desk/cases/${second.id}`)).text;
    const part = page.slice(page.indexOf('id="related"'));
    expect(readable(part)).toContain('Similar cases');
    expect(part).toContain(`/desk/cases/${second.id}/link?with=${first.reference}`);
    expect(readable(part.slice(0, part.indexOf('</section>')))).not.toContain('Peticion');
    const answer = await link(second, first.reference.toLowerCase(), 'related');
    expect(answer.location).toBe(`/desk/cases/${second.id}?done=linked`);
    for (const [row, other] of [
      [first, second],
      [second, first],
    ] as const) {
      expect((await events(row)).at(-1)).toMatchObject({ type: 'linked', otherId: other.id, as: 'related' });
      expect(readable((await officer.get(`/desk/cases/${row.id}`)).text)).toContain(`Related ${other.subject}`);
    }
    // What the applicant follows says nothing of it.
    expect((await messages(second, 'merged')).length).toBe(0);
  });

  it('merges a duplicate without touching its deadline, gives it to the same official and tells its applicant', async () => {
    const main = await fuel('Karburanti');
    const duplicate = await fuel('Karburanti përsëri', { assigneeId: app.seed.officials.staf.id });
    const before = (await reload(duplicate)).row;
    const answer = await link(duplicate, main.reference, 'duplicate');
    expect(answer.location).toBe(`/desk/cases/${duplicate.id}?done=merged`);
    const after = (await reload(duplicate)).row;
    expect(after.assigneeId).toBe(app.seed.officials.zyrtar.id);
    expect([after.dueOn, after.decisionDueOn, after.isOpen, after.reference]).toEqual([
      before.dueOn,
      before.decisionDueOn,
      true,
      before.reference,
    ]);
    expect((await events(main)).at(-1)).toMatchObject({ type: 'linked', as: 'main', otherId: duplicate.id });
    const told = readable((await officer.get(`/desk/cases/${duplicate.id}`)).text);
    expect(told).toContain('This case is a duplicate of the other');
    const [mail] = await messages(duplicate, 'merged');
    expect(mail?.recipient).toBe('arta@example.org');
    expect(await messages(main, 'merged')).toEqual([]);
    const again = await link(main, duplicate.reference, 'related');
    expect([again.status, readable(again.text)]).toEqual([422, expect.stringContaining('linked already')]);
    const third = await fuel('I treti');
    expect(readable((await link(third, duplicate.reference, 'duplicate')).text)).toContain(
      'merged into another case already',
    );
    expect(readable((await link(main, third.reference, 'duplicate')).text)).toContain('Other cases are merged');
  });

  it('gives nobody a case, and with it who asked, who may not assign it', async () => {
    const { staf } = app.seed.officials;
    const mine = await fuel('Rruga ime', { assigneeId: staf.id, directorateId: staf.directorateId });
    const nobodys = await fuel('Rruga e askujt', { assigneeId: null, directorateId: staf.directorateId });
    for (const [here, there, as] of [
      [nobodys, mine, 'duplicate'],
      [mine, nobodys, 'main'],
    ] as const) {
      const refused = await link(here, there.reference, as, staff);
      expect([refused.status, readable(refused.text)]).toEqual([
        422,
        expect.stringContaining('These two cases are with different officials'),
      ]);
    }
    expect((await reload(nobodys)).row.assigneeId).toBeNull();
    const alsoMine = await fuel('Rruga ime, sërish', { assigneeId: staf.id, directorateId: staf.directorateId });
    expect((await link(alsoMine, mine.reference, 'duplicate', staff)).status).toBe(303);
    expect((await link(nobodys, mine.reference, 'related', staff)).status).toBe(303);
  });

  it('refuses beside the field what cannot be linked, and keeps what was typed', async () => {
    const row = await fuel();
    const elsewhere = await seedMunicipality(app.source, app.clock.now(), `P${database[0]}`, `x-${database}`);
    const foreign = await fileCase(app, { seed: elsewhere });
    const told = async (other: string, as: string): Promise<string> => {
      const { status, text } = await link(row, other, as);
      expect(status).toBe(422);
      expect(text).toContain(`value="${other}"`);
      return readable(text);
    };
    expect(await told('', '')).toContain('Type the protocol number');
    expect(await told(row.reference, 'related')).toContain('the number of this very case');
    expect(await told('KK-2026-99999', 'related')).toContain('There is no case with this number');
    expect(await told(foreign.reference, 'related')).toContain('There is no case with this number');
    const petition = await fileCase(app, { kind: 'petition' });
    expect(await told(petition.reference, 'duplicate')).toContain('Only cases of one kind');
    expect((await staff.get(`/desk/cases/${row.id}/link`)).status).toBe(404);
    expect((await officer.post(`/desk/cases/${foreign.id}/link`, { other: row.reference, as: 'related' })).status).toBe(
      404,
    );
  });

  it('parts two cases again, with an event on both', async () => {
    const [one, two] = [await fuel('Një'), await fuel('Dy')];
    await link(one, two.reference, 'related');
    const page = await officer.get(`/desk/cases/${one.id}`);
    const [, linkId = ''] = /name="linkId" value="([^"]+)"/.exec(page.text) ?? [];
    const parted = await officer.post(`/desk/cases/${one.id}/unlink`, { linkId });
    expect(parted.location).toBe(`/desk/cases/${one.id}?done=unlinked#related`);
    for (const row of [one, two]) expect((await events(row)).at(-1)).toMatchObject({ type: 'unlinked', linkId });
    expect((await officer.post(`/desk/cases/${one.id}/unlink`, { linkId })).location).toBe(
      `/desk/cases/${one.id}#related`,
    );
  });

  it('refuses several at once, each with both tests in its own language', async () => {
    const main = await fuel('Refuzim');
    const [serbian, english] = [await fuel('Odbijanje'), await fuel('Refusal')];
    await app.source.query(`UPDATE case_files SET answer_language = 'sr' WHERE id = '${serbian.id}'`);
    await app.source.query(`UPDATE case_files SET answer_language = 'en' WHERE id = '${english.id}'`);
    await link(serbian, main.reference, 'duplicate');
    await link(english, main.reference, 'duplicate');
    const form = (await officer.get(`/desk/cases/${main.id}/decide`)).text;
    for (const name of ['harm-commercial-sr', 'interest-commercial-sr', 'harm-commercial-en', 'interest-privacy-en'])
      expect(form).toContain(`name="${name}"`);
    expect(form).not.toContain('name="harm-commercial-sq"');
    const fields = {
      ...Object.fromEntries(
        [...form.matchAll(/name="(version[^"]*)" value="(\d+)"/g)].map(([, name, value]) => [name!, value!]),
      ),
      ...{ ...DECISION, outcome: 'refused', grounds: 'commercial', also: [serbian.id, english.id] },
      ...{ 'harm-commercial': 'Dëm në shqip.', 'interest-commercial': 'Interes në shqip.' },
      ...{ 'harm-commercial-sr': 'Šteta na srpskom.', 'interest-commercial-en': 'Interest in English.' },
    };
    const typed = await officer.post(`/desk/cases/${main.id}/decide`, { ...fields, 'harm-commercial': '' });
    expect(typed.status).toBe(422);
    expect(typed.text).toContain('Šteta na srpskom.');
    expect((await officer.post(`/desk/cases/${main.id}/decide`, fields)).status).toBe(303);
    const letters = await app.source.getRepository(LetterRow).findBy({ kind: 'decision' });
    const textOf = ({ id }: CaseRow): string => letters.find(({ caseId }) => caseId === id)?.text ?? '';
    for (const [row, harm, interest] of [
      [main, 'Dëm në shqip.', 'Interes në shqip.'],
      [serbian, 'Šteta na srpskom.', 'Interes në shqip.'],
      [english, 'Dëm në shqip.', 'Interest in English.'],
    ] as const) {
      expect(textOf(row)).toContain(harm);
      expect(textOf(row)).toContain(interest);
    }
    expect(textOf(main)).not.toContain('na srpskom');
  });

  it('answers several at once, each with a letter in its own language, or none of them', async () => {
    const main = await fuel('Së bashku');
    const [serbian, printed] = [await fuel('Zajedno'), await fuel('Në letër')];
    await app.source.query(`UPDATE case_files SET answer_language = 'sr' WHERE id = '${serbian.id}'`);
    await app.source.query(`UPDATE applicants SET email = NULL WHERE case_id = '${printed.id}'`);
    await link(serbian, main.reference, 'duplicate');
    await link(main, printed.reference, 'related');
    const form = (await officer.get(`/desk/cases/${main.id}/decide`)).text;
    expect(form).toMatch(new RegExp(`name="also" type="checkbox" value="${serbian.id}" checked`));
    expect(form).toMatch(new RegExp(`name="also" type="checkbox" value="${printed.id}" aria`));
    expect(form).toContain('name="reasons-sr"');
    const fields = {
      ...Object.fromEntries(
        [...form.matchAll(/name="(version[^"]*)" value="(\d+)"/g)].map(([, name, value]) => [name!, value!]),
      ),
      ...DECISION,
      reasons: 'Faturat janë bashkëngjitur.',
      'reasons-sr': 'Računi su u prilogu.',
      also: [serbian.id, printed.id],
    };
    const stale = await officer.post(`/desk/cases/${main.id}/decide`, { ...fields, [`version-${serbian.id}`]: '1' });
    expect(stale.status).toBe(422);
    expect(readable(stale.text)).toContain(`${serbian.reference}: The case has changed meanwhile`);
    for (const row of [main, serbian, printed]) expect((await reload(row)).row.isOpen).toBe(true);
    // Of the one of which it is told, the form goes on from now; of the others from when it was opened.
    const [, now = ''] = new RegExp(`name="version-${serbian.id}" value="(\\d+)"`).exec(form) ?? [];
    expect(stale.text).toContain(`name="version-${serbian.id}" value="${now}"`);
    const opened = { version: '1', [`version-${serbian.id}`]: '1' };
    const empty = await officer.post(`/desk/cases/${main.id}/decide`, { ...fields, ...opened, outcome: '' });
    expect(empty.text).toContain('name="version" value="1"');
    expect(empty.text).toContain(`name="version-${serbian.id}" value="1"`);
    await officer.get(`/desk/cases/${main.id}/decide`);
    const answer = await officer.post(`/desk/cases/${main.id}/decide`, fields);
    expect(answer.location).toBe(`/desk/cases/${main.id}/together`);
    for (const row of [main, serbian, printed]) expect((await reload(row)).row.outcome).toBe('granted');
    const letters = await app.source.getRepository(LetterRow).findBy({ kind: 'decision' });
    const of = (row: CaseRow) => letters.filter(({ caseId }) => caseId === row.id);
    expect([of(main).length, of(serbian).length, of(printed).length]).toEqual([1, 1, 1]);
    expect([of(main)[0]?.language, of(serbian)[0]?.language]).toEqual(['sq', 'sr']);
    expect(of(serbian)[0]?.text).toContain('Računi su u prilogu.');
    expect(of(serbian)[0]?.text).toContain(serbian.reference);
    expect(of(main)[0]?.text).toContain('Faturat janë bashkëngjitur.');
    expect((await messages(serbian, 'letter')).length).toBe(1);
    expect((await messages(printed, 'letter')).length).toBe(0);
    const result = readable((await officer.get(`/desk/cases/${main.id}/together`)).text);
    expect(result).toContain('3 cases have been answered');
    expect(result).toContain('1 letter goes by post');
  });

  it('answers none where one that was ticked was parted or answered by somebody else meanwhile', async () => {
    const [main, also] = [await fuel('E para'), await fuel('E dyta')];
    await link(also, main.reference, 'duplicate');
    const form = (await officer.get(`/desk/cases/${main.id}/decide`)).text;
    const fields = {
      ...Object.fromEntries(
        [...form.matchAll(/name="(version[^"]*)" value="(\d+)"/g)].map(([, name, value]) => [name!, value!]),
      ),
      ...DECISION,
      reasons: 'Faturat janë bashkëngjitur.',
      also: [also.id],
    };
    const other = app.client();
    await other.signIn('zyrtar@test');
    const alone = (await other.get(`/desk/cases/${also.id}/decide`)).text;
    const [, version = ''] = /name="version" value="(\d+)"/.exec(alone) ?? [];
    const decided = await other.post(`/desk/cases/${also.id}/decide`, { ...DECISION, reasons: 'Po.', version });
    expect(decided.status).toBe(303);
    const refused = await officer.post(`/desk/cases/${main.id}/decide`, fields);
    expect([refused.status, readable(refused.text)]).toEqual([
      422,
      expect.stringContaining(`${also.reference}: The case has changed meanwhile`),
    ]);
    expect(refused.text).toContain('Faturat janë bashkëngjitur.');
    expect((await reload(main)).row.isOpen).toBe(true);
  });

  it('finds what is like a submission before it is registered at the counter, and keeps what was typed', async () => {
    await fuel('Karburanti i automjeteve');
    await officer.get('/desk/counter');
    const typed = {
      do: 'similar',
      submissionKey: randomUUID(),
      subject: 'Karburanti i automjeteve',
      text: TEXT,
      name: 'Ana',
    };
    const { status, text } = await officer.post('/desk/counter', typed);
    expect(status).toBe(200);
    expect(readable(text)).toMatch(/similar case/);
    expect(text).toContain('value="Karburanti i automjeteve"');
    const none = await officer.post('/desk/counter', {
      ...typed,
      subject: 'Zhurma natën',
      text: 'Muzika e lartë e lokalit pas mesnatës.',
    });
    expect(readable(none.text)).toContain('No similar case was found');
  });
});
