import { randomUUID } from 'node:crypto';
import { apply, clockOf, extend } from '../../src/core/casefile';
import { CaseWork } from '../../src/platform/casework';
import { IntakeService } from '../../src/platform/intake/intake.service';
import { readSubmission } from '../../src/platform/intake/read-submission';
import { Bases, CaseBook, CaseRow, DueDays, People, Transactions } from '../../src/records';
import { startApp, type TestApp } from '../support/app';

describe.each(['sqlite', 'postgres'] as const)('another way of counting on %s', (database) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ database, at: '2026-03-30T09:00:00+02:00' });
  });
  afterAll(() => app.close());

  async function file(): Promise<string> {
    const now = app.clock.now();
    const body = { submissionKey: randomUUID(), subject: 'A', text: 'B', name: 'Ana', email: 'ana@shembull.com' };
    const context = { by: 'api', language: 'sq', institutions: ['KK'], now } as const;
    const { submission } = readSubmission(body, 'access-request', context);
    const filed = await app.get(IntakeService).file(submission!, [], { kind: 'citizen' }, now);
    if (filed.kept) throw new Error('It was not registered');
    return filed.caseId;
  }

  const countBy = (extensionReading: 'A' | 'B') =>
    app.get(Transactions).run(async (tx) => {
      const institution = await app.get(People).institution(tx, app.seed.institution.id);
      const present = await app.get(Bases).row(tx, institution);
      const settings = { ...present.settings, extensionReading };
      const row = { ...present, id: randomUUID(), number: present.number + 1, settings, recordedAt: app.clock.now() };
      const by = { why: 'settings', actor: { kind: 'system' }, now: app.clock.now() } as const;
      return app.get(DueDays).replaceBasis(tx, institution, row, by);
    });

  it('does not write over a move of the same moment', async () => {
    const transactions = app.get(Transactions);
    const [caseId, institutionId] = [await file(), app.seed.institution.id];
    let looking!: () => void;
    const looks = new Promise<void>((resolve) => (looking = resolve));
    let goOn!: () => void;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const move = transactions.run((tx) =>
      app
        .get(CaseBook)
        .act(tx, { institutionId, caseId, actor: { kind: 'system' }, now: app.clock.now() }, async (c) => {
          looking();
          await gate;
          return [extend(c.file, c.clock, 'several-documents', null, app.clock.today())];
        }),
    );
    await looks;
    const recount = countBy('B');
    setTimeout(goOn, 300);
    await Promise.all([move, recount]);
    // Seven days and fifteen more: the extension, by the reading that holds now.
    const row = await app.source.getRepository(CaseRow).findOneByOrFail({ id: caseId });
    expect(row).toMatchObject({ firstDueOn: '2026-04-07', dueOn: '2026-04-21' });
  });

  it('lets a letter that names a day of before be written anew', async () => {
    await countBy('A');
    const caseId = await file();
    const named: string[] = [];
    await app.get(CaseWork).perform(app.seed.officials.zyrtar, caseId, 'case.extend', 1, async (loaded, { today }) => {
      const event = extend(loaded.file, loaded.clock, 'several-documents', null, today);
      const clock = clockOf(apply(loaded.file, event), loaded.basis.calendar, loaded.basis.settings);
      named.push(clock.state === 'running' ? clock.dueOn : clock.state);
      // The case itself does not move: nobody but the letter has looked beyond its seven days.
      if (named.length === 1) await countBy('B');
      return () => Promise.resolve({ events: [event] });
    });
    expect(named).toEqual(['2026-04-14', '2026-04-21']);
    const row = await app.source.getRepository(CaseRow).findOneByOrFail({ id: caseId });
    expect(row).toMatchObject({ dueOn: '2026-04-21', version: 2 });
  });
});
