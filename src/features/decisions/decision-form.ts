import {
  ANSWER_FORMS,
  type AnswerForm,
  demandsGrounds,
  type DecisionDraft,
  type Kind,
  type Outcome,
  PAGE_LANGUAGES,
  type PageLanguage,
  outcomesFor,
  REFUSAL_GROUNDS,
  type RefusalGround,
  type WeighedGround,
} from '../../core/casefile';
import { type LocalDate, localDate } from '../../core/law';
import { asTyped, type FieldProblem, limitedText, lineOf, manyOf, textOf } from '../../platform/casework';
import { readDay } from '../../platform/intake';

type Body = Record<string, unknown>;

export const DELIVERIES = ['email', 'print'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** What the form says, once nothing is wrong with it. */
export interface DecisionForm {
  draft: DecisionDraft;
  reasons: string;
  delivery: Delivery;
  /** Cases that are answered with this one, each with the version that the form was loaded under. */
  also: { caseId: string; version: number }[];
  /** The reasons in the languages of those cases, where they are written in them too. */
  reasonsIn: Partial<Record<PageLanguage, string>>;
  /** The grounds with their tests in those languages, as far as they are written in them. */
  groundsIn: Partial<Record<PageLanguage, WeighedGround[]>>;
}

export const reasonsField = (language: PageLanguage): string => `reasons-${language}`;
/** `language`: one of a case that is answered along, where it is not that of the case itself. */
const testField = (test: string, ground: RefusalGround, language?: PageLanguage): string =>
  [test, ground, ...(language ? [language] : [])].join('-');
export const harmField = (ground: RefusalGround, language?: PageLanguage): string =>
  testField('harm', ground, language);
export const interestField = (ground: RefusalGround, language?: PageLanguage): string =>
  testField('interest', ground, language);

/** The form's fields as they were typed, to be shown again. */
export function typedValues(body: Body): Record<string, string> & { grounds: string; also: string } {
  const own = ['outcome', 'answerForm', 'decidedOn', 'location', 'destination', 'reasons', 'delivery'];
  const names = [...own, ...PAGE_LANGUAGES.map(reasonsField)];
  const tests = REFUSAL_GROUNDS.flatMap((ground) =>
    [undefined, ...PAGE_LANGUAGES].flatMap((language) => [
      harmField(ground, language),
      interestField(ground, language),
    ]),
  );
  const values = Object.fromEntries([...names, ...tests].map((name) => [name, asTyped(body, name)]));
  return { ...values, grounds: manyOf(body, 'grounds').join(' '), also: manyOf(body, 'also').join(' ') };
}

/** What the form offers. A request is not decided to be forwarded: another institution has to accept it first. */
export const choosable = (kind: Kind): readonly Outcome[] => outcomesFor(kind).filter((one) => one !== 'forwarded');

/** With these the applicant receives documents, so the form must say how. */
const gives = (kind: Kind, outcome: Outcome | undefined): boolean =>
  kind === 'access-request' && (outcome === 'granted' || outcome === 'partial');

/** Reads the form of a decision. Pure. Everything that is wrong is told at once, beside its field. */
export function readDecision(
  body: Body,
  kind: Kind,
  hasEmail: boolean,
): { form: DecisionForm | null; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const chosen = lineOf(body, 'outcome');
  const outcome = choosable(kind).find((one) => one === chosen);
  if (!outcome) problems.push({ field: 'outcome', code: 'outcome-missing' });
  const decidedOn = readDecidedOn(body, problems);
  const answerForm = gives(kind, outcome) ? readAnswerForm(body, problems) : null;
  const grounds = outcome && demandsGrounds(kind, outcome) ? readGrounds(body, problems) : [];
  const location = limitedText(textOf(body, 'location'), 'location', problems);
  if (outcome === 'already-public' && location === '') problems.push({ field: 'location', code: 'location-missing' });
  const destination = limitedText(textOf(body, 'destination'), 'destination', problems);
  if (outcome === 'redirected' && destination === '') {
    problems.push({ field: 'destination', code: 'destination-missing' });
  }
  const reasons = limitedText(textOf(body, 'reasons'), 'reasons', problems);
  const reasonsIn: DecisionForm['reasonsIn'] = {};
  for (const language of PAGE_LANGUAGES) {
    const text = limitedText(textOf(body, reasonsField(language)), reasonsField(language), problems);
    if (text !== '') reasonsIn[language] = text;
  }
  const groundsIn = readTestsIn(body, grounds, problems);
  const delivery = DELIVERIES.find((one) => one === lineOf(body, 'delivery'));
  if (!delivery) problems.push({ field: 'delivery', code: 'delivery-missing' });
  if (delivery === 'email' && !hasEmail) problems.push({ field: 'delivery', code: 'delivery-no-email' });
  if (problems.length > 0 || !outcome || !decidedOn || !delivery) return { form: null, problems };
  const also = manyOf(body, 'also').map((caseId) => ({ caseId, version: Number(lineOf(body, `version-${caseId}`)) }));
  const draft = { outcome, answerForm, grounds, location, destination, decidedOn };
  return { form: { draft, reasons, delivery, also, reasonsIn, groundsIn }, problems: [] };
}

function readDecidedOn(body: Body, problems: FieldProblem[]): LocalDate | null {
  const typed = lineOf(body, 'decidedOn');
  const day = readDay(typed);
  if (!day) problems.push({ field: 'decidedOn', code: typed === '' ? 'day-missing' : 'day-wrong' });
  return day && localDate(day);
}

function readAnswerForm(body: Body, problems: FieldProblem[]): AnswerForm | null {
  const form = ANSWER_FORMS.find((one) => one === lineOf(body, 'answerForm'));
  if (!form) problems.push({ field: 'answerForm', code: 'answer-form-missing' });
  return form ?? null;
}

/** Each chosen ground with both tests; the law asks for both before any refusal. */
function readGrounds(body: Body, problems: FieldProblem[]): WeighedGround[] {
  const chosen = manyOf(body, 'grounds');
  const grounds = REFUSAL_GROUNDS.filter((ground) => chosen.includes(ground));
  if (grounds.length === 0) problems.push({ field: 'grounds', code: 'grounds-missing' });
  return grounds.map((ground) => {
    const test = (field: string, code: string): string => {
      const text = limitedText(textOf(body, field), field, problems);
      if (text === '') problems.push({ field, code, vars: { ground } });
      return text;
    };
    return {
      ground,
      harmTest: test(harmField(ground), 'harm-missing'),
      publicInterestTest: test(interestField(ground), 'interest-missing'),
    };
  });
}

/** What is left empty in a language stands in its letters as it was written first. */
function readTestsIn(
  body: Body,
  grounds: readonly WeighedGround[],
  problems: FieldProblem[],
): DecisionForm['groundsIn'] {
  const found: DecisionForm['groundsIn'] = {};
  for (const language of PAGE_LANGUAGES) {
    const written = grounds.map(({ ground, harmTest, publicInterestTest }) => {
      const test = (field: string): string => limitedText(textOf(body, field), field, problems);
      return {
        ground,
        harmTest: test(harmField(ground, language)) || harmTest,
        publicInterestTest: test(interestField(ground, language)) || publicInterestTest,
      };
    });
    if (written.length > 0) found[language] = written;
  }
  return found;
}
