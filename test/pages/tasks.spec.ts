import { fileCase } from '../make/filed-case';
import { pageOf, PDF, REFUSED, send } from '../make/case-moves';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { version } from '../../package.json';
import { deskPaths } from '../../src/platform/paths';
import { MailComposer } from '../../src/platform/mail';
import { Applicant, CaseRow, EventLog, NoticeRow, Official, OutboxRow, TaskRow, Transactions } from '../../src/records';

/** Monday: a request that arrives today is due on Monday the 9th, a directorate that is asked today answers by Thursday. */
const MONDAY = '2026-03-02T09:00:00+01:00';

let app: TestApp;
let officer: Client;
let head: Client;

beforeAll(async () => {
  app = await startApp({ at: MONDAY });
  const { budget } = app.seed.directorates;
  const { staf } = app.seed.officials;
  const extra = (id: string, email: string, name: string, directorateId: string) => ({
    ...staf,
    ...{ id, email, name, directorateId },
  });
  await app.source.getRepository(Official).insert([extra('buxhet-1', 'buxhet@test', 'Besa Buxheti', budget.id)]);
  officer = app.client();
  head = app.client();
  await officer.signIn('zyrtar@test');
  await head.signIn('drejtor@test');
});
beforeEach(() => app.clock.set(new Date(MONDAY)));
afterAll(() => app.close());

const taskRows = (caseId: string): Promise<TaskRow[]> =>
  app.source.getRepository(TaskRow).find({ where: { caseId }, order: { askedAt: 'ASC', directorateId: 'ASC' } });
const mailsOf = (caseId: string, kind: string): Promise<OutboxRow[]> =>
  app.source.getRepository(OutboxRow).find({ where: { caseId, kind }, order: { recipient: 'ASC' } });
const readMail = async (row: OutboxRow): Promise<string> => {
  const { subject, text } = await app.get(MailComposer).compose(row);
  return `${subject}\n${text}`;
};
const urbanism = (): string => app.seed.directorates.urbanism.id;
const budget = (): string => app.seed.directorates.budget.id;
const WHAT = 'Lejet e ndërtimit të vitit 2025 në lagjen Ilirida.';

async function asked(directorates = [urbanism()], more: Record<string, string> = {}) {
  const row = await fileCase(app, { assigneeId: app.seed.officials.zyrtar.id });
  const answer = await send(officer, row.id, 'ask-documents', { directorates, what: WHAT, ...more });
  expect(answer.status).toBe(303);
  return { row, tasks: await taskRows(row.id) };
}

