import { LINK_SIDES, type LinkSide } from '../../core/casefile';
import { type FieldProblem, lineOf } from '../../platform/casework';

/** What the form says, once nothing is wrong with it. */
export interface LinkForm {
  /** The reference of the other case. */
  other: string;
  as: LinkSide;
}

export function readLink(body: Record<string, unknown>): { form: LinkForm | null; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const other = lineOf(body, 'other').toUpperCase().replace(/\s+/g, '');
  if (other === '') problems.push({ field: 'other', code: 'other-missing' });
  const as = LINK_SIDES.find((one) => one === lineOf(body, 'as'));
  if (!as) problems.push({ field: 'as', code: 'as-missing' });
  return problems.length > 0 || !as ? { form: null, problems } : { form: { other, as }, problems };
}
