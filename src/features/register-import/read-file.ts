import { type Cells, type Column, COLUMN_NAMES, type ImportProblem, LIMITS, type Line, unreadable } from './columns';
import { readCsv } from './csv';
import { readXlsx } from './xlsx';

export interface ReadLine {
  line: number;
  cells: Cells;
}

/** A register file by what it contains, whatever its name says. Throws `UnreadableFile` when it is none. */
export async function readFile(bytes: Buffer): Promise<{ lines: ReadLine[]; problems: ImportProblem[] }> {
  if (bytes.length === 0) throw unreadable('empty-file');
  if (bytes.length > LIMITS.bytes) throw unreadable('too-large', { most: LIMITS.bytes / 1024 / 1024 });
  const [header, ...rows] = await linesOf(bytes);
  if (!header) throw unreadable('empty-file');
  const columns = readHeader(header);
  if (rows.length === 0) throw unreadable('no-rows');
  if (rows.length > LIMITS.rows) throw unreadable('too-many-rows', { most: LIMITS.rows });
  const problems: ImportProblem[] = [];
  const lines: ReadLine[] = [];
  for (const row of rows) {
    const given = row.cells.length;
    if (given > columns.length && row.cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
      problems.push({
        line: row.line,
        column: null,
        code: 'too-many-cells',
        vars: { given, expected: columns.length },
      });
    } else if (given < columns.length) {
      problems.push({ line: row.line, column: null, code: 'too-few-cells', vars: { given, expected: columns.length } });
    } else {
      const cells = columns.map((column, i) => [column, (row.cells[i] ?? '').trim()]);
      lines.push({ line: row.line, cells: Object.fromEntries(cells) as Cells });
    }
  }
  return { lines, problems };
}

async function linesOf(bytes: Buffer): Promise<Line[]> {
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return readXlsx(bytes);
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw unreadable('old-excel');
  if (
    bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xfe])) ||
    bytes.subarray(0, 2).equals(Buffer.from([0xfe, 0xff]))
  ) {
    throw unreadable('not-utf8', undefined, 1);
  }
  if (bytes.includes(0)) throw unreadable('not-a-table');
  return readCsv(bytes);
}

/** All columns must be there, in any order: a column that is missing by mistake would look like one without values. */
function readHeader({ cells }: Line): Column[] {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  while (names.at(-1) === '') names.pop();
  const listed = (list: readonly string[]): { columns: string } => ({
    columns: list.map((name) => name.slice(0, 40) || '–').join(', '),
  });
  const missing = COLUMN_NAMES.filter((name) => !names.includes(name));
  const unknown = names.filter((name) => !(COLUMN_NAMES as string[]).includes(name));
  // Not one name fits: this is another kind of file, and a list of nineteen names would not help.
  if (missing.length === COLUMN_NAMES.length) throw unreadable('not-a-register', undefined, 1);
  if (missing.length > 0 && unknown.length > 0) {
    throw unreadable('wrong-columns', { missing: listed(missing).columns, unknown: listed(unknown).columns }, 1);
  }
  if (missing.length > 0) throw unreadable('missing-columns', listed(missing), 1);
  if (unknown.length > 0) throw unreadable('unknown-columns', listed(unknown), 1);
  const doubled = names.filter((name, i) => names.indexOf(name) !== i);
  if (doubled.length > 0) throw unreadable('doubled-columns', listed(doubled), 1);
  return names as Column[];
}