describe('asking directorates for documents', () => {
  it('asks several at once, each with its own task, and the case says who is awaited and since when', async () => {
    const { row, tasks } = await asked([urbanism(), budget()]);
    expect(tasks).toHaveLength(2);
    expect(tasks.map((one) => one.dueOn)).toEqual(['2026-03-05', '2026-03-05']);
    const page = await pageOf(officer, row.id);
    expect(page).toContain('Kë presim');
    expect(page).toMatch(/Drejtoria e Urbanizmit Pritet Pritet që nga 2 mars 2026 · deri më e enjte, 5 mars 2026/);
    expect(page).toMatch(/Drejtoria për Buxhet Pritet Pritet që nga 2 mars 2026/);
    expect(page).toContain('Drejtorisë iu kërkuan dokumente');
    const stored = await app.source.getRepository(CaseRow).findOneByOrFail({ id: row.id });
    expect(stored).toMatchObject({ awaitedSince: '2026-03-02', awaited: 'directorate' });
  });

  it('mails whoever answers for the directorate, with the day and a link to the task, and not who the applicant is', async () => {
    const { row, tasks } = await asked();
    const [mail, ...others] = await mailsOf(row.id, 'task-asked');
    expect([mail?.recipient, others]).toEqual(['drejtor@test', []]);
    const text = await readMail(mail!);
    expect(text).toContain(`${row.reference}: dokumente nga drejtoria juaj – Kontratat e vitit`);
    expect(text).toContain(WHAT);
    expect(text).toContain('Përgjigjja pritet deri më: e enjte, 5 mars 2026');
    expect(text).toContain(deskPaths.task(tasks[0]!.id));
    const { name, email } = await app.source.getRepository(Applicant).findOneByOrFail({ caseId: row.id });
    expect(text).not.toContain(name);
    expect(text).not.toContain(email);
    // Without a head, the responsible officer hears of it: it does not fall on the floor.
    const second = await asked([budget()]);
    expect((await mailsOf(second.row.id, 'task-asked')).map((one) => one.recipient)).toEqual(['zyrtar@test']);
  });

  it.each<[string, Record<string, string | string[]>, string]>([
    ['no directorate', { what: WHAT }, 'Zgjidhni së paku një drejtori'],
    ['no text', { directorates: 'urbanism' }, 'Shkruani cilat dokumente duhet të gjejë drejtoria'],
    ['a day that is none', { directorates: 'urbanism', what: WHAT, by: 'nesër' }, 'Shkruani datën si 30.03.2026'],
    [
      'a day in the past',
      { directorates: 'urbanism', what: WHAT, by: '01.03.2026' },
      'Dita nuk mund të jetë në të kaluarën',
    ],
    [
      'a day after the deadline',
      { directorates: 'urbanism', what: WHAT, by: '10.03.2026' },
      'Dita nuk mund të jetë pas afatit të lëndës',
    ],
    [
      'the applicant’s name',
      { directorates: 'urbanism', what: 'Arta KRASNIQI kërkon lejet.' },
      'Teksti e përmend parashtruesin.',
    ],
    [
      'the applicant’s address',
      { directorates: 'urbanism', what: 'Pyet arta@example.org' },
      'Teksti e përmend parashtruesin.',
    ],
  ])('refuses %s beside the field, and keeps what was typed', async (_what, fields, words) => {
    const row = await fileCase(app);
    const given = fields.directorates ? { ...fields, directorates: [urbanism()] } : fields;
    const refused = await send(officer, row.id, 'ask-documents', given);
    expect(refused.status).toBe(422);
    expect(readable(refused.text)).toContain(words);
    if (fields.what) expect(refused.text).toContain(fields.what as string);
    if (fields.directorates) expect(refused.text).toMatch(new RegExp(`value="${urbanism()}" checked`));
    expect(await taskRows(row.id)).toEqual([]);
  });

  it('lets the official confirm that the directorate must know who asks', async () => {
    const row = await fileCase(app);
    const fields = { directorates: [urbanism()], what: 'Dosja e vetë Arta Krasniqit', mayName: '1' };
    expect((await send(officer, row.id, 'ask-documents', fields)).status).toBe(303);
    expect(await taskRows(row.id)).toHaveLength(1);
  });

  it('offers no directorate twice while it is awaited', async () => {
    const { row } = await asked();
    const form = await officer.get(deskPaths.move(row.id, 'ask-documents'));
    expect(form.text).not.toContain(`value="${urbanism()}"`);
    expect(readable(form.text)).toContain('Drejtoria e Urbanizmit: pritet që nga 2 mars 2026');
    const again = await send(officer, row.id, 'ask-documents', { directorates: [urbanism()], what: WHAT });
    expect(readable(again.text)).toContain('Kjo drejtori e ka tashmë një detyrë të hapur');
  });
});

