import { localDate } from '../../src/core/law';
import type { QueueFilter } from '../../src/records';
import { countSql, hintOf, pieces, type Values, walks } from '../../src/records/stores/queue-sql';
import { type OpenedDatabase, openTestDatabase } from '../support/databases';

const now = new Date('2026-03-30T09:00:00Z');
const today = localDate('2026-03-30');
const all = { institutionId: 'i', visible: {} };
const staff = { institutionId: 'i', visible: { directorateId: 'd', orAssigneeId: 'me', orUrgent: true } };

const LISTS: [string, Omit<QueueFilter, 'institutionId' | 'visible'>][] = [
  ['open', { status: 'open' }],
  ['mine', { status: 'open', assignee: 'me' }],
  ['of a directorate', { status: 'open', directorate: 'd' }],
  ['of a subject area', { status: 'open', area: 'ARSIM' }],
  ['of none', { status: 'open', area: 'none' }],
  ['closed ones of a subject area', { status: 'closed', area: 'ARSIM' }],
  ['of a subject area, open and closed', { status: 'all', area: 'ARSIM' }],
  ['of nobody', { status: 'open', assignee: 'nobody' }],
  ['overdue', { status: 'open', overdue: { today, now } }],
  ['due today', { status: 'open', dueFrom: today, dueUntil: today }],
  ['that wait for others', { status: 'open', waiting: true }],
  ['with complaints', { status: 'complaints' }],
  ['petitions', { status: 'open', kind: 'petition' }],
  ['of one status', { status: 'considered' }],
  ['closed', { status: 'closed' }],
  ['closed petitions', { status: 'closed', kind: 'petition' }],
  ['open and closed', { status: 'all' }],
];

describe('the questions of the queue on SQLite', () => {
  let db: OpenedDatabase;
  beforeAll(async () => (db = await openTestDatabase('sqlite')));
  afterAll(() => db.close());

  const planOf = async (sql: string, values: Values): Promise<string> => {
    const [text, parameters] = db.source.driver.escapeQueryWithParameters(sql, values, {});
    const rows = await db.source.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${text}`, parameters);
    return rows.map(({ detail }) => detail).join('\n');
  };
  const who = [
    ['whoever sees all', all],
    ['directorate staff', staff],
    ['the Assembly', { institutionId: 'i', visible: { orAssigneeId: 'me', orKinds: ['petition' as const] } }],
  ] as const;
  const lists = LISTS.flatMap(([name, asked]) =>
    who.map(([reader, visible]): [string, string, QueueFilter] => [name, reader, { ...visible, ...asked }]),
  );

  it.each(lists)('walk an index and sort nothing (%s, for %s)', async (_name, _who, filter) => {
    const from = { dueOn: today, dueAt: null, id: 'x', at: '2026-03-30' };
    for (const start of [undefined, from]) {
      for (const ascending of [true, false]) {
        const values: Values = { institutionId: 'i' };
        const hint = hintOf('sqlite');
        const asked = [
          ...pieces(filter, start, ascending, 51, values, hint),
          ...walks(filter, 'reference', start, ascending, 51, values, hint),
          ...walks(filter, 'received', start, ascending, 51, values, hint),
        ];
        for (const sql of asked) {
          const plan = await planOf(sql, values);
          expect(plan).toMatch(/^SEARCH c USING (COVERING )?INDEX /);
          expect(plan).not.toMatch(/TEMP B-TREE|SCAN c\b/);
        }
      }
    }
    const values: Values = {};
    const plan = await planOf(`SELECT ${countSql(filter, 501, 'q', values, hintOf('sqlite'))}`, values);
    expect(plan).toMatch(/SEARCH c USING (COVERING )?INDEX /);
    expect(plan).not.toMatch(/SCAN c\b|TEMP B-TREE/);
  });
});
