import { addDays, localDate } from '../../src/core/law';
import { assertBalanced, fold, type ReportFact, type ReportPeriod } from '../../src/core/report';
import { Bases, Imports, ReportFacts } from '../../src/records';
import { DATABASES, type OpenedDatabase, openTestDatabase } from '../support/databases';
import { randomCases, randomFrom } from '../support/random-cases';
import { slowFact } from '../support/report-oracle';
import { seedMunicipality } from '../support/seed';

const NOW = new Date('2026-11-20T09:00:00Z');
const START = localDate('2025-01-01');
const CASES = randomCases(1500, 2026, START);
const facts = new ReportFacts();
const area = (code: string, active = true) => ({ code, nameSq: code, nameSr: code, nameEn: code, active });
const AREAS = [area('RRUGE'), area('ARSIM'), area('VJETER', false)];

/** The slow facts, counted as the database counts them: equal ones together, in one order. */
const counted = (list: readonly ReportFact[]): [string, number][] => {
  const groups = new Map<string, number>();
  for (const { n, ...rest } of list) {
    const key = JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
    groups.set(key, (groups.get(key) ?? 0) + n);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
};

describe.each(DATABASES)('the report on %s', (dialect) => {
  let db: OpenedDatabase;
  let institutionId: string;
  beforeAll(async () => {
    db = await openTestDatabase(dialect);
    const { institution, officials } = await seedMunicipality(db.source, NOW);
    institutionId = institution.id;
    const file = { fileName: 'x', sha256: '0'.repeat(64), unchanged: 0 };
    const actor = { kind: 'official' as const, id: officials.zyrtar.id };
    const old = CASES.map((one) => one.old);
    await db.transactions.run((tx) => new Imports(db.log, new Bases()).add(tx, institution, old, file, actor, NOW));
    const other = await seedMunicipality(db.source, NOW, 'XX', 'other');
    const foreign = randomCases(50, 7, START).map((one) => one.old);
    await db.transactions.run((tx) =>
      new Imports(db.log, new Bases()).add(tx, other.institution, foreign, file, actor, NOW),
    );
  }, 60_000);
  afterAll(() => db.close());

  const { below } = randomFrom(5);
  const periods: ReportPeriod[] = [
    { from: localDate('2025-01-01'), to: localDate('2025-12-31'), asOf: localDate('2026-11-20') },
    { from: localDate('2025-01-01'), to: localDate('2025-12-31'), asOf: localDate('2025-12-31') },
    { from: localDate('2026-01-01'), to: localDate('2026-12-31'), asOf: localDate('2026-11-20') },
    { from: localDate('2025-07-15'), to: localDate('2025-07-15'), asOf: localDate('2025-07-15') },
    ...Array.from({ length: 8 }, () => {
      const from = addDays(START, below(500));
      const to = addDays(from, below(200));
      return { from, to, asOf: addDays(from, below(260)) };
    }),
  ];

  it.each(periods)('counts $from to $to, as of $asOf, as a slow reader of the case files would', async (period) => {
    const slow = CASES.flatMap(({ told }) => slowFact(told, period) ?? []);
    const fast = await facts.of(db.transactions.reader, institutionId, period);
    expect(counted(fast)).toEqual(counted(slow));
    const report = fold(fast, period, AREAS);
    expect(() => assertBalanced(report)).not.toThrow();
    expect(report).toEqual(fold(slow, period, AREAS));
  });

  it('opens a period with what the one before it left open', async () => {
    const asOf = localDate('2026-11-20');
    const of = async (from: string, to: string) => {
      const period = { from: localDate(from), to: localDate(to), asOf };
      return fold(await facts.of(db.transactions.reader, institutionId, period), period).balance.total;
    };
    const first = await of('2025-01-01', '2025-06-30');
    const second = await of('2025-07-01', '2025-12-31');
    const left = Object.values(first.open).reduce((a, b) => a + b, 0);
    expect(left).toBeGreaterThan(50);
    expect(second.opening).toBe(left);
  });
});
