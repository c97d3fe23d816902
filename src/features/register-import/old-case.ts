import { createHash, randomUUID } from 'node:crypto';
import {
  apply,
  type CaseEvent,
  type CaseFile,
  type ClockBasis,
  clockOf,
  consider,
  extend,
  NotAllowed,
  open,
  outcomesFor,
  register,
  type Registered,
} from '../../core/casefile';
import { addDays, type LocalDate, NoStatute, startOfLocalDay } from '../../core/law';
import { fingerprintOf, newSalt, type OldCase } from '../../records';
import type { Cells, Column, ImportProblem } from './columns';
import { isProblemCode, type ProblemCode } from './problem-codes';
import type { RegisterRow, RowProblem } from './read-row';

/** What a row is judged by. */
export interface RowContext {
  basis: Pick<ClockBasis, 'calendar' | 'settings'>;
  today: LocalDate;
}

/** The case that a row tells of, or every reason why it cannot have been so. `reference` may carry its year. */
export function oldCaseOf(
  row: RegisterRow,
  cells: Cells,
  reference: string,
  context: RowContext,
): { old: OldCase } | { problems: RowProblem[] } {
  const problems = contradictions(row, context.today);
  if (problems.length > 0) return { problems };
  const refuse = (column: Column, code: ProblemCode): void => void problems.push({ column, code });
  const submission = submissionOf(row, cells);
  const registered = registeredOf(row, reference, submission.id, context.today);
  const later: CaseEvent[] = [];
  try {
    let file = open(registered);
    const happen = (event: CaseEvent): void => {
      later.push(event);
      file = apply(file, event);
    };
    const { extendedOn, extensionGround, consideredOn } = row;
    // Throws for a day before the first law, whether or not anything else happened to the case.
    const clock = clockOf(file, context.basis.calendar, context.basis.settings);
    if (extendedOn && extensionGround) {
      attempt(refuse, 'extended_on', () => happen(extend(file, clock, extensionGround, null, extendedOn)));
    }
    if (consideredOn) attempt(refuse, 'considered_on', () => happen(consider(file, consideredOn, context.today)));
    const closedOn = closingDay(row, file, context, refuse);
    if (row.outcome && closedOn) {
      const { outcome, answerForm } = row;
      happen({ type: 'decided', occurredOn: closedOn, outcome, answerForm, grounds: [], letterId: null });
    }
    if (row.complaintOn) {
      if (complainedTooEarly(row.complaintOn, file, closedOn, context)) refuse('complaint_on', 'complaint-too-early');
      happen({ type: 'complained', occurredOn: row.complaintOn, outcome: row.complaintOutcome });
    }
  } catch (error) {
    if (!(error instanceof NoStatute)) throw error;
    refuse('received_on', 'before-the-law');
  }
  if (problems.length > 0) return { problems };
  later.sort((a, b) => (a.occurredOn < b.occurredOn ? -1 : a.occurredOn > b.occurredOn ? 1 : 0));
  return { old: { input: { ...inputOf(row), submission }, events: [registered, ...later] } };
}

