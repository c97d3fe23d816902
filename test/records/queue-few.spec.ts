import { KINDS, STATUSES } from '../../src/core/casefile';
import { addDays, localDate } from '../../src/core/law';
import { CaseRow, Queue, type QueueFilter, type QueueOrder, readCursor } from '../../src/records';
import { FEW } from '../../src/records/stores/queue-few';
import { fillCases } from '../bench/fill';
import { DATABASES, type OpenedDatabase, openTestDatabase } from '../support/databases';
import { randomFrom } from '../support/random-cases';
import { type Seed, seedMunicipality } from '../support/seed';

const TODAY = localDate('2026-03-30');
const NOW = new Date('2026-03-30T09:00:00Z');
const CASES = 260;
const PAGE = 17;
const AREAS = ['ARSIM', 'BUXHET', null];

/** Lists that are read whole because few cases fit, and the same ones walked in the order of an index. */
class Lists extends Queue {
  constructor(protected override readonly few: number) {
    super();
  }
}

describe.each(DATABASES)('a list of few cases and a list of many, on %s', (dialect) => {
  const random = randomFrom(20260330);
  let db: OpenedDatabase;
  let seed: Seed;
  beforeAll(async () => {
    db = await openTestDatabase(dialect);
    seed = await seedMunicipality(db.source, NOW);
    await fillCases(db.source, seed, [
      { count: CASES, kind: 'access-request', receivedOn: (i) => addDays(TODAY, -(i % 5)) },
    ]);
    const people = [...Object.values(seed.officials).map(({ id }) => id), null];
    const units = [...Object.values(seed.directorates).map(({ id }) => id), null];
    const rows = await db.source.manager.find(CaseRow, { order: { reference: 'ASC' } });
    for (const { id } of rows) {
      const closed = random.below(3) === 0;
      const dueOn = random.below(9) === 0 ? localDate('9999-12-31') : addDays(TODAY, random.below(9) - 4);
      const dueAt =
        !closed && random.below(6) === 0 ? new Date(`${addDays(TODAY, 1)}T0${random.below(9)}:30:00Z`) : null;
      await db.source.manager.update(CaseRow, { id }, {
        ...{ kind: random.one(KINDS), isOpen: !closed, status: closed ? 'closed' : random.one(STATUSES.slice(0, -1)) },
        ...{ assigneeId: random.one(people), directorateId: random.one(units), subjectArea: random.one(AREAS) },
        receivedOn: addDays(TODAY, -random.below(6)),
        ...(dueAt ? { dueOn: addDays(TODAY, 1), dueAt } : { dueOn, dueAt }),
        complaintStage: !closed && random.below(5) === 0 ? 'reply' : null,
        awaitedSince: random.below(5) === 0 ? addDays(TODAY, -1) : null,
      }); // prettier-ignore
    }
  }, 60_000);
  afterAll(() => db.close());

  const maybe = <T>(value: () => T): T | undefined => (random.below(3) === 0 ? value() : undefined);
  function anyFilter(): QueueFilter {
    const { zyrtar, staf, kryetar } = seed.officials;
    const { urbanism, education } = seed.directorates;
    const visible = random.one([
      {},
      { directorateId: urbanism.id, orAssigneeId: staf.id, orUrgent: true },
      { orAssigneeId: zyrtar.id, orKinds: ['petition' as const], orOf: [{ assigneeId: kryetar.id, directorateId: null }] },
    ]); // prettier-ignore
    const asked = {
      kind: maybe(() => random.one(KINDS)),
      assignee: maybe(() => random.one([zyrtar.id, kryetar.id, 'nobody'])),
      directorate: maybe(() => random.one([education.id, 'none'])),
      area: maybe(() => random.one(['ARSIM', 'BUXHET', 'none'])),
      waiting: maybe(() => true as const),
      dueFrom: maybe(() => addDays(TODAY, random.below(4) - 3)),
      dueUntil: maybe(() => addDays(TODAY, random.below(5))),
      receivedFrom: maybe(() => addDays(TODAY, -random.below(5))),
      overdue: random.below(6) === 0 ? { today: TODAY, now: NOW } : undefined,
      text: random.below(6) === 0 ? 'ndert' : undefined,
    };
    const status = random.one(['open', 'open', 'all', 'closed', 'complaints', ...STATUSES.slice(0, 3)] as const);
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    return { institutionId: seed.institution.id, visible, status, ...given };
  }
  function anyOrder(): QueueOrder {
    const descending = random.below(2) === 0;
    const groups = {
      kind: KINDS,
      status: STATUSES,
      assignee: [...Object.values(seed.officials).map(({ id }) => id), 'nobody'],
      directorate: [...Object.values(seed.directorates).map(({ id }) => id), 'none'],
    } as const;
    const by = random.one(['due', 'received', 'reference', 'kind', 'status', 'assignee', 'directorate'] as const);
    if (by === 'due' || by === 'received' || by === 'reference') return { by, descending };
    return { by, descending, groups: groups[by] };
  }
  /** All pages to the end, and back again to the beginning. */
  async function walked(lists: Queue, filter: QueueFilter, order: QueueOrder): Promise<string[][]> {
    const tx = db.transactions.reader;
    const pages: string[][] = [];
    let page = await lists.page(tx, filter, {}, PAGE, order);
    pages.push(page.rows.map(({ reference }) => reference));
    while (page.next) {
      page = await lists.page(tx, filter, { after: readCursor(page.next) }, PAGE, order);
      pages.push(page.rows.map(({ reference }) => reference));
    }
    while (page.previous) {
      page = await lists.page(tx, filter, { before: readCursor(page.previous) }, PAGE, order);
      pages.push(page.rows.map(({ reference }) => reference));
    }
    return pages;
  }

  it('hold the same cases in the same order, whatever is asked, on each page and back', async () => {
    const [few, many] = [new Lists(FEW), new Lists(-1)];
    let seen = 0;
    for (let i = 0; i < 260; i += 1) {
      const [filter, order] = [anyFilter(), anyOrder()];
      const pages = await walked(few, filter, order);
      const said = JSON.stringify({ ...filter, ...order });
      expect([said, pages]).toEqual([said, await walked(many, filter, order)]);
      seen += pages.flat().length;
    }
    expect(seen).toBeGreaterThan(2_000);
  }, 120_000);
});
