import { randomUUID } from 'node:crypto';
import {
  ANSWER_FORMS,
  APPLICANT_TYPES,
  DOCUMENT_TYPES,
  KINDS,
  type Language,
  type PageLanguage,
} from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import { ACCEPTED_ENDINGS } from '../../platform/files';
import { COUNTER_CHANNELS, LIMITS, typedDay } from '../../platform/intake';
import { deskPaths } from '../../platform/paths';
import type { Words } from '../../platform/views';
import { DESK_LIMITS } from '../../platform/web/multipart';
import { choices } from './form-page';
import { termWords } from './home-page';
import type { ShownError } from './problems';

/** The empty screen: most of what is written down comes on paper, today. */
export const emptyCounterForm = (answerLanguage: PageLanguage, today: LocalDate): Record<string, string> => ({
  submissionKey: randomUUID(),
  kind: 'access-request',
  channel: '',
  receivedOn: typedDay(today),
  answerLanguage,
  applicantType: 'individual',
});

/** What the counter's template needs. */
export function counterPage(
  form: Record<string, string>,
  errors: ShownError[],
  t: Words,
  today: LocalDate,
  filesAgain: boolean,
  answers: readonly Language[],
): object {
  return {
    title: t('intake:counter.title'),
    action: deskPaths.counter(),
    againAction: deskPaths.counterAgain(),
    again: '',
    form,
    errors,
    filesAgain,
    limits: LIMITS,
    kinds: choices(KINDS, 'kind', t),
    channels: choices(COUNTER_CHANNELS, 'channel', t),
    wantedForms: choices(ANSWER_FORMS, 'answerForm', t),
    documentTypes: choices(DOCUMENT_TYPES, 'document', t),
    applicantTypes: choices(APPLICANT_TYPES, 'applicant', t),
    languagesOfAnswer: choices(answers, 'language.name', t),
    urgentTerm: termWords('access.urgent', t, today),
    accept: ACCEPTED_ENDINGS.map((ending) => `.${ending}`).join(','),
    filesHint: t('intake:form.filesHint', { ...DESK_LIMITS }),
  };
}
