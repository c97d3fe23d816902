import { CsvError, parse } from 'csv-parse/sync';
import { LIMITS, type Line, unreadable } from './columns';

interface Parsed {
  record: string[];
  info: { lines: number };
}

/** The lines of a CSV file: UTF-8 with or without BOM, comma or semicolon (the first line tells which). Throws `UnreadableFile`. */
export function readCsv(bytes: Buffer): Line[] {
  const text = decode(bytes);
  const delimiter = delimiterOf(text);
  let parsed: Parsed[];
  try {
    parsed = parse(text, {
      delimiter,
      bom: true,
      // Files that went through several programs mix their line ends.
      record_delimiter: ['\r\n', '\n', '\r'],
      info: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 100_000,
      to: LIMITS.rows + 2,
    }) as unknown as Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as unknown as { lines?: number }).lines ?? 1);
    throw unreadable(error.code === 'CSV_MAX_RECORD_SIZE' ? 'row-too-long' : 'csv-broken', undefined, line);
  }
  let last = 0;
  const lines: Line[] = [];
  for (const { record, info } of parsed) {
    // A quoted cell may run over several lines: a row is named by the line on which it begins.
    const line = last + 1;
    last = info.lines;
    if (record.some((cell) => cell.trim() !== '')) lines.push({ line, cells: record });
  }
  return lines;
}

/** Nothing is guessed about the encoding: in a wrong one, ë and č would be stored as something else for ever. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable('not-utf8', undefined, firstBadLine(bytes));
  }
}

function firstBadLine(bytes: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end === -1 ? bytes.length : end;
    try {
      decoder.decode(bytes.subarray(start, stop));
    } catch {
      return line;
    }
    start = stop + 1;
  }
  return line;
}

function delimiterOf(text: string): ',' | ';' {
  const header = text.slice(0, 2000).split('\n', 1)[0] ?? '';
  return header.split(';').length > header.split(',').length ? ';' : ',';
}
