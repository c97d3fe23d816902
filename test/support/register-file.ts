import { writeZip } from '../../src/features/register-import/zip';
import { COLUMN_NAMES, type Column } from '../../src/features/register-import/columns';

/** A row that is in order: received, answered in time. What a test is about is given. */
export const registerRow = (given: Partial<Record<Column, string>> = {}): Record<Column, string> => ({
  ...(Object.fromEntries(COLUMN_NAMES.map((name) => [name, ''])) as Record<Column, string>),
  reference: '01-1',
  kind: 'access-request',
  received_on: '2025-03-03',
  channel: 'post',
  language: 'sq',
  applicant_type: 'ngo',
  subject: 'Buxheti i komunës',
  document_type: 'budget-spending',
  decided_on: '2025-03-07',
  outcome: 'granted',
  answer_form: 'paper',
  ...given,
});

const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

export function registerCsv(rows: readonly Record<Column, string>[], delimiter = ',', end = '\n'): Buffer {
  const lines = rows.map((row) => COLUMN_NAMES.map((name) => quoted(row[name], delimiter)).join(delimiter));
  return Buffer.from([COLUMN_NAMES.join(delimiter), ...lines].join(end) + end);
}

/** The smallest workbook that spreadsheets accept. A cell is text, a number, or a day (shown as a date). */
export function workbook(rows: readonly (readonly (string | number | { day: string })[])[]): Buffer {
  const cell = (value: string | number | { day: string }, at: string): string => {
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
    if (typeof value === 'object')
      return `<c r="${at}" s="1"><v>${Date.parse(value.day) / 86_400_000 + 25_569}</v></c>`;
    const text = value.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    return value === '' ? `<c r="${at}"/>` : `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  };
  const lines = rows.map((row, i) => {
    const cells = row.map((value, j) => cell(value, `${String.fromCharCode(65 + j)}${i + 1}`));
    return `<row r="${i + 1}">${cells.join('')}</row>`;
  });
  return workbookOf(lines.join(''));
}

/** A workbook with this inside its only sheet. */
export function workbookOf(sheetData: string): Buffer {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="R" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sheetData}</sheetData></worksheet>`,
  };
  return writeZip(Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text) })));
}
