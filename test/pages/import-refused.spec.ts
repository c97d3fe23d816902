import { deflateRawSync } from 'node:zlib';
import { PROBLEM_CODES } from '../../src/features/register-import/problem-codes';
import { words } from '../../src/platform/views';
import { type Given, ImportHouse, said } from '../support/import-house';
import { registerCsv, registerRow, workbookOf } from '../support/register-file';

describe('refusing a register', () => {
  const house = new ImportHouse();
  const { take, takeRows, count } = house;
  beforeAll(() => house.open('sqlite'));
  beforeEach(() => house.nextMunicipality());
  afterAll(() => house.db.close());

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
