import { ANSWER_FORMS, APPLICANT_TYPES, DOCUMENT_TYPES, KINDS, type Language } from '../../core/casefile';
import { LIMITS } from '../../platform/intake';
import { deskPaths } from '../../platform/paths';
import type { Words } from '../../platform/views';
import type { MailFile, MailRow } from '../../records';
import { CLOSED, OPEN, WAITING } from './mail-desk';
import { fileViews, stateInWords } from './mail-view';

/** A message beside its field. */
export interface ShownProblem {
  field: string;
  text: string;
  href: string;
}

export interface MailPage {
  mail: MailRow;
  files: readonly MailFile[];
  form: Record<string, string>;
  errors: readonly ShownProblem[];
  /** Of the case that it became, or to which it belongs. */
  reference: string;
  done: string | null;
  /** The languages in which an answer can be had. */
  answers: readonly Language[];
}

const choices = (values: readonly string[], branch: string, t: Words): object[] =>
  values.map((value) => ({ value, text: t(`common:${branch}.${value}`) }));

/** What the page of a mail needs. */
export function mailPage({ mail, files, form, errors, reference, done, answers }: MailPage, t: Words): object {
  const gone = mail.size === 0;
  return {
    gone,
    title: mail.subject || t(gone ? 'mail-intake:gone.title' : 'mail-intake:noSubject'),
    mail: {
      id: mail.id,
      fromName: mail.fromName,
      fromAddress: mail.fromAddress,
      receivedAt: mail.receivedAt,
      text: mail.text,
      state: mail.state,
      size: mail.size,
      reason: mail.reason,
      settledAt: mail.settledAt,
    },
    state: stateInWords(mail, t),
    flaw: mail.flaw ? t(`mail-intake:flaw.${mail.flaw}`) : '',
    quiet: mail.quiet,
    attachments: fileViews(mail, files, t),
    reference,
    caseHref: mail.caseId && reference ? deskPaths.caseFile(mail.caseId) : '',
    mayRegister: !gone && OPEN.includes(mail.state),
    mayAttach: !gone && WAITING.includes(mail.state),
    sender: mail.state === 'attached' && mail.sender ? t(`mail-intake:sender.${mail.sender}`) : '',
    mayRestore: !gone && CLOSED.includes(mail.state),
    form,
    errors,
    done,
    limits: LIMITS,
    kinds: choices(KINDS, 'kind', t),
    wantedForms: choices(ANSWER_FORMS, 'answerForm', t),
    documentTypes: choices(DOCUMENT_TYPES, 'document', t),
    applicantTypes: choices(APPLICANT_TYPES, 'applicant', t),
    languagesOfAnswer: choices(answers, 'language.name', t),
  };
}
