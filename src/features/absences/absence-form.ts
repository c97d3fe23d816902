import type { AbsenceProblem } from '../../records';
import { readDay } from '../../platform/intake';
import { lineOf } from '../../platform/casework';
import type { LocalDate } from '../../core/law';

/** As typed. */
export interface AbsenceForm {
  officialId: string;
  fromOn: string;
  untilOn: string;
  /** Empty: nobody stands in. */
  standInId: string;
}
export type AbsenceField = keyof AbsenceForm;

/** Codes have words in `absences.json` under `problem`. */
export interface Problem {
  field: AbsenceField;
  code: string;
}

export interface ReadAbsence {
  form: AbsenceForm;
  problems: Problem[];
  days: { fromOn: LocalDate; untilOn: LocalDate } | null;
}

/** Reads the form. `covered`: for whom an absence may be entered; `active`: who can stand in. */
export function readAbsenceForm(
  body: Record<string, unknown>,
  covered: readonly string[],
  active: readonly string[],
): ReadAbsence {
  const typed = (field: AbsenceField): string => lineOf(body, field);
  const form = {
    // Whoever may enter only their own is not asked who it is.
    officialId: typed('officialId') || (covered.length === 1 ? (covered[0] ?? '') : ''),
    fromOn: typed('fromOn'),
    untilOn: typed('untilOn'),
    standInId: typed('standInId'),
  };
  const problems: Problem[] = [];
  if (!covered.includes(form.officialId)) problems.push({ field: 'officialId', code: 'official-missing' });
  const [fromOn, untilOn] = [readDay(form.fromOn), readDay(form.untilOn)];
  if (!fromOn) problems.push({ field: 'fromOn', code: form.fromOn === '' ? 'from-missing' : 'from-invalid' });
  if (!untilOn) problems.push({ field: 'untilOn', code: form.untilOn === '' ? 'until-missing' : 'until-invalid' });
  if (form.standInId !== '' && !active.includes(form.standInId)) problems.push({ field: 'standInId', code: 'unknown' });
  return { form, problems, days: problems.length === 0 && fromOn && untilOn ? { fromOn, untilOn } : null };
}

const FIELD_OF: Record<AbsenceProblem, AbsenceField> = {
  order: 'untilOn',
  past: 'untilOn',
  long: 'untilOn',
  overlaps: 'fromOn',
  self: 'standInId',
  unknown: 'standInId',
};

/** Beside which field a refusal of the store stands. */
export const fieldOf = (problem: AbsenceProblem): AbsenceField => FIELD_OF[problem];