/** What the cells of a row say against each other, whatever the law says. */
function contradictions(row: RegisterRow, today: LocalDate): RowProblem[] {
  const problems: RowProblem[] = [];
  const check = (wrong: boolean, column: Column, code: ProblemCode, vars?: ImportProblem['vars']): void => {
    if (wrong) problems.push({ column, code, ...(vars ? { vars } : {}) });
  };
  const { receivedOn, registeredOn, extendedOn, consideredOn, decidedOn, complaintOn, outcome } = row;
  const days = {
    received_on: receivedOn,
    registered_on: registeredOn === receivedOn ? null : registeredOn,
    extended_on: extendedOn,
    considered_on: consideredOn,
    decided_on: decidedOn,
    complaint_on: complaintOn,
  };
  for (const [column, day] of Object.entries(days) as [Column, LocalDate | null][]) {
    check(day !== null && day > today, column, 'in-future');
    check(day !== null && day <= today && day < receivedOn, column, 'before-receipt');
  }
  check(decidedOn !== null && extendedOn !== null && extendedOn > decidedOn, 'extended_on', 'after-decision');
  check(decidedOn !== null && consideredOn !== null && consideredOn > decidedOn, 'considered_on', 'after-decision');
  check(extendedOn !== null && row.extensionGround === null, 'extension_ground', 'ground-missing');
  check(extendedOn === null && row.extensionGround !== null, 'extended_on', 'extension-day-missing');
  check(complaintOn === null && row.complaintOutcome !== null, 'complaint_on', 'complaint-day-missing');
  check(outcome === null && decidedOn !== null, 'outcome', 'outcome-missing');
  check(outcome !== null && outcome !== 'unanswered' && decidedOn === null, 'decided_on', 'decision-day-missing');
  check(outcome === 'unanswered' && decidedOn !== null, 'decided_on', 'unanswered-with-day');
  check(outcome === null && row.answerForm !== null, 'answer_form', 'form-without-answer');
  check(outcome === 'unanswered' && row.answerForm !== null, 'answer_form', 'form-without-answer');
  const offered = outcome === null || outcome === 'unanswered' || outcomesFor(row.kind).includes(outcome);
  check(!offered, 'outcome', 'outcome-not-this-kind');
  return problems;
}

/** A move of the rules, with the day of the row: what they refuse is told beside its column. */
function attempt(refuse: (column: Column, code: ProblemCode) => void, column: Column, move: () => void): void {
  try {
    move();
  } catch (error) {
    if (!(error instanceof NotAllowed) || !isProblemCode(error.code)) throw error;
    refuse(column, error.code);
  }
}

/** An unanswered case closed on the day after its deadline; that day must have come. */
function closingDay(
  row: RegisterRow,
  file: CaseFile,
  { basis, today }: RowContext,
  refuse: (column: Column, code: ProblemCode) => void,
): LocalDate | null {
  if (row.outcome !== 'unanswered') return row.decidedOn;
  const clock = clockOf(file, basis.calendar, basis.settings);
  if (clock.state === 'running' && clock.dueOn < today) return addDays(clock.dueOn, 1);
  refuse('outcome', clock.state === 'running' ? 'unanswered-too-early' : 'deadline-unknown');
  return null;
}

/** A complaint is about an answer, or about silence after the deadline. */
function complainedTooEarly(
  complaintOn: LocalDate,
  file: CaseFile,
  closedOn: LocalDate | null,
  { basis }: RowContext,
): boolean {
  if (closedOn && complaintOn >= closedOn) return false;
  const clock = clockOf(file, basis.calendar, basis.settings);
  return clock.state === 'running' && complaintOn <= clock.dueOn;
}

function registeredOf(row: RegisterRow, reference: string, submissionId: string, today: LocalDate): Registered {
  const { kind, channel, receivedOn, registeredOn } = row;
  const receivedAt = startOfLocalDay(receivedOn).toISOString();
  return register(
    { kind, urgent: false, channel, reference, submissionId, receivedOn, receivedAt, registeredOn, imported: true },
    today,
  );
}

function submissionOf(row: RegisterRow, cells: Cells): OldCase['input']['submission'] {
  const { reference, channel, kind, receivedOn, registeredOn } = row;
  const salt = newSalt();
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  return {
    id: randomUUID(),
    submissionKey: hash(`register ${registeredOn.slice(0, 4)} ${reference}`),
    channel,
    kind,
    receivedAt: startOfLocalDay(receivedOn),
    payload: { ...cells },
    salt,
    sha256: fingerprintOf({ ...cells }, salt),
  };
}

function inputOf(row: RegisterRow): Omit<OldCase['input'], 'submission'> {
  return {
    channel: row.channel,
    kind: row.kind,
    urgent: false,
    subject: row.subject,
    text: row.remarks,
    language: row.language,
    answerLanguage: row.language,
    documentType: row.documentType,
    applicantType: row.applicantType,
    wantedForm: null,
    applicant: { name: row.applicantName, email: null, postalAddress: null, phone: null },
    receivedOn: row.receivedOn,
    receivedAt: startOfLocalDay(row.receivedOn),
  };
}
