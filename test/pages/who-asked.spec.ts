import { EventLog, Identity, Submission } from '../../src/records';
import { fileByForm } from '../make/case-from-form';
import { sentLetter } from '../make/objects';
import { makeMove } from '../make/offers';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';

describe.each(['sqlite', 'postgres'] as const)('who asked (%s)', (database) => {
  let app: TestApp;
  let officer: Client;

  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00', database });
    officer = await as('zyrtar');
  });
  afterAll(() => app.close());

  async function as(name: string): Promise<Client> {
    const client = app.client();
    await client.signIn(`${name}@test`);
    return client;
  }

  const looks = async (caseId: string): Promise<string[]> =>
    (await app.get(EventLog).ofCase(app.source.manager, caseId)).flatMap(({ event }) =>
      event.type === 'applicant-seen' ? [event.where] : [],
    );

  const press = async (client: Client, caseId: string): Promise<string> => {
    await client.get(`/desk/cases/${caseId}`);
    const answer = await client.post(`/desk/cases/${caseId}/who-asked`);
    expect([answer.status, answer.location]).toEqual([303, `/desk/cases/${caseId}#applicant-title`]);
    return readable((await client.get(`/desk/cases/${caseId}`)).text);
  };

  it('is kept apart from what was asked', async () => {
    const { id, submissionId } = await fileByForm(app);
    const submission = await app.source.manager.findOneByOrFail(Submission, { id: submissionId });
    expect(JSON.stringify(submission.payload)).not.toMatch(/Blerta|blerta@/);
    expect(submission.payload.subject).toBe('Kontrata për ndriçimin publik');
    const identity = await app.source.manager.findOneByOrFail(Identity, { submissionId });
    expect(identity.sent).toMatchObject({ name: 'Blerta Krasniqi', email: 'blerta@example.org' });
    const log = await app.get(EventLog).ofCase(app.source.manager, id);
    expect(JSON.stringify(log)).not.toMatch(/Blerta|blerta@/);
  });

  it('is shown by one press, which is written down, for the rest of the sitting', async () => {
    const { id } = await fileByForm(app);
    const before = await officer.get(`/desk/cases/${id}`);
    expect(before.text).not.toMatch(/Blerta Krasniqi|blerta@example\.org/);
    expect(readable(before.text)).toContain('Çdo shikim shënohet në historikun e lëndës. Trego parashtruesin');
    expect(await looks(id)).toEqual([]);
    const page = await press(officer, id);
    expect(page).toContain('Emri Blerta Krasniqi');
    expect(page).toContain('U panë të dhënat e parashtruesit');
    expect(page).not.toContain('Trego parashtruesin');
    await press(officer, id);
    expect(await looks(id)).toEqual(['case']);

    app.clock.advance(61 * 60_000);
    expect((await officer.get(`/desk/cases/${id}`)).text).not.toContain('Blerta Krasniqi');
    for (let i = 0; i < 3; i += 1) {
      await press(officer, id);
      app.clock.advance(61 * 60_000);
    }
    expect(await looks(id)).toEqual(['case', 'case', 'case', 'case']);
    const seen = readable((await officer.get(`/desk/cases/${id}`)).text);
    expect(seen.match(/U panë të dhënat e parashtruesit/g)).toHaveLength(1);
    expect(seen).toContain('Në faqen e lëndës 4 herë atë ditë');
  });

  it('is forgotten with the sign-out', async () => {
    const { id } = await fileByForm(app);
    const mayor = await as('kryetar');
    await press(mayor, id);
    app.clock.advance(60_000);
    await mayor.post('/desk/sign-out');
    await mayor.signIn('kryetar@test');
    expect((await mayor.get(`/desk/cases/${id}`)).text).not.toContain('Blerta Krasniqi');
  });

  it('is neither shown nor told to whoever only finds documents', async () => {
    const { id } = await fileByForm(app);
    const { urbanism } = app.seed.directorates;
    expect((await makeMove(officer, id, 'assign', { directorate: urbanism.id })).status).toBe(303);
    await press(officer, id);
    const staff = await as('staf');
    const page = await staff.get(`/desk/cases/${id}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/Blerta|blerta@|Trego parashtruesin|U panë të dhënat e parashtruesit/);
    expect((await staff.post(`/desk/cases/${id}/who-asked`)).status).toBe(403);
    expect((await staff.get(`/desk/cases/${id}/receipt`)).status).toBe(403);
    const admin = await as('admin');
    expect(readable((await admin.get(`/desk/cases/${id}`)).text)).toContain('U panë të dhënat e parashtruesit');
    expect((await admin.post(`/desk/cases/${id}/who-asked`)).status).toBe(403);
  });

  it('is a look in a letter, a receipt and a mail as well', async () => {
    app.clock.advance(1_000);
    const row = await fileByForm(app);
    const letter = await sentLetter(app, row);
    expect((await officer.get(`/desk/letters/${letter}`)).status).toBe(200);
    expect((await officer.get(`/desk/cases/${row.id}/receipt`)).status).toBe(200);
    const admin = await as('admin');
    const list = await admin.get('/desk/outbox');
    expect(list.text).toContain('b•••@example.org');
    expect(list.text).not.toContain('blerta@example.org');
    const [, message = ''] = /href="(\/desk\/outbox\/[\w-]{36})"/.exec(list.text) ?? [];
    expect((await admin.get(message)).text).toContain('blerta@example.org');
    expect(await looks(row.id)).toEqual(['letter', 'receipt', 'mail']);
  });

  it('lets nobody change or delete what was sent', async () => {
    const { submissionId } = await fileByForm(app);
    const changes = [
      `UPDATE submissions SET payload = '{}' WHERE id = '${submissionId}'`,
      `UPDATE submissions SET sha256 = '', anonymised_on = '2026-03-30' WHERE id = '${submissionId}'`,
      `DELETE FROM submissions WHERE id = '${submissionId}'`,
    ];
    for (const change of changes) await expect(app.source.query(change)).rejects.toThrow('append-only: submissions');
  });
});
