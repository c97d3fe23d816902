import { isProcedure, type Procedure } from '../../core/law';
import { type Choice, choices, CHOICES, type DeadlineForm, type DeadlineQuestion } from './deadline-question';

/** The query of an answer, in the shortest form that asks the same: days as 2026-03-30, nothing empty. */
export function questionQuery({ what, procedure, day, extended, question }: DeadlineQuestion, time: string): string {
  const query = new URLSearchParams({ what });
  if (what === 'other') query.set('step', procedure);
  query.set('day', day);
  if (what === 'urgent') query.set('time', time);
  if (extended) query.set('extended', 'yes');
  if (question) query.set('asked', question.on);
  if (question?.answeredOn) query.set('answered', question.answeredOn);
  return query.toString();
}

/** Where a link to the calculator as it stood on the page of the laws leads now; null when the query is none of it. */
export function movedLink(query: Record<string, unknown>): Record<string, string> | null {
  const names = ['procedure', 'day', 'time'].filter((name) => typeof query[name] === 'string');
  if (names.length === 0) return null;
  const text = (name: string): string => (typeof query[name] === 'string' ? query[name].slice(0, 40) : '');
  const { what, step, extended } = choiceOf(names.includes('procedure') ? text('procedure') : '');
  const moved = { what, step, day: text('day'), time: what === 'urgent' ? text('time') : '', extended };
  return Object.fromEntries(Object.entries(moved).filter(([, value]) => value !== ''));
}

function choiceOf(procedure: string): Pick<DeadlineForm, 'what' | 'step'> & { extended: string } {
  if (procedure === 'access.extension') return { what: 'request', step: '', extended: 'yes' };
  const own = (choice: Choice): boolean => CHOICES[choice] === (procedure as Procedure);
  const choice = choices.find(own);
  if (choice) return { what: choice, step: '', extended: '' };
  return isProcedure(procedure)
    ? { what: 'other', step: procedure, extended: '' }
    : { what: '', step: '', extended: '' };
}
