import { words } from '../../src/platform/views';
import { ApiTokens } from '../../src/platform/sign-in';
import { EventLog, Official } from '../../src/records';
import { fileCase } from '../make/filed-case';
import { addOfficial } from '../make/objects';
import { makeMove } from '../make/offers';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';

describe('roles as people meet them', () => {
  let app: TestApp;
  let admin: Client;

  beforeEach(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    admin = app.client();
    await admin.signIn('admin@test');
  });
  afterEach(() => app.close());

  const inspected = async (caseId: string): Promise<number> =>
    (await app.get(EventLog).ofCase(app.source.manager, caseId)).filter(({ event }) => event.type === 'inspected')
      .length;

  const person = { name: 'Rita Revizorja', email: 'rita@test', role: 'auditor', language: 'en' };

  it('gives an auditor a last day, beside which everything wrong is said', async () => {
    const wrong = [
      ['', 'Shkruani ditën e fundit të qasjes së auditorit'],
      ['nesër', 'Shkruani ditën si 31.12.2026'],
      ['29.03.2026', 'Zgjidhni një ditë nga sot e deri më së shumti pas një viti'],
      ['01.04.2027', 'Zgjidhni një ditë nga sot e deri më së shumti pas një viti'],
    ] as const;
    for (const [accessUntil, message] of wrong) {
      const answer = await admin.fill('/desk/people', { ...person, accessUntil });
      expect([accessUntil, answer.status]).toEqual([accessUntil, 422]);
      expect(readable(answer.text)).toContain(message);
      expect(answer.text).toContain('value="Rita Revizorja"');
    }
    expect((await admin.fill('/desk/people', { ...person, accessUntil: '31.03.2026' })).status).toBe(303);
    const list = readable((await admin.get('/desk/people')).text);
    expect(list).toContain('Rita Revizorja rita@test Auditor Pa drejtori Aktiv deri më 31 mars 2026');
  });

  it('lets an auditor read until that day, writes down each case opened, and closes by itself', async () => {
    const { officials, directorates } = app.seed;
    const { passwordHash } = officials.admin;
    await admin.fill('/desk/people', { ...person, accessUntil: '31.03.2026' });
    const known = await app.source.getRepository(Official).findOneByOrFail({ email: 'rita@test' });
    await app.source.getRepository(Official).update({ id: known.id }, { passwordHash });
    const token = await app.get(ApiTokens).create('rita@test', 'audit');
    const row = await fileCase(app, { subject: 'Kontratat', directorateId: directorates.budget.id });
    const rita = app.client();
    await rita.signIn('rita@test');

    const queue = readable((await rita.get('/desk')).text);
    expect(queue).toContain('Kontratat');
    expect(queue).not.toMatch(/Counter|Import|People|Notices/);
    const page = await rita.get(`/desk/cases/${row.id}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('Arta Krasniqi');
    expect(readable(page.text)).not.toMatch(/Add a note|Decide|Extend/);
    await rita.get(`/desk/cases/${row.id}`);
    await rita.get(`/desk/cases/${row.id}/as-of?day=30.03.2026`);
    expect(await inspected(row.id)).toBe(1);
    expect(readable((await rita.get(`/desk/cases/${row.id}`)).text)).toContain('An auditor opened the case');
    expect((await rita.get('/desk/reports/2026')).status).toBe(200);

    app.clock.set('2026-03-31T23:50:00+02:00');
    expect((await rita.get(`/desk/cases/${row.id}`)).status).toBe(303);
    await rita.signIn('rita@test');
    expect((await rita.get(`/desk/cases/${row.id}`)).status).toBe(200);
    expect(await inspected(row.id)).toBe(2);

    app.clock.set('2026-04-01T00:01:00+02:00');
    const after = await rita.get(`/desk/cases/${row.id}`);
    expect([after.status, after.location]).toEqual([303, `/desk/sign-in?next=%2Fdesk%2Fcases%2F${row.id}`]);
    const refused = await rita.signIn('rita@test');
    expect(refused.status).toBe(422);
    expect(readable(refused.text)).toMatch(/Qasja juaj ka përfunduar|Your access has ended/);
    expect(await app.get(ApiTokens).official(token)).toBeNull();
    await admin.signIn('admin@test');
    expect(readable((await admin.get('/desk/people')).text)).toContain('Qasja përfundoi më 31 mars 2026');
  });

  it('writes down what an auditor reads of a case on paper, or in a task of a directorate', async () => {
    const { directorates } = app.seed;
    const [printed, asked, filed] = [await fileCase(app), await fileCase(app), await fileCase(app)];
    const officer = app.client();
    await officer.signIn('zyrtar@test');
    const tasks: string[] = [];
    for (const row of [asked, filed]) {
      await makeMove(officer, row.id, 'ask-documents', { directorates: directorates.urbanism.id, what: 'Planet.' }, [
        { name: 'plani.txt', bytes: 'plani i vitit' },
      ]);
      const page = await officer.get(`/desk/cases/${row.id}`);
      tasks.push(/href="(\/desk\/tasks\/[^"]+)"/.exec(page.text)?.[1] ?? '');
    }
    const file = /href="([^"]+)" download/.exec((await officer.get(tasks[1]!)).text)?.[1] ?? '';
    await addOfficial(app, { email: 'rita@test', role: 'auditor', accessUntil: '2026-12-31' as never });
    const rita = app.client();
    await rita.signIn('rita@test');
    const answers = [await rita.get(`/desk/print?case=${printed.id}`), await rita.get(tasks[0]!), await rita.get(file)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (const row of [printed, asked, filed]) expect(await inspected(row.id)).toBe(1);
    // Letters that are not open to somebody are not said to be none.
    await makeMove(officer, printed.id, 'clarify', { question: 'Cili vit?' });
    const page = readable((await rita.get(`/desk/cases/${printed.id}`)).text);
    expect([page.includes(words('sq')('desk:page.lettersHidden')), page.includes('Ende nuk ka shkresa')]).toEqual([
      true,
      false,
    ]);
  });

  it('makes no auditor of a head, and no head of an auditor', async () => {
    const { officials, directorates } = app.seed;
    const { drejtor } = officials;
    const answer = await admin.fill(`/desk/people/${drejtor.id}`, {
      ...{ name: drejtor.name, email: drejtor.email, language: 'sq', role: 'auditor', accessUntil: '30.04.2026' },
    });
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain('Ky zyrtar udhëheq një drejtori');
    const auditor = await addOfficial(app, { email: 'rita@test', role: 'auditor', name: 'Rita Revizorja' });
    expect((await admin.get(`/desk/directorates/${directorates.budget.id}`)).text).not.toContain(auditor.id);
    expect((await admin.get('/desk/institution')).text).not.toContain(auditor.id);
    expect((await admin.get('/desk/absences')).text).not.toContain(auditor.id);
  });

  it('lets a head assign within the directorate, and nowhere else', async () => {
    const { officials, directorates } = app.seed;
    const row = await fileCase(app, { directorateId: directorates.urbanism.id });
    const elsewhere = await fileCase(app, { directorateId: directorates.budget.id, assigneeId: officials.drejtor.id });
    const drejtor = app.client();
    await drejtor.signIn('drejtor@test');
    const form = await drejtor.get(`/desk/cases/${row.id}/assign`);
    expect(form.text).toContain(officials.staf.id);
    expect(form.text).not.toContain(officials.zyrtar.id);
    expect(form.text).not.toContain(directorates.budget.id);
    const away = await makeMove(drejtor, row.id, 'assign', { assignee: officials.zyrtar.id });
    expect(away.status).toBe(422);
    expect(readable(away.text)).toContain('Mund ta caktoni vetëm brenda drejtorisë suaj');
    const other = await makeMove(drejtor, row.id, 'assign', { directorate: directorates.budget.id });
    expect(other.status).toBe(422);
    expect((await makeMove(drejtor, row.id, 'assign', { assignee: officials.staf.id })).status).toBe(303);
    // What a head has to decide of another directorate is not theirs to give away within their own.
    expect((await drejtor.get(`/desk/cases/${elsewhere.id}`)).status).toBe(200);
    expect((await drejtor.get(`/desk/cases/${row.id}`)).text).not.toContain('Arta Krasniqi');
    const staf = app.client();
    await staf.signIn('staf@test');
    expect((await staf.get(`/desk/cases/${row.id}/assign`)).status).toBe(403);
  });

  it.each(['sqlite', 'postgres'] as const)(
    'shows the Assembly its petitions and initiatives (%s)',
    async (database) => {
      await app.close();
      app = await startApp({ database });
      const { directorates } = app.seed;
      await addOfficial(app, { email: 'kuvendi@test', role: 'assembly-secretariat', language: 'en', name: 'Besa' });
      await fileCase(app, { kind: 'petition', subject: 'Rruga e re' });
      await fileCase(app, { kind: 'citizen-initiative', subject: 'Parku', directorateId: directorates.budget.id });
      await fileCase(app, { kind: 'citizen-request', subject: 'Ndriçimi' });
      const request = await fileCase(app, { subject: 'Kontratat', urgent: true });
      const kuvendi = app.client();
      await kuvendi.signIn('kuvendi@test');
      const queue = await kuvendi.get('/desk');
      expect(readable(queue.text)).toContain('Rruga e re');
      expect(readable(queue.text)).toContain('Parku');
      expect(readable(queue.text)).not.toMatch(/Kontratat|Ndriçimi/);
      expect((await kuvendi.get(`/desk/cases/${request.id}`)).status).toBe(404);
      const found = /\/desk\/cases\/([\w-]{36})/.exec(queue.text)?.[1] ?? '';
      const form = await kuvendi.get(`/desk/cases/${found}/assign`);
      expect(form.text).toContain('Besa');
      expect((await makeMove(kuvendi, found, 'note', { note: 'Për mbledhjen e prillit' })).status).toBe(303);
    },
  );
});
