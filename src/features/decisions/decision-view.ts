import { ANSWER_FORMS, REFUSAL_GROUNDS } from '../../core/casefile';
import { type FieldError, outcomeInWords, veiled } from '../../platform/casework';
import { type Lang, words } from '../../platform/views';
import type { Applicant, CaseRow } from '../../records';
import { choosable, harmField, interestField } from './decision-form';

interface Option {
  value: string;
  text: string;
}

export interface DecisionView {
  outcomes: Option[];
  answerForms: Option[];
  deliveries: Option[];
  /** Null where no grounds are demanded: petitions are not refused on the grounds of the access law. */
  grounds: GroundView[] | null;
  access: boolean;
}

interface GroundView {
  id: string;
  value: string;
  text: string;
  checked: boolean;
  open: boolean;
  harm: { name: string; value: string; error: string };
  interest: { name: string; value: string; error: string };
}

/** What the decision's form offers for this case, with what was typed and what is wrong. */
export function decisionView(
  row: Pick<CaseRow, 'kind'>,
  applicant: Pick<Applicant, 'email'>,
  values: Record<string, string>,
  errors: readonly FieldError[],
  lang: Lang,
): DecisionView {
  const t = words(lang);
  const access = row.kind === 'access-request';
  const errorOf = (field: string): string => errors.find((one) => one.field === field)?.text ?? '';
  const ticked = (values.grounds ?? '').split(' ');
  const grounds = REFUSAL_GROUNDS.map((ground, index): GroundView => {
    const harm = { name: harmField(ground), value: values[harmField(ground)] ?? '', error: errorOf(harmField(ground)) };
    const interest = {
      name: interestField(ground),
      value: values[interestField(ground)] ?? '',
      error: errorOf(interestField(ground)),
    };
    const checked = ticked.includes(ground);
    return {
      id: index === 0 ? 'grounds' : `grounds-${ground}`,
      value: ground,
      text: t(`common:refusalGround.${ground}`),
      checked,
      open: checked || harm.value !== '' || interest.value !== '',
      harm,
      interest,
    };
  });
  return {
    outcomes: choosable(row.kind).map((value) => ({ value, text: outcomeInWords(row.kind, value, lang) })),
    answerForms: ANSWER_FORMS.map((value) => ({ value, text: t(`common:answerForm.${value}`) })),
    deliveries: [
      ...(applicant.email
        ? [{ value: 'email', text: t('desk:decide.byEmail', { email: veiled(applicant.email) }) }]
        : []),
      { value: 'print', text: t('desk:decide.byPrint') },
    ],
    grounds: access ? grounds : null,
    access,
  };
}
