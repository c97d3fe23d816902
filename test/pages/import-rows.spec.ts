import { deflateRawSync } from 'node:zlib';
import { replay } from '../../src/core/casefile';
import { nationalCalendar } from '../../src/core/law';
import { RegisterImports } from '../../src/features/register-import/register-imports';
import { COLUMN_NAMES, type Column, type ImportProblem } from '../../src/features/register-import/columns';
import { PROBLEM_CODES } from '../../src/features/register-import/problem-codes';
import { words } from '../../src/platform/views';
import { CaseBook, CaseRow, Imports, type Institution, People, Submission } from '../../src/records';
import { derive } from '../../src/records/projection';
import { fixedClock } from '../support/clock';
import { DATABASES, type OpenedDatabase, openTestDatabase } from '../support/databases';
import { randomCases } from '../support/random-cases';
import { registerCsv, registerRow, workbook, workbookOf } from '../support/register-file';
import { seedMunicipality } from '../support/seed';

const TODAY = '2026-03-30T09:00:00+02:00';
const ACTOR = { kind: 'system' as const };
type Given = Partial<Record<Column, string>>;

describe.each(DATABASES)('reading a register on %s', (dialect) => {
  let db: OpenedDatabase;
  let imports: RegisterImports;
  let institution: Institution;
  let next = 0;
  beforeAll(async () => {
    db = await openTestDatabase(dialect);
    imports = new RegisterImports(db.transactions, new Imports(db.log), new People(), fixedClock(TODAY));
  });
  // Each test has a municipality of its own.
  beforeEach(async () => {
    next += 1;
    ({ institution } = await seedMunicipality(db.source, new Date(TODAY), `K${next}`, `d${next}`));
  });
  afterAll(() => db.close());

  const take = (bytes: Buffer, dryRun = false) => imports.run(institution.id, { name: 'r.csv', bytes }, ACTOR, dryRun);
  const takeRows = (...rows: Given[]) => take(registerCsv(rows.map(registerRow)));
  const said = (problems: ImportProblem[]) => problems.map(({ line, column, code }) => [line, column, code].join(' '));
  const caseOf = (reference: string) =>
    db.source.manager.findOneByOrFail(CaseRow, { institutionId: institution.id, reference });
  const count = () => db.source.manager.countBy(CaseRow, { institutionId: institution.id });

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
      const { history } = await new CaseBook(db.log).load(db.transactions.reader, institution.id, row.id);
      const file = replay(history.map(({ event }) => event));
      const settings = { extensionReading: 'A', workingDays: false } as const;
      expect(row).toMatchObject(derive(file, nationalCalendar, settings).row);
      expect(row).toMatchObject({ imported: true, version: history.length });
    }
    expect(await caseOf('B')).toMatchObject({ firstDueOn: '2025-03-10', dueOn: '2025-03-18', closedOn: '2025-03-18' });
    expect(await caseOf('C')).toMatchObject({
      outcome: 'unanswered',
      closedOn: '2025-03-11',
      complaintOn: '2025-03-20',
    });
    expect(await caseOf('E')).toMatchObject({ isOpen: true, dueOn: '2026-04-03', nextRungOn: '2026-03-28' });
    expect((await db.log.verify(db.transactions.reader, institution.id)).brokenAt).toBeNull();
  });

  it('keeps each row as it was written', async () => {
    await takeRows({ received_on: '03.03.2025', remarks: 'me dorë, "pa zarf"\nfaqja 2' });
    const kept = await db.source.manager.findOneByOrFail(Submission, { institutionId: institution.id });
    expect(kept.payload).toMatchObject({ received_on: '03.03.2025', remarks: 'me dorë, "pa zarf"\nfaqja 2' });
  });

  it('records one event of the house, with the file’s sum', async () => {
    await takeRows({});
    const [event] = await db.source.query<{ data: string }[]>(
      `SELECT data FROM events WHERE type = 'register.imported' AND institution_id = '${institution.id}'`,
    );
    expect(JSON.parse(event!.data)).toMatchObject({
      added: 1,
      unchanged: 0,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it.each<[string, Given, string]>([
    ['a number is missing', { reference: '' }, 'reference empty'],
    ['a kind is unknown', { kind: 'kërkesë' }, 'kind unknown-value'],
    ['a day is none', { received_on: '30.02.2025' }, 'received_on not-a-day'],
    ['a channel is missing', { channel: '' }, 'channel empty'],
    ['a text is too long', { subject: 'x'.repeat(301) }, 'subject too-long'],
    ['a text holds a bell', { subject: 'a\u0007b' }, 'subject control-characters'],
    [
      'it was received tomorrow',
      { received_on: '2026-03-31', decided_on: '', outcome: '', answer_form: '' },
      'received_on in-future',
    ],
    ['it was registered before it came', { registered_on: '2025-03-01' }, 'registered_on before-receipt'],
    ['it was decided before it came', { decided_on: '2025-03-02' }, 'decided_on before-receipt'],
    ['an outcome has no day', { decided_on: '' }, 'decided_on decision-day-missing'],
    ['a day has no outcome', { outcome: '', answer_form: '' }, 'outcome outcome-missing'],
    ['silence has a day', { outcome: 'unanswered', answer_form: '' }, 'decided_on unanswered-with-day'],
    ['silence has a form', { outcome: 'unanswered', decided_on: '' }, 'answer_form form-without-answer'],
    [
      'silence has not fallen yet',
      { received_on: '2026-03-27', outcome: 'unanswered', decided_on: '', answer_form: '' },
      'outcome unanswered-too-early',
    ],
    [
      'an extension came too late',
      { extended_on: '2025-03-11', extension_ground: 'several-documents', decided_on: '2025-03-20' },
      'extended_on extension.too-late',
    ],
    ['an extension has no ground', { extended_on: '2025-03-04' }, 'extension_ground ground-missing'],
    ['a ground has no extension', { extension_ground: 'several-documents' }, 'extended_on extension-day-missing'],
    [
      'a petition is extended',
      { kind: 'petition', extended_on: '2025-03-04', extension_ground: 'several-documents' },
      'extended_on extension.not-this-kind',
    ],
    [
      'an extension follows the answer',
      { extended_on: '2025-03-09', extension_ground: 'several-documents' },
      'extended_on after-decision',
    ],
    ['a request is considered', { considered_on: '2025-03-05' }, 'considered_on consider.not-this-kind'],
    ['a petition is already public', { kind: 'petition', outcome: 'already-public' }, 'outcome outcome-not-this-kind'],
    ['a complaint has an outcome but no day', { complaint_outcome: 'binding' }, 'complaint_on complaint-day-missing'],
    ['a complaint came before answer and deadline', { complaint_on: '2025-03-05' }, 'complaint_on complaint-too-early'],
    ['there was no law yet', { received_on: '2010-03-03', decided_on: '2010-03-05' }, 'received_on before-the-law'],
  ])('refuses a row when %s', async (_why, given, problem) => {
    const result = await takeRows({ reference: 'good' }, given);
    expect(said(result.problems)).toContain(`3 ${problem}`);
    expect([result.done, await count()]).toEqual([null, 0]);
  });

  it.each<[string, () => Buffer, string]>([
    ['empty', () => Buffer.alloc(0), '  empty-file'],
    ['a header alone', () => registerCsv([]), '  no-rows'],
    ['not a register', () => Buffer.from('emri,mbiemri\nArta,Krasniqi\n'), '1  not-a-register'],
    [
      'short of a column',
      () => Buffer.from(registerCsv([registerRow()]).toString().replace(',remarks', '')),
      '1  missing-columns',
    ],
    [
      'long of a column',
      () => Buffer.from(registerCsv([registerRow()]).toString().replace('remarks', 'remarks,mood')),
      '1  unknown-columns',
    ],
    [
      'wrong in a column',
      () => Buffer.from(registerCsv([registerRow()]).toString().replace('remarks', 'mood')),
      '1  wrong-columns',
    ],
    [
      'double in a column',
      () => Buffer.from(registerCsv([registerRow()]).toString().replace('remarks', 'remarks,kind')),
      '1  doubled-columns',
    ],
    [
      'in the alphabet of Windows',
      () =>
        Buffer.from(
          registerCsv([registerRow(), registerRow()]).toString().replace('Buxheti', 'K\u00ebrkesa'),
          'latin1',
        ),
      '2  not-utf8',
    ],
    ['an old workbook', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), '  old-excel'],
    ['a program', () => Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]), '  not-a-table'],
    [
      'open in a quotation',
      () => Buffer.from(registerCsv([registerRow()]).toString().replace('Buxheti', '"Buxheti')),
      '2  csv-broken',
    ],
    [
      'too many cells in a row',
      () => Buffer.from(`${registerCsv([registerRow()]).toString().trim()},x\n`),
      '2  too-many-cells',
    ],
    [
      'a cut row',
      () => Buffer.concat([registerCsv([registerRow()]), Buffer.from('01-2,petition\n')]),
      '3  too-few-cells',
    ],
    ['an archive of something else', () => Buffer.from('PK\u0003\u0004 and so on'), '  workbook-broken'],
    [
      'a workbook that reaches too far',
      () => workbookOf('<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>'),
      '  too-many-columns',
    ],
    [
      'a workbook that is too long',
      () => workbookOf('<row r="1000000"><c r="A1000000"><v>1</v></c></row>'),
      '  too-many-rows',
    ],
    ['a bomb', () => bomb(200), '  workbook-too-large'],
    [
      'a number used twice',
      () => registerCsv([registerRow(), registerRow({ subject: 'Tjetër' })]),
      '3 reference twice-in-file',
    ],
  ])('refuses a file that is %s', async (_what, bytes, problem) => {
    const result = await take(bytes());
    expect(said(result.problems)).toContain(problem);
    expect(await count()).toBe(0);
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
      return db.transactions.run(async (tx) => {
        await db.registration.keep(tx, institution.id, input.submission);
        return db.registration.register(tx, institution, today, { kind: 'citizen' }, new Date(TODAY));
      });
    };
    const { code } = institution;
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

it('has words for every problem in every language', () => {
  for (const lang of ['sq', 'sr', 'en'] as const) {
    const vars = {
      most: 1,
      given: 1,
      expected: 1,
      value: 'x',
      allowed: 'x',
      first: 1,
      columns: 'x',
      missing: 'x',
      unknown: 'x',
    };
    for (const code of PROBLEM_CODES) expect(words(lang)(`import:problem.${code}`, vars)).toMatch(/\S/);
  }
});

/** A workbook of so many megabytes of nothing, packed small. */
function bomb(megabytes: number): Buffer {
  const plain = workbookOf('');
  const packed = deflateRawSync(Buffer.alloc(megabytes * 1024 * 1024, 0x20));
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const at = plain.lastIndexOf(Buffer.concat([name]));
  const entry = Buffer.from(plain.subarray(at - 46, plain.length - 22));
  const localOffset = plain.length;
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(1000, 24);
  entry.writeUInt32LE(localOffset, 42);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const oldEnd = plain.subarray(plain.length - 22);
  const first = oldEnd.readUInt32LE(16);
  const directory = Buffer.concat([plain.subarray(first, at - 46), entry]);
  const end = Buffer.from(oldEnd);
  const body = Buffer.concat([plain, local, name, packed]);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, directory, end]);
}
