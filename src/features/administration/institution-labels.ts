import { type LocalDate, statuteFor, type Term } from '../../core/law';
import type { Words } from '../../platform/views';
import type { InstitutionField } from './institution-form';

/** What the fields are called on the page. */
const LABELS: Record<InstitutionField, string> = {
  nameSq: 'admin:name.sq',
  nameSr: 'admin:name.sr',
  nameEn: 'admin:name.en',
  code: 'admin:institution.code',
  address: 'admin:institution.address',
  email: 'admin:institution.email',
  phone: 'admin:institution.phone',
  extensionReading: 'admin:institution.reading',
  workingDays: 'admin:institution.workingDays',
  clarification: 'admin:institution.clarification',
  signatureThreshold: 'admin:institution.threshold',
  onCallId: 'admin:institution.onCall',
  directorateShare: 'admin:institution.directorateShare',
  draftDaysBefore: 'admin:institution.draftDaysBefore',
  signOffDaysBefore: 'admin:institution.signOffDaysBefore',
  handshakeDays: 'admin:institution.handshakeDays',
  secondFactorRoles: 'admin:institution.secondFactorRoles',
  firstLanguage: 'admin:institution.firstLanguage',
  otherLanguages: 'admin:institution.otherLanguages',
};

/** The first term of a request for access, by the law of a day. */
export const firstTermOf = (today: LocalDate): Term | undefined =>
  statuteFor('access.decision', today).terms.find(({ procedure }) => procedure === 'access.decision');

/** Names the fields of the institution as its page does on a day. */
export function institutionLabels(today: LocalDate, t: Words): (field: InstitutionField) => string {
  const count = firstTermOf(today)?.length;
  return (field) => t(LABELS[field], { count });
}
