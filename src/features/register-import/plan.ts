import type { KnownReference, OldCase } from '../../records';
import { type Cells, COLUMN_NAMES, type ImportProblem } from './columns';
import { oldCaseOf, type RowContext } from './old-case';
import type { ReadLine } from './read-file';
import { readRow, type RegisterRow, type RowProblem } from './read-row';

/** What taking a file in would do. With any problem, nothing is taken in. */
export interface ImportPlan {
  cases: OldCase[];
  unchanged: number;
  /** Rows whose number stands for other content already; each is also a problem. */
  differing: number;
  /** Rows whose number got its year added, because another year uses the same number. */
  yearAdded: number;
  problems: ImportProblem[];
}

/** A line whose cells were read, with what is wrong in them. */
export interface ReadRow extends ReadLine {
  row: RegisterRow;
  problems: RowProblem[];
}

/** What is done with a file, one after the other. */
export const IMPORT_STEPS = ['reading', 'judging', 'writing'] as const;
export type ImportStep = (typeof IMPORT_STEPS)[number];
/** How far a step is, in rows. */
export type Told = (step: ImportStep, done: number, total: number) => void;

const GAP = 500;
/** Lets pages be answered while a long file is read. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Reads the cells of every line. */
export async function readRows(lines: readonly ReadLine[], told: Told = () => undefined): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for (const line of lines) {
    if (rows.length % GAP === GAP - 1) {
      told('reading', rows.length, lines.length);
      await breathe();
    }
    rows.push({ ...line, ...readRow(line.cells) });
  }
  return rows;
}

/** Under which number a row could stand: its own, or its own with the year. */
export const referencesOf = (rows: readonly ReadRow[]): string[] => [
  ...new Set(rows.flatMap(({ row }) => [row.reference, withYear(row)])),
];

const yearOf = (row: RegisterRow): number => Number(row.registeredOn.slice(0, 4));
const withYear = (row: RegisterRow): string => `${row.reference}/${yearOf(row)}`;

/** Judges every row of a file against the law, the other rows and what is known already. */
export async function planImport(
  rows: readonly ReadRow[],
  known: readonly KnownReference[],
  context: RowContext,
  told: Told = () => undefined,
): Promise<ImportPlan> {
  const plan: ImportPlan = { cases: [], unchanged: 0, differing: 0, yearAdded: 0, problems: [] };
  const standing = new Map(known.map((one) => [one.reference, one]));
  const lineOfNumber = new Map<string, number>();
  const given = new Set<string>();
  for (const [index, { line, cells, row, problems: unread }] of rows.entries()) {
    if (index % GAP === GAP - 1) {
      told('judging', index, rows.length);
      await breathe();
    }
    const problems = [...unread];
    const refuse = (...found: Omit<ImportProblem, 'line'>[]): void =>
      void plan.problems.push(...found.map((problem) => ({ line, ...problem })));
    const number = withYear(row);
    const first = lineOfNumber.get(number);
    if (first !== undefined && row.reference !== '') {
      problems.push({ column: 'reference', code: 'twice-in-file', vars: { value: row.reference, first } });
    }
    lineOfNumber.set(number, first ?? line);
    if (problems.length > 0) {
      refuse(...problems);
      continue;
    }
    const place = placeOf(row, standing, given);
    if (place.is === 'known') {
      if (sameRow(row, place.cells)) plan.unchanged += 1;
      else {
        plan.differing += 1;
        refuse({ column: 'reference', code: 'other-content', vars: { value: row.reference } });
      }
      continue;
    }
    const made = oldCaseOf(row, cells, place.reference, context);
    if ('problems' in made) refuse(...made.problems);
    if (place.is === 'taken') refuse({ column: 'reference', code: 'taken', vars: { value: row.reference } });
    if ('problems' in made || place.is === 'taken') continue;
    given.add(place.reference);
    if (place.reference !== row.reference) plan.yearAdded += 1;
    plan.cases.push(made.old);
  }
  return plan;
}

type Place = { is: 'free' | 'taken'; reference: string } | { is: 'known'; cells: Cells };

/** Numbers are unique within a year; where two years use the same one, the later one to come carries its year. */
function placeOf(row: RegisterRow, standing: Map<string, KnownReference>, given: Set<string>): Place {
  for (const reference of [row.reference, withYear(row)]) {
    const cells = asCells(standing.get(reference));
    if (cells && sameNumber(row, readRow(cells).row)) return { is: 'known', cells };
  }
  const own = standing.get(row.reference);
  if (own === undefined && !given.has(row.reference)) return { is: 'free', reference: row.reference };
  const dated = withYear(row);
  const taken = own?.year === yearOf(row) || standing.has(dated) || given.has(dated);
  return { is: taken ? 'taken' : 'free', reference: dated };
}

function asCells(known: KnownReference | undefined): Cells | null {
  if (!known?.imported) return null;
  const { payload } = known;
  return Object.fromEntries(
    COLUMN_NAMES.map((column) => [column, typeof payload[column] === 'string' ? payload[column] : '']),
  ) as Cells;
}

const sameNumber = (a: RegisterRow, b: RegisterRow): boolean => withYear(a) === withYear(b);

/** The same facts, however their days were written. */
const sameRow = (row: RegisterRow, cells: Cells): boolean => JSON.stringify(row) === JSON.stringify(readRow(cells).row);
