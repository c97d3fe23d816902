import { ANSWER_FORMS, type PageLanguage, REFUSAL_GROUNDS } from '../../core/casefile';
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
  harm: TestField;
  interest: TestField;
  /** The same in the languages of cases that can be answered along. */
  others: (TestField & { label: string; lang: PageLanguage })[];
}

interface TestField {
  name: string;
  value: string;
  error: string;
}

/** What the decision's form offers for this case, with what was typed and what is wrong. */
export function decisionView(
  row: Pick<CaseRow, 'kind'>,
  applicant: Pick<Applicant, 'email'>,
  values: Record<string, string>,
  errors: readonly FieldError[],
  lang: Lang,
  languages: readonly PageLanguage[] = [],
): DecisionView {
  const t = words(lang);
  const access = row.kind === 'access-request';
  const errorOf = (field: string): string => errors.find((one) => one.field === field)?.text ?? '';
  const ticked = (values.grounds ?? '').split(' ');
  const grounds = REFUSAL_GROUNDS.map((ground, index): GroundView => {
    const field = (name: string): TestField => ({ name, value: values[name] ?? '', error: errorOf(name) });
    const [harm, interest] = [field(harmField(ground)), field(interestField(ground))];
    const others = languages.flatMap((language) => {
      const named = { language: t(`common:language.name.${language}`) };
      return [
        { ...field(harmField(ground, language)), label: t('linking:together.harmIn', named), lang: language },
        { ...field(interestField(ground, language)), label: t('linking:together.interestIn', named), lang: language },
      ];
    });
    const checked = ticked.includes(ground);
    return {
      id: index === 0 ? 'grounds' : `grounds-${ground}`,
      value: ground,
      text: t(`common:refusalGround.${ground}`),
      checked,
      open: checked || [harm, interest, ...others].some(({ value }) => value !== ''),
      harm,
      interest,
      others,
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
