import type { ProblemCode } from './problem-codes';

/** The columns of a register file, in the order of `docs/register-format.md`, each with the longest text it may hold. */
export const COLUMNS = {
  reference: 50,
  kind: 40,
  received_on: 20,
  registered_on: 20,
  channel: 40,
  language: 10,
  applicant_type: 40,
  applicant_name: 200,
  subject: 300,
  document_type: 40,
  extended_on: 20,
  extension_ground: 40,
  considered_on: 20,
  decided_on: 20,
  outcome: 40,
  answer_form: 40,
  complaint_on: 20,
  complaint_outcome: 40,
  remarks: 5000,
} as const;
export type Column = keyof typeof COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];

/** Sizes beyond which a file is not read. */
export const LIMITS = { bytes: 10 * 1024 * 1024, rows: 100_000, unpackedBytes: 128 * 1024 * 1024, columns: 100 };

/** A row as it stands in the file: every column, untouched but for the ends. It is kept as the submission. */
export type Cells = Record<Column, string>;

export interface Line {
  /** As an editor or a spreadsheet counts: the header is line 1. */
  line: number;
  cells: string[];
}

/**
 * Why a file or a row is refused. The words of each code stand in `import.json`; `line` and `column` are null where the
 * whole file or the whole row is meant.
 */
export interface ImportProblem {
  line: number | null;
  column: Column | null;
  code: ProblemCode;
  vars?: Record<string, string | number>;
}

/** A file that cannot be read at all. */
export class UnreadableFile extends Error {
  constructor(readonly problem: ImportProblem) {
    super(problem.code);
    this.name = 'UnreadableFile';
  }
}

/** For what concerns the file rather than a cell of it. */
export function unreadable(
  code: ProblemCode,
  vars?: ImportProblem['vars'],
  line: number | null = null,
): UnreadableFile {
  return new UnreadableFile({ line, column: null, code, ...(vars ? { vars } : {}) });
}
