import { decide } from '../../src/core/casefile';
import { addDays, localDate, startOfLocalDay } from '../../src/core/law';
import { CaseBook, type CaseRow, Transactions } from '../../src/records';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';

describe.each(['sqlite', 'postgres'] as const)('the workload on %s', (database) => {
  let app: TestApp;
  let officer: Client;
  let risky: CaseRow;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-31T09:00:00+02:00', database });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    const { directorates, officials } = app.seed;
    // Urbanism: twenty decided in 2 days, twenty in 20. Budget: forty decided in 2 days.
    for (let i = 0; i < 80; i += 1) {
      const slow = i < 20;
      const directorateId = i < 40 ? directorates.urbanism.id : directorates.budget.id;
      const row = await fileCase(app, { receivedOn: localDate('2026-02-02'), directorateId });
      await close(row, addDays(localDate('2026-02-02'), slow ? 20 : 2));
    }
    app.clock.set('2026-03-31T09:00:00+02:00');
    const given = { assigneeId: officials.staf.id, directorateId: directorates.urbanism.id };
    // Received five days ago: of the twenty that were open for five days all took twenty.
    risky = await fileCase(app, { ...given, receivedOn: localDate('2026-03-26'), subject: 'E rrezikuar' });
    await fileCase(app, { ...given, receivedOn: localDate('2026-03-02'), subject: 'E vonuar' });
    await fileCase(app, { ...given, kind: 'petition', subject: 'Peticion' });
    await fileCase(app, {
      directorateId: directorates.budget.id,
      receivedOn: localDate('2026-03-31'),
      subject: 'E re',
    });
    officer = app.client();
    await officer.signIn('zyrtar@test');
  });
  afterAll(() => app.close());

  async function close({ id, institutionId }: CaseRow, on: ReturnType<typeof localDate>): Promise<void> {
    const now = new Date(startOfLocalDay(on).getTime() + 10 * 3_600_000);
    const draft = { outcome: 'granted' as const, answerForm: 'electronic' as const, grounds: [], location: '' };
    await app
      .get(Transactions)
      .run((tx) =>
        app
          .get(CaseBook)
          .act(tx, { institutionId, caseId: id, actor: { kind: 'system' }, now }, ({ file }) => [
            decide(file, { ...draft, destination: '', decidedOn: on }, 'letter', on),
          ]),
      );
  }

  it('says of each directorate and person what is open, due and late, how long it took, and what will be late', async () => {
    const text = readable((await officer.get('/desk/workload')).text);
    // open, due this week, overdue, median, forecast: the petition has no history at all
    expect(text).toContain('Directorate of Urbanism 3 1 1 11 about 1 of 1');
    expect(text).toContain('Directorate of Budget 1 0 0 2 about 0 of 1');
    expect(text).toContain('Directorate of Education 0 0 0 – –');
    expect(text).toContain('Sokol Stafi 3 1 1 – about 1 of 1');
    expect(text).toContain('How this is worked out There is no model and no guess');
  });

  it('lists the cases of a unit, those most at risk first, and whose history was taken', async () => {
    const { urbanism } = app.seed.directorates;
    const text = readable((await officer.get(`/desk/workload/directorate/${urbanism.id}`)).text);
    expect(text).toMatch(
      /E vonuar KK-\S+ · Access .*Late already .*E rrezikuar KK-\S+ · Access .* 100 % .*Peticion .*Too little history/,
    );
    const { staf } = app.seed.officials;
    const person = readable((await officer.get(`/desk/workload/person/${staf.id}`)).text);
    expect(person).toContain('100 % (from the whole municipality’s history)');
  });

  it('says what a reassignment would change, and leads to it', async () => {
    const page = await officer.get(`/desk/workload/move?case=${risky.id}.1`);
    const text = readable(page.text);
    // Received there today with two days left: all forty of Budget took no longer; half of Urbanism’s.
    expect(text).toContain('Directorate of Budget 1 → 2 0 → 1 2 about 0 of 1');
    expect(text).toContain('Directorate of Urbanism 3 → 3 1 → 1 11 about 1 of 1');
    const budget = app.seed.directorates.budget.id;
    const href = [...page.text.matchAll(/href="(\/desk\/bulk\?[^"]+)"/g)]
      .map(([, found = '']) => found.replaceAll('&amp;', '&'))
      .find((one) => one.includes(budget));
    const form = (await officer.get(href ?? '')).text;
    expect(form).toContain(`<option value="${budget}" selected>`);
    expect(readable(form)).toContain('E rrezikuar');
  });

  it('is open to a head within the own directorate, and closed to staff', async () => {
    const { urbanism, budget } = app.seed.directorates;
    const head = app.client();
    await head.signIn('drejtor@test');
    const text = readable((await head.get('/desk/workload')).text);
    expect(text).toContain('Directorate of Urbanism 3');
    expect(text).not.toContain('Directorate of Budget');
    expect(text).not.toContain('Zana Zyrtarja');
    expect((await head.get(`/desk/workload/directorate/${urbanism.id}`)).status).toBe(200);
    expect((await head.get(`/desk/workload/directorate/${budget.id}`)).status).toBe(404);
    expect((await head.get('/desk/workload/directorate/none')).status).toBe(404);
    const staff = app.client();
    await staff.signIn('staf@test');
    expect((await staff.get('/desk/workload')).status).toBe(403);
  });

  it('answers addresses that name no case', async () => {
    for (const path of [
      '/desk/workload/move?case=%00',
      `/desk/workload/move?case=${risky.id}%00`,
      '/desk/print?case=%00',
    ])
      expect([path, (await officer.get(path)).status]).toEqual([path, 200]);
  });
});