describe('the directorate', () => {
  it('sees its task and not the case, and not who asked', async () => {
    const { row, tasks } = await asked();
    const [task] = tasks;
    expect((await head.get(deskPaths.caseFile(row.id))).status).toBe(404);
    const list = await head.get(deskPaths.tasks());
    expect(readable(list.text)).toContain(`${row.reference} · Kontratat e vitit`);
    expect(readable(list.text)).toContain('e enjte, 5 mars 2026');
    const page = await head.get(deskPaths.task(task!.id));
    expect(page.status).toBe(200);
    expect(readable(page.text)).toContain(WHAT);
    expect(readable(page.text)).toContain('Kush e bëri kërkesën nuk shfaqet këtu');
    for (const secret of ['Arta Krasniqi', 'arta@example.org', deskPaths.caseFile(row.id)])
      expect(page.text).not.toContain(secret);
    expect(readable((await officer.get(deskPaths.tasks())).text)).toContain(row.reference);
  });

  it('and every form is shown by the program, under its own version and not that of the case', async () => {
    const { row, tasks } = await asked();
    for (const address of [deskPaths.task(tasks[0]!.id), deskPaths.move(row.id, 'note'), deskPaths.caseFile(row.id)]) {
      expect(readable((await officer.get(address)).text)).toContain(`Qasja ${version} ·`);
    }
  });

  it('keeps what is not its own from others', async () => {
    const { tasks } = await asked();
    const other = app.client();
    await other.signIn('buxhet@test');
    expect((await other.get(deskPaths.task(tasks[0]!.id))).status).toBe(404);
    expect((await other.post(deskPaths.taskMove(tasks[0]!.id, 'answer'), { answer: 'x' })).status).toBe(404);
    expect((await other.get(deskPaths.tasks())).text).not.toContain(deskPaths.task(tasks[0]!.id));
    const admin = app.client();
    await admin.signIn('admin@test');
    expect((await admin.get(deskPaths.tasks())).status).toBe(403);
  });

  it('answers with files; the officer is mailed, finds them in the case, and nobody is awaited', async () => {
    const { row, tasks } = await asked();
    const [task] = tasks;
    await head.get(deskPaths.task(task!.id));
    const done = await head.post(deskPaths.taskMove(task!.id, 'answer'), { answer: 'Ja lejet.' }, [PDF]);
    expect(done.status).toBe(303);
    expect((await mailsOf(row.id, 'task-answered')).map((one) => one.recipient)).toEqual(['zyrtar@test']);
    const page = await officer.get(deskPaths.caseFile(row.id));
    expect(readable(page.text)).toMatch(/Drejtoria e Urbanizmit U përgjigj 2 mars 2026 Ja lejet\. dokumenti ë\.pdf/);
    const stored = await app.source.getRepository(CaseRow).findOneByOrFail({ id: row.id });
    expect(stored).toMatchObject({ awaitedSince: null, awaited: null });
    const [file] = (await taskRows(row.id))[0]!.answerFileIds;
    expect((await officer.get(deskPaths.file(file!))).status).toBe(200);
    expect((await head.get(deskPaths.taskFile(task!.id, file!))).status).toBe(200);
    expect((await head.get(deskPaths.file(file!))).status).toBe(404);
    // The log vouches for what came back.
    const events = await app.get(EventLog).ofCase(app.get(Transactions).reader, row.id);
    expect(events.at(-1)?.event).toMatchObject({ type: 'task-answered', papers: [{ fileId: file }] });
    // A second press changes nothing and says so.
    const twice = await head.post(deskPaths.taskMove(task!.id, 'answer'), { answer: 'Edhe një herë' });
    expect(twice.status).toBe(422);
    expect(readable(twice.text)).toContain('Kjo detyrë ka përfunduar ndërkohë');
    expect(twice.text).toContain('Edhe një herë');
  });

  it('declines with a reason, and is asked again in other words', async () => {
    const { row, tasks } = await asked();
    const [task] = tasks;
    await head.get(deskPaths.task(task!.id));
    const silent = await head.post(deskPaths.taskMove(task!.id, 'refuse'), { reason: ' ' });
    expect(silent.status).toBe(422);
    expect(readable(silent.text)).toContain('Shkruani pse refuzohet detyra');
    await head.post(deskPaths.taskMove(task!.id, 'refuse'), { reason: 'I ka Drejtoria e Kadastrit.' });
    expect(readable((await officer.get(deskPaths.caseFile(row.id))).text)).toContain('I ka Drejtoria e Kadastrit.');
    expect(await readMail((await mailsOf(row.id, 'task-refused'))[0]!)).toContain('refuzoi detyrën');
    const form = await officer.get(deskPaths.task(task!.id));
    const version = /name="version" value="(\d+)"/.exec(form.text)?.[1] ?? '';
    const again = await officer.post(deskPaths.taskMove(task!.id, 'again'), {
      version,
      what: 'Vetëm planet.',
      by: '04.03.2026',
    });
    expect(again.status).toBe(303);
    expect((await taskRows(row.id)).map((one) => [one.state, one.text])).toEqual(
      expect.arrayContaining([
        ['refused', WHAT],
        ['open', 'Vetëm planet.'],
      ]),
    );
    const events = await app.get(EventLog).ofCase(app.get(Transactions).reader, row.id);
    expect(events.at(-1)?.event).toMatchObject({ type: 'task-asked', again: task!.id, by: '2026-03-04' });
  });

  it('loses nothing of its answer when the form is older than the sign-in', async () => {
    const [task] = (await asked()).tasks;
    await head.get(deskPaths.task(task!.id));
    const old = await head.post(deskPaths.taskMove(task!.id, 'answer'), { answer: 'Gjashtë leje.', _csrf: 'e vjetër' });
    expect(old.status).toBe(422);
    expect(readable(old.text)).toContain('Gjashtë leje.');
    expect((await head.post(deskPaths.taskMove(task!.id, 'answer'), { answer: 'Gjashtë leje.' })).status).toBe(303);
  });

  it('gives the task to one of its people, who is mailed and may answer', async () => {
    const { row, tasks } = await asked();
    const [task] = tasks;
    await head.get(deskPaths.task(task!.id));
    const stranger = await head.post(deskPaths.taskMove(task!.id, 'give'), { give: 'buxhet-1' });
    expect(stranger.status).toBe(422);
    await head.post(deskPaths.taskMove(task!.id, 'give'), { give: app.seed.officials.staf.id });
    const mails = await mailsOf(row.id, 'task-asked');
    expect(mails.map((one) => one.recipient)).toEqual(['drejtor@test', 'staf@test']);
    expect(await pageOf(officer, row.id)).toContain('E ka: Sokol Stafi');
    const staff = app.client();
    await staff.signIn('staf@test');
    await staff.get(deskPaths.task(task!.id));
    expect((await staff.post(deskPaths.taskMove(task!.id, 'answer'), { answer: 'Ja.' })).status).toBe(303);
  });

  it('reads the bell by opening the task', async () => {
    const { row, tasks } = await asked();
    const bell = () =>
      app.source
        .getRepository(NoticeRow)
        .findOneByOrFail({ caseId: row.id, officialId: app.seed.officials.drejtor.id });
    expect((await bell()).readAt).toBeNull();
    const list = await head.get(deskPaths.notices());
    expect(list.text).toContain(`href="${deskPaths.task(tasks[0]!.id)}"`);
    expect(readable(list.text)).toContain(`${row.reference}: drejtorisë suaj i kërkohen dokumente deri më 5 mars 2026`);
    await head.get(deskPaths.task(tasks[0]!.id));
    expect((await bell()).readAt).not.toBeNull();
  });
});

