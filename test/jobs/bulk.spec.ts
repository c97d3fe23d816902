import { assign, type CaseFile, decide, replay } from '../../src/core/casefile';
import { BulkActions, type CaseRow, EventRow, Note, NoticeRow } from '../../src/records';
import { type JobHouse, startJobHouse, until } from '../support/job-house';
import { workerProcess } from '../support/worker-process';

const AT = '2026-03-02T09:00:00+01:00';

describe.each(['sqlite', 'postgres'] as const)('an action on many cases on %s', (database) => {
  let house: JobHouse;
  let bulk: BulkActions;
  let rows: CaseRow[];
  beforeAll(async () => {
    house = await startJobHouse({ at: AT, database });
    const worker = await house.worker();
    bulk = worker.get(BulkActions);
    await worker.close();
    rows = [];
    for (let i = 0; i < 60; i += 1) rows.push(await house.file());
  });
  afterAll(() => house.close());

  const begin = (
    act: 'assign' | 'note',
    facts: Record<string, string>,
    cases: readonly { id: string; version: number }[],
    who: 'zyrtar' | 'staf' = 'zyrtar',
  ): Promise<string> =>
    house.transactions.run((tx) =>
      bulk.begin(
        tx,
        { institutionId: house.seed.institution.id, officialId: house.seed.officials[who].id, act, facts },
        cases.map(({ id, version }) => ({ caseId: id, version })),
        house.clock.now(),
      ),
    );
  const finished = (id: string): Promise<void> =>
    until('finished', async () => (await bulk.byId(house.source.manager, id))?.finishedAt instanceof Date, 40_000);
  const count = async (type: string): Promise<number> => house.source.manager.countBy(EventRow, { type });

  it('is done by whoever comes, once for each case, although its worker is killed in between', async () => {
    const id = await begin('note', { note: 'Një shënim për të gjitha' }, rows);
    const first = workerProcess(house, AT);
    await until('some are done', async () => (await count('noted')) >= 5, 60_000);
    await first.end('SIGKILL');
    const then = await count('noted');
    expect(then).toBeLessThan(60);
    expect((await bulk.progress(house.source.manager, id)).done).toBe(then);
    const second = await house.worker();
    await finished(id);
    await second.close();
    const notes = await house.source.manager.find(Note);
    expect(notes).toHaveLength(60);
    expect(new Set(notes.map((one) => one.caseId)).size).toBe(60);
    expect(await count('noted')).toBe(60);
    expect(await bulk.progress(house.source.manager, id)).toEqual({ done: 60, refused: 0, waiting: 0 });
    const { officials } = house.seed;
    const events = await house.source.manager.findBy(EventRow, { type: 'noted' });
    expect(new Set(events.map((one) => one.actorId))).toEqual(new Set([officials.zyrtar.id]));
    expect(await count('bulk.finished')).toBe(1);
  }, 120_000);

  it('refuses single cases with their reason, and tells the official of the others once', async () => {
    const { staf, zyrtar } = house.seed.officials;
    const { urbanism } = house.seed.directorates;
    const [same, closed, changed, ...good] = rows.slice(0, 8) as [CaseRow, CaseRow, CaseRow, ...CaseRow[]];
    const today = house.clock.today();
    const fresh = async (row: CaseRow): Promise<{ id: string; version: number }> => {
      const [found] = await house.source.query<{ version: number }[]>(
        `SELECT version FROM case_files WHERE id = '${row.id}'`,
      );
      return { id: row.id, version: found?.version ?? 0 };
    };
    const fileOf = async (row: CaseRow): Promise<CaseFile> => replay((await house.history(row)).events);
    const files = await Promise.all([same, closed, changed].map(fileOf));
    await house.happen(same, assign(files[0]!, { assigneeId: staf.id, directorateId: urbanism.id }, today));
    const draft = { outcome: 'granted' as const, answerForm: 'electronic' as const, grounds: [], location: '' };
    await house.happen(closed, decide(files[1]!, { ...draft, destination: '', decidedOn: today }, 'letter', today));
    const chosen = [
      await fresh(same),
      await fresh(closed),
      await fresh(changed),
      ...(await Promise.all(good.map(fresh))),
    ];
    await house.happen(changed, assign(files[2]!, { assigneeId: zyrtar.id, directorateId: null }, today));
    const id = await begin('assign', { assignee: staf.id, directorate: '' }, chosen);
    const worker = await house.worker();
    await finished(id);
    await worker.close();
    const refused = await bulk.refused(house.source.manager, id);
    expect(refused.map((one) => [one.id, one.code])).toEqual([
      [same.id, 'assign.same'],
      [closed.id, 'case.closed'],
      [changed.id, 'changed'],
    ]);
    expect(await bulk.progress(house.source.manager, id)).toEqual({ done: 5, refused: 3, waiting: 0 });
    const mails = (await house.outbox()).filter((one) => one.kind.startsWith('assigned'));
    expect(mails.map((one) => [one.kind, one.recipient, one.facts.total])).toEqual([['assigned-many', staf.email, 5]]);
    const notices = await house.source.manager.findBy(NoticeRow, { officialId: staf.id, kind: 'assigned-many' });
    expect(notices).toHaveLength(1);
  }, 60_000);

  it('does nothing for somebody who may not', async () => {
    const id = await begin('note', { note: 'x' }, [{ id: rows[20]!.id, version: 1 }], 'staf');
    const worker = await house.worker();
    await finished(id);
    await worker.close();
    expect((await bulk.refused(house.source.manager, id)).map((one) => one.code)).toEqual(['not-yours']);
  }, 60_000);
});
