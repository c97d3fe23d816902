import { LIMITS, type Line, unreadable, UnreadableFile } from './columns';
import { readZip, writeZip, ZipRefused } from './zip';

/**
 * The lines of the first sheet of a workbook. The reader of workbooks unpacks whatever it is given, so it is given only
 * what was unpacked here within limits, packed anew. Throws `UnreadableFile`.
 */
export async function readXlsx(bytes: Buffer): Promise<Line[]> {
  const safe = withinLimits(bytes);
  // Loaded with the first workbook: few processes ever see one.
  const { readSheet } = await import('read-excel-file/node');
  let rows: unknown[][];
  try {
    rows = await readSheet(safe);
  } catch {
    throw unreadable('workbook-broken');
  }
  return rows
    .map((row, index) => ({ line: index + 1, cells: row.map(textOf) }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

function withinLimits(bytes: Buffer): Buffer {
  try {
    const entries = readZip(bytes, (name) => /\.xml(\.rels)?$/.test(name), LIMITS.unpackedBytes);
    if (!entries.some(({ name }) => name === 'xl/workbook.xml')) throw unreadable('workbook-broken');
    for (const { name, bytes: sheet } of entries) if (/worksheets\//.test(name)) checkReach(sheet.toString('latin1'));
    return writeZip(entries);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    if (!(error instanceof ZipRefused)) throw error;
    throw unreadable(error.why === 'too-large' ? 'workbook-too-large' : 'workbook-broken');
  }
}

/** One cell far out makes the reader of workbooks fill in all the empty ones before it. */
function checkReach(sheet: string): void {
  for (const [, letters = '', row = '1'] of sheet.matchAll(/<c\s[^>]*?\br="([A-Z]+)(\d+)"/g)) {
    if (Number(row) > LIMITS.rows + 1) throw unreadable('too-many-rows', { most: LIMITS.rows });
    if (letters.length > 2 || columnOf(letters) > LIMITS.columns) throw unreadable('too-many-columns');
  }
  for (const [, row] of sheet.matchAll(/<row\s[^>]*?\br="(\d+)"/g)) {
    if (Number(row) > LIMITS.rows + 1) throw unreadable('too-many-rows', { most: LIMITS.rows });
  }
}

const columnOf = (letters: string): number =>
  [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);

/** Days come as midnight UTC, numbers as numbers: a protocol number stays what the cell shows. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}
