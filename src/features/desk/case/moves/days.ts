import { NotAllowed, type NotAllowedCode } from '../../../../core/casefile';
import { type LocalDate, localDate } from '../../../../core/law';
import { type FieldProblem, lineOf } from '../../../../platform/casework';
import { readDay } from '../../../../platform/intake';
import { formatDate } from '../../../../platform/views';

/** Stands for a day that was not typed well: the form is refused before it could be used. */
const NO_DAY = localDate('9999-12-31');

/** A day that must be there. */
export function neededDay(body: Record<string, unknown>, field: string, problems: FieldProblem[]): LocalDate {
  const typed = lineOf(body, field);
  if (typed === '') problems.push({ field, code: 'day-missing' });
  return dayOf(typed, field, problems) ?? NO_DAY;
}

/** A day that may be left out. */
export const optionalDay = (body: Record<string, unknown>, field: string, problems: FieldProblem[]): LocalDate | null =>
  dayOf(lineOf(body, field), field, problems);

function dayOf(typed: string, field: string, problems: FieldProblem[]): LocalDate | null {
  if (typed === '') return null;
  const day = readDay(typed);
  if (!day) problems.push({ field, code: 'day-wrong' });
  return day;
}

/** A day as a form begins with it. */
export const typedDay = (day: LocalDate): string => formatDate(day, 'sq', 'short');

/** A refusal of the rules that belongs beside a field. */
export class RefusedBeside extends NotAllowed {
  constructor(
    code: NotAllowedCode,
    readonly field: string,
  ) {
    super(code);
  }
}

/** What is wrong with the day itself, and not with the move. */
const OF_THE_DAY = /\.(future|before-|after-|out-of-order|same)/;

/** Makes a move; what the rules refuse about its day is told beside the field of the day. */
export function beside<T>(field: string, move: () => T): T {
  try {
    return move();
  } catch (error) {
    if (error instanceof NotAllowed && OF_THE_DAY.test(error.code)) throw new RefusedBeside(error.code, field);
    throw error;
  }
}
