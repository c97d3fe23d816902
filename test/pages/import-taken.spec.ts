import { replay } from '../../src/core/casefile';
import { localDate, startOfLocalDay } from '../../src/core/law';
import { COLUMN_NAMES } from '../../src/features/register-import/columns';
import { Bases, CaseBook, Submission } from '../../src/records';
import { derive } from '../../src/records/projection';
import { DATABASES } from '../support/databases';
import { ImportHouse, said, TODAY } from '../support/import-house';
import { randomCases } from '../support/random-cases';
import { registerCsv, registerRow, workbook } from '../support/register-file';

describe.each(DATABASES)('taking a register in on %s', (dialect) => {
  const house = new ImportHouse();
  const { take, takeRows, caseOf, count } = house;
  beforeAll(() => house.open(dialect));
  beforeEach(() => house.nextMunicipality());
  afterAll(() => house.db.close());

  it('derives every case from its events, as if it had been lived through here', async () => {
    const result = await takeRows(
      { reference: 'A' },
      { reference: 'B', extended_on: '10.03.2025', extension_ground: 'several-documents', decided_on: '18.03.2025' },
      { reference: 'C', decided_on: '', outcome: 'unanswered', answer_form: '', complaint_on: '2025-03-20' },
      { reference: 'D', kind: 'petition', considered_on: '2025-04-01', decided_on: '2025-04-10' },
      { reference: 'E', decided_on: '', outcome: '', answer_form: '', received_on: '2026-03-27' },
      { reference: 'F', outcome: 'refused', complaint_on: '2025-03-20', complaint_outcome: 'binding' },
    );
    expect(result).toMatchObject({ added: 6, problems: [] });
    for (const reference of ['A', 'B', 'C', 'D', 'E', 'F']) {
      const row = await caseOf(reference);
      const { history } = await new CaseBook(house.db.log, new Bases()).load(
        house.db.transactions.reader,
        house.institution.id,
        row.id,
      );
      const file = replay(history.map(({ event }) => event));
      const basis = await new Bases().of(house.db.transactions.reader, house.institution);
      expect(row).toMatchObject(derive(file, basis).row);
      expect(row).toMatchObject({ imported: true, version: history.length });
    }
    expect(await caseOf('B')).toMatchObject({ firstDueOn: '2025-03-10', dueOn: '2025-03-18', closedOn: '2025-03-18' });
    expect(await caseOf('C')).toMatchObject({
      outcome: 'unanswered',
      closedOn: '2025-03-11',
      complaintOn: '2025-03-20',
    });
    expect(await caseOf('E')).toMatchObject({
      isOpen: true,
      dueOn: '2026-04-03',
      // Past: the next sweep looks at it.
      nextRungAt: startOfLocalDay(localDate('2026-03-27')),
    });
    expect((await house.db.log.verify(house.db.transactions.reader, house.institution.id)).brokenAt).toBeNull();
  });

  it('keeps each row as it was written', async () => {
    await takeRows({ received_on: '03.03.2025', remarks: 'me dorë, "pa zarf"\nfaqja 2' });
    const kept = await house.db.source.manager.findOneByOrFail(Submission, { institutionId: house.institution.id });
    expect(kept.payload).toMatchObject({ received_on: '03.03.2025', remarks: 'me dorë, "pa zarf"\nfaqja 2' });
  });

  it('records one event of the house, with the file’s sum', async () => {
    await takeRows({});
    const [event] = await house.db.source.query<{ data: string }[]>(
      `SELECT data FROM events WHERE type = 'register.imported' AND institution_id = '${house.institution.id}'`,
    );
    expect(JSON.parse(event!.data)).toMatchObject({
      added: 1,
      unchanged: 0,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it.each<[string, () => Buffer]>([
    ['semicolons', () => registerCsv([registerRow()], ';')],
    ['a byte order mark', () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), registerCsv([registerRow()])])],
    ['the line ends of Windows', () => registerCsv([registerRow()], ';', '\r\n')],
    [
      'empty lines at the end',
      () => Buffer.concat([registerCsv([registerRow()]), Buffer.from(`\n${','.repeat(18)}\n`)]),
    ],
    [
      'capital letters in its header',
      () => Buffer.from(registerCsv([registerRow()]).toString().replace('reference', ' Reference')),
    ],
    ['the pages of a workbook', () => workbook([COLUMN_NAMES, Object.values(registerRow())])],
  ])('takes a file with %s, and knows it again in another dress', async (_what, bytes) => {
    expect(await take(bytes())).toMatchObject({ added: 1, problems: [] });
    expect(await caseOf('01-1')).toMatchObject({ subject: 'Buxheti i komunës', closedOn: '2025-03-07' });
    expect(await takeRows({ received_on: '3.3.2025.' })).toMatchObject({ added: 0, unchanged: 1, done: null });
  });

  it('reads the days and numbers of a workbook as they are shown', async () => {
    const row = { ...registerRow({ reference: '' }) };
    const cells = COLUMN_NAMES.map((name) =>
      name === 'reference' ? 17 : name.endsWith('_on') && row[name] ? { day: row[name] } : row[name],
    );
    expect(await take(workbook([COLUMN_NAMES, cells]))).toMatchObject({ added: 1, problems: [] });
    expect(await caseOf('17')).toMatchObject({ receivedOn: '2025-03-03', closedOn: '2025-03-07' });
  });

  it('counts lines as an editor does, also behind a cell of three lines', async () => {
    const result = await takeRows({ reference: 'A', remarks: 'një\ndy\ntre' }, { reference: 'B', kind: '?' });
    expect(said(result.problems)).toEqual(['5 kind unknown-value']);
  });

  it('tells what a trial would do, and does nothing', async () => {
    await takeRows({ reference: 'A' }, { reference: 'B' });
    const bytes = registerCsv(
      [{ reference: 'A' }, { reference: 'B', subject: 'Tjetër' }, { reference: 'C' }].map(registerRow),
    );
    const result = await take(bytes, true);
    expect(result).toMatchObject({ rows: 3, added: 1, unchanged: 1, differing: 1, done: null });
    expect(said(result.problems)).toEqual(['3 reference other-content']);
    expect(await count()).toBe(2);
  });

  it('lets two years use the same number, and knows both again', async () => {
    const rows = [{}, { received_on: '2024-03-04', decided_on: '2024-03-07' }];
    expect(await takeRows(...rows)).toMatchObject({ added: 2, yearAdded: 1, problems: [] });
    expect(await caseOf('01-1')).toMatchObject({ receivedOn: '2025-03-03' });
    expect(await caseOf('01-1/2024')).toMatchObject({ receivedOn: '2024-03-04' });
    expect(await takeRows(...rows)).toMatchObject({ added: 0, unchanged: 2, problems: [] });
  });

  it('passes over an imported number when the next one is given, and refuses a number that a live case has', async () => {
    const live = async (seed: number) => {
      const { input } = randomCases(1, seed, '2026-03-01' as never)[0]!.old;
      const today = { ...input, receivedOn: '2026-03-30' as never, registeredOn: '2026-03-30' as never };
      return house.db.transactions.run(async (tx) => {
        await house.db.registration.keep(tx, house.institution.id, input.submission);
        return house.db.registration.register(tx, house.institution, today, { kind: 'citizen' }, new Date(TODAY));
      });
    };
    const { code } = house.institution;
    const imported = { received_on: '2026-01-05', decided_on: '2026-01-07' };
    const own = (n: number): string => `${code}-2026-0000${n}`;
    await takeRows({ ...imported, reference: own(2) }, { ...imported, reference: own(3) });
    const given = [await live(1), await live(2)].map(({ row }) => row.reference);
    expect(given).toEqual([own(1), own(4)]);
    expect(said((await takeRows({ ...imported, reference: own(1) })).problems)).toEqual(['2 reference taken']);
  });

  it('takes a file once when two officials send it at the same moment', async () => {
    const bytes = registerCsv(Array.from({ length: 60 }, (_, i) => registerRow({ reference: `N-${i}` })));
    const results = await Promise.all([take(bytes), take(bytes)]);
    expect(results.map(({ done }) => done !== null).sort()).toEqual([false, true]);
    expect(await count()).toBe(60);
  });
});
