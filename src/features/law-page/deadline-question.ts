import { isProcedure, type LocalDate, type Procedure, procedures } from '../../core/law';
import { instantOf, readDay, readTime } from '../../platform/intake';

/** What a citizen can ask about, as they would say it; the clock that answers it. `other` asks for any other clock. */
export const CHOICES = {
  request: 'access.decision',
  urgent: 'access.urgent',
  petition: 'petition.consider',
  initiative: 'initiative.consider',
  'citizen-request': 'citizen-request.consider',
  refused: 'complaint.file',
  silent: 'complaint.file',
  other: null,
} as const satisfies Record<string, Procedure | null>;
export type Choice = keyof typeof CHOICES;
export const choices = Object.keys(CHOICES) as Choice[];

/** The steps that nobody asks for in their own words: those of officials, of the Agency and of the court. */
export const otherSteps: readonly Procedure[] = procedures.filter(
  (one) => one !== 'access.extension' && !Object.values<Procedure | null>(CHOICES).includes(one),
);

/** The form "when must they answer me?" as it was typed. */
export interface DeadlineForm {
  what: string;
  /** One of `otherSteps`, where `what` is `other`. */
  step: string;
  day: string;
  time: string;
  extended: boolean;
  /** When the municipality asked the applicant something, and when the applicant answered. */
  asked: string;
  answered: string;
}

/** A field at fault; its words are `deadline:wrong.<code>`. */
export interface FieldFault {
  field: 'what' | 'step' | 'day' | 'time' | 'asked' | 'answered';
  code:
    | 'what'
    | 'step'
    | 'day-missing'
    | 'day-invalid'
    | 'time-missing'
    | 'time-invalid'
    | 'asked-missing'
    | 'asked-early'
    | 'answered-early';
}

/** What is asked, in terms of the law. Days are Europe/Belgrade. */
export interface DeadlineQuestion {
  what: Choice;
  procedure: Procedure;
  day: LocalDate;
  /** The moment of receipt; only an urgent request is counted from it. */
  receivedAt: Date;
  extended: boolean;
  question: { on: LocalDate; answeredOn: LocalDate | null } | null;
}

const NAMES = ['what', 'step', 'day', 'time', 'asked', 'answered'] as const;

/** What was typed, null when the form was not sent at all. */
export function typedForm(query: Record<string, unknown>): DeadlineForm | null {
  if (![...NAMES, 'extended'].some((name) => name in query)) return null;
  const text = (name: string): string => (typeof query[name] === 'string' ? query[name].trim().slice(0, 40) : '');
  const [what, step, day, time, asked, answered] = NAMES.map(text) as [string, string, string, string, string, string];
  return { what, step, day, time, asked, answered, extended: text('extended') !== '' };
}

/** The question that the form asks, or every field that keeps it from being asked. Fields of another choice are passed over. */
export function readDeadlineForm(form: DeadlineForm): { question: DeadlineQuestion } | { faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const refuse = (field: FieldFault['field'], code: FieldFault['code']): void => void faults.push({ field, code });
  const what = choices.find((one) => one === form.what);
  if (!what) refuse('what', 'what');
  const step = isProcedure(form.step) && otherSteps.includes(form.step) ? form.step : null;
  if (what === 'other' && !step) refuse('step', 'step');
  const day = readDay(form.day);
  if (!day) refuse('day', form.day === '' ? 'day-missing' : 'day-invalid');
  const time = what === 'urgent' ? readTime(form.time) : '00:00';
  if (!time) refuse('time', form.time === '' ? 'time-missing' : 'time-invalid');
  const withLetters = what === 'request' || what === 'silent';
  const question = withLetters ? readQuestion(form, day, refuse) : null;
  const procedure = what && (CHOICES[what] ?? step);
  if (faults.length > 0 || !what || !procedure || !day || !time) return { faults };
  const extended = withLetters && form.extended;
  return { question: { what, procedure, day, receivedAt: instantOf(day, time), extended, question } };
}

function readQuestion(
  { asked, answered }: DeadlineForm,
  day: LocalDate | null,
  refuse: (field: FieldFault['field'], code: FieldFault['code']) => void,
): DeadlineQuestion['question'] {
  const on = readDay(asked);
  const answeredOn = readDay(answered);
  if (asked !== '' && !on) refuse('asked', 'day-invalid');
  if (answered !== '' && !answeredOn) refuse('answered', 'day-invalid');
  if (asked === '' && answered !== '') refuse('asked', 'asked-missing');
  if (on && day && on < day) refuse('asked', 'asked-early');
  if (on && answeredOn && answeredOn < on) refuse('answered', 'answered-early');
  return on && { on, answeredOn };
}
