import {
  ANSWER_FORMS,
  type AnswerForm,
  APPLICANT_TYPES,
  type ApplicantType,
  type Channel,
  CHANNELS,
  COMPLAINT_OUTCOMES,
  type ComplaintOutcome,
  DOCUMENT_TYPES,
  type DocumentType,
  type Kind,
  KINDS,
  type Language,
  LANGUAGES,
  type Outcome,
  OUTCOMES,
} from '../../core/casefile';
import { type ExtensionGround, extensionGrounds, type LocalDate } from '../../core/law';
import { readDay } from '../../core/report';
import type { ProblemCode } from './problem-codes';
import { type Cells, type Column, COLUMN_NAMES, COLUMNS, type ImportProblem } from './columns';

/** A row whose cells were understood, each by itself; whether they fit together is asked by `oldCaseOf`. */
export interface RegisterRow {
  reference: string;
  kind: Kind;
  receivedOn: LocalDate;
  registeredOn: LocalDate;
  channel: Channel;
  language: Language;
  applicantType: ApplicantType;
  applicantName: string;
  subject: string;
  documentType: DocumentType;
  extendedOn: LocalDate | null;
  extensionGround: ExtensionGround | null;
  consideredOn: LocalDate | null;
  decidedOn: LocalDate | null;
  outcome: Outcome | null;
  answerForm: AnswerForm | null;
  complaintOn: LocalDate | null;
  complaintOutcome: ComplaintOutcome | null;
  remarks: string;
}

export type RowProblem = Omit<ImportProblem, 'line'>;

/** An old register has no requests by machine. */
const REGISTER_CHANNELS = CHANNELS.filter((channel) => channel !== 'api');
// Line ends and tabs belong into remarks; other control characters are dirt of some export.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Reads the cells of one row; every cell that cannot be read is told. */
export function readRow(cells: Cells): { row: RegisterRow; problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const refuse = (column: Column, code: ProblemCode, vars?: ImportProblem['vars']): void => {
    problems.push({ column, code, ...(vars ? { vars } : {}) });
  };
  for (const column of COLUMN_NAMES) {
    if (cells[column].length > COLUMNS[column]) refuse(column, 'too-long', { most: COLUMNS[column] });
    else if (CONTROL.test(cells[column])) refuse(column, 'control-characters');
  }
  const wanted = (column: Column): string => {
    if (cells[column] === '') refuse(column, 'empty');
    return cells[column];
  };
  const day = (column: Column): LocalDate | null => {
    const read = cells[column] === '' ? null : readDay(cells[column]);
    if (cells[column] !== '' && read === null) refuse(column, 'not-a-day', { value: cut(cells[column]) });
    return read;
  };
  const code = <T extends string>(column: Column, codes: readonly T[]): T | null => {
    if (cells[column] === '') return null;
    const read = codes.find((one) => one === cells[column].toLowerCase());
    if (read === undefined) refuse(column, 'unknown-value', { value: cut(cells[column]), allowed: codes.join(', ') });
    return read ?? null;
  };
  const wantedCode = <T extends string>(column: Column, codes: readonly [T, ...T[]] | readonly T[]): T => {
    wanted(column);
    return code(column, codes) ?? codes[0];
  };
  wanted('received_on');
  const receivedOn = day('received_on') ?? ('1900-01-01' as LocalDate);
  const row: RegisterRow = {
    reference: wanted('reference').replace(/\s+/g, ' '),
    kind: wantedCode('kind', KINDS),
    receivedOn,
    registeredOn: day('registered_on') ?? receivedOn,
    channel: wantedCode('channel', REGISTER_CHANNELS),
    language: wantedCode('language', LANGUAGES),
    applicantType: wantedCode('applicant_type', APPLICANT_TYPES),
    applicantName: cells.applicant_name.replace(/\s+/g, ' '),
    subject: wanted('subject').replace(/\s+/g, ' '),
    documentType: wantedCode('document_type', DOCUMENT_TYPES),
    extendedOn: day('extended_on'),
    extensionGround: code('extension_ground', extensionGrounds),
    consideredOn: day('considered_on'),
    decidedOn: day('decided_on'),
    outcome: code('outcome', OUTCOMES),
    answerForm: code('answer_form', ANSWER_FORMS),
    complaintOn: day('complaint_on'),
    complaintOutcome: code('complaint_outcome', COMPLAINT_OUTCOMES),
    remarks: cells.remarks,
  };
  return { row, problems };
}

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