describe('a task ends', () => {
  it('taken back by whoever asked, and the directorate is told', async () => {
    const { row, tasks } = await asked();
    await officer.get(deskPaths.task(tasks[0]!.id));
    expect((await head.post(deskPaths.taskMove(tasks[0]!.id, 'withdraw'))).status).toBe(403);
    expect((await officer.post(deskPaths.taskMove(tasks[0]!.id, 'withdraw'))).status).toBe(303);
    expect((await mailsOf(row.id, 'task-withdrawn')).map((one) => one.recipient)).toEqual(['drejtor@test']);
    expect(readable((await head.get(deskPaths.tasks())).text)).not.toContain(row.reference);
  });

  it('with the decision: it leaves the list, and nobody is reminded', async () => {
    const { row, tasks } = await asked();
    const decided = await send(officer, row.id, 'decide', { ...REFUSED, decidedOn: '02.03.2026', reasons: 'Jo.' });
    expect(decided.status).toBe(303);
    expect((await taskRows(row.id))[0]).toMatchObject({ state: 'over' });
    expect(readable((await head.get(deskPaths.tasks())).text)).not.toContain(row.reference);
    const page = await head.get(deskPaths.task(tasks[0]!.id));
    expect(readable(page.text)).toContain('Lënda u vendos para përgjigjes');
    expect((await head.post(deskPaths.taskMove(tasks[0]!.id, 'answer'), { answer: 'Vonë' })).status).toBe(422);
  });
});

describe('a list of more tasks than fit on a page', () => {
  it('goes on page by page, what is due first, and none twice', async () => {
    const { row } = await asked();
    const [task] = await taskRows(row.id);
    const many = Array.from({ length: 120 }, (_, i) => ({
      ...task!,
      id: `task-${String(i).padStart(4, '0')}`,
      dueOn: task!.dueOn,
      text: `Dokumenti ${i}`,
    }));
    await app.source.getRepository(TaskRow).insert(many);
    const seen: string[] = [];
    for (let address: string | null = deskPaths.tasks(); address;) {
      const { text }: { text: string } = await head.get(address);
      seen.push(...[...text.matchAll(/href="\/desk\/tasks\/([\w-]+)"/g)].map((found) => found[1]!));
      address = /href="(\/desk\/tasks\?after=[^"]+)"/.exec(text)?.[1] ?? null;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => id.startsWith('task-'))).toHaveLength(120);
    await app.source.getRepository(TaskRow).delete(many.map((one) => one.id));
  });
});
