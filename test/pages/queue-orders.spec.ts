import { localDate } from '../../src/core/law';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import type { Client } from '../support/client';

const references = (html: string): string[] =>
  [...html.matchAll(/q-list__small">([A-Z]{2}-2026-\d{5})/g)].map(([, found = '']) => found);
const linkOf = (html: string, rel: 'next' | 'prev'): string | undefined =>
  new RegExp(`href="([^"]*)" rel="${rel}"`).exec(html)?.[1]?.replaceAll('&amp;', '&');

describe.each(['sqlite', 'postgres'] as const)('a list in any order on %s', (database) => {
  let app: TestApp;
  let browsers: Record<string, Client>;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00', database });
    const { officials, directorates } = app.seed;
    const people = [officials.zyrtar.id, officials.staf.id, officials.drejtor.id];
    const parts = Object.values(directorates).map(({ id }) => id);
    for (let i = 0; i < 130; i += 1) {
      await fileCase(app, {
        receivedOn: localDate(['2026-03-27', '2026-03-28', '2026-03-30'][i % 3]!),
        urgent: i % 10 === 0,
        ...(i % 4 === 1 ? { kind: 'petition' } : {}),
        ...(i % 5 === 0 ? {} : { assigneeId: people[i % 3]! }),
        ...(i % 7 === 0 ? {} : { directorateId: parts[i % 2]! }),
      });
    }
    browsers = { zyrtar: app.client(), staf: app.client() };
    for (const [name, browser] of Object.entries(browsers)) await browser.signIn(`${name}@test`);
  });
  afterAll(() => app.close());

  const sorts = ['due', 'received', 'reference', 'kind', 'status', 'assignee', 'directorate'];
  const cases = sorts.flatMap((sort) =>
    ['asc', 'desc'].flatMap((order) =>
      (['zyrtar', 'staf'] as const).map((who): [string, string, 'zyrtar' | 'staf'] => [sort, order, who]),
    ),
  );

  it.each(cases)('has no gap and no double, there and back (by %s, %s, for %s)', async (sort, order, who) => {
    const browser = browsers[who]!;
    const there: string[][] = [];
    let last = '';
    for (let address: string | undefined = `/desk?sort=${sort}&order=${order}`; address;) {
      last = (await browser.get(address)).text;
      there.push(references(last));
      address = linkOf(last, 'next');
    }
    const all = there.flat();
    expect(new Set(all).size).toBe(all.length);
    const { urbanism } = app.seed.directorates;
    const { staf } = app.seed.officials;
    const seen = who === 'zyrtar' ? '' : ` WHERE c.directorate_id = '${urbanism.id}' OR c.assignee_id = '${staf.id}'`;
    const rows = await app.source.query<Row[]>(
      `SELECT c.reference, c.due_on, c.due_at, c.received_on, c.kind, c.status, o.name AS official, d.name_sq AS part, c.id
         FROM case_files c LEFT JOIN officials o ON o.id = c.assignee_id LEFT JOIN directorates d ON d.id = c.directorate_id${seen}`,
    );
    const byDue = (row: Row): string => `${row.due_on} ${row.due_at ?? 'z'} ${row.id}`;
    const key: Record<string, (row: Row) => string> = {
      due: byDue,
      received: (row) => `${row.received_on} ${row.id}`,
      reference: (row) => row.reference,
      kind: ({ kind }) => ({ 'access-request': 'Qasje', petition: 'Peticion' })[kind] ?? '',
      status: ({ status }) => (status === 'registered' ? '0' : '1'),
      assignee: (row) => row.official ?? 'zzz',
      directorate: (row) => row.part ?? 'zzz',
    };
    const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
    const turn = order === 'desc' ? -1 : 1;
    const grouped = ['kind', 'status', 'assignee', 'directorate'].includes(sort);
    const expected = [...rows].sort(
      (a, b) => turn * compare(key[sort]!(a), key[sort]!(b)) || (grouped ? 1 : turn) * compare(byDue(a), byDue(b)),
    );
    expect(all).toEqual(expected.map((row) => row.reference));

    const back: string[][] = [there.at(-1)!];
    for (let address = linkOf(last, 'prev'); address;) {
      const page = (await browser.get(address)).text;
      back.unshift(references(page));
      address = linkOf(page, 'prev');
    }
    expect(back.flat()).toEqual(all);
  });
});

interface Row {
  reference: string;
  due_on: string;
  due_at: string | null;
  received_on: string;
  kind: string;
  status: string;
  official: string | null;
  part: string | null;
  id: string;
}
