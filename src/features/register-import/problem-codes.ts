/** Why a file or a row is refused; each has words in every language (`import.json`, `problem.*`). */
export const PROBLEM_CODES = [
  // the file
  'no-file',
  'empty-file',
  'too-large',
  'old-excel',
  'not-utf8',
  'not-a-table',
  'csv-broken',
  'row-too-long',
  'workbook-broken',
  'workbook-too-large',
  'too-many-columns',
  'too-many-rows',
  'no-rows',
  // its header
  'not-a-register',
  'wrong-columns',
  'missing-columns',
  'unknown-columns',
  'doubled-columns',
  // a row or a cell by itself
  'too-many-cells',
  'too-few-cells',
  'too-long',
  'control-characters',
  'empty',
  'not-a-day',
  'unknown-value',
  // cells against each other and against the law
  'in-future',
  'before-receipt',
  'after-decision',
  'ground-missing',
  'extension-day-missing',
  'complaint-day-missing',
  'outcome-missing',
  'decision-day-missing',
  'unanswered-with-day',
  'form-without-answer',
  'outcome-not-this-kind',
  'deadline-unknown',
  'unanswered-too-early',
  'complaint-too-early',
  'before-the-law',
  'extension.not-this-kind',
  'extension.not-in-statute',
  'extension.too-late',
  'consider.not-this-kind',
  // rows against each other and against the register that is there
  'twice-in-file',
  'other-content',
  'taken',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export const isProblemCode = (code: string): code is ProblemCode => (PROBLEM_CODES as readonly string[]).includes(code);
