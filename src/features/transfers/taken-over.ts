import { randomUUID } from 'node:crypto';
import { localDateOf } from '../../core/law';
import { typed } from '../../platform/intake';
import type { Applicant, CaseRow, NewCase, Submission } from '../../records';

/**
 * The request as the accepting institution registers it: what was sent, word for word and under the same fingerprint, with
 * its channel and its applicant. It counts as received on the day of acceptance: that institution's clock starts then.
 */
export function takenOver(
  row: CaseRow,
  applicant: Applicant,
  sent: Submission & { salt: string },
  transferId: string,
  now: Date,
): NewCase {
  const { channel, kind, urgent, subject, language, answerLanguage, documentType, applicantType, wantedForm } = row;
  const { name, email, postalAddress, phone } = applicant;
  return {
    // The key is unique within an institution: an offer is taken over once, whatever happens.
    submission: {
      id: randomUUID(),
      submissionKey: `transfer:${transferId}`,
      channel,
      kind,
      receivedAt: now,
      payload: sent.payload,
      salt: sent.salt,
      sha256: sent.sha256,
    },
    channel,
    kind,
    urgent,
    subject,
    text: typed(sent.payload.text),
    language,
    answerLanguage,
    documentType,
    applicantType,
    wantedForm,
    applicant: { name, email, postalAddress, phone },
    receivedOn: localDateOf(now),
    receivedAt: now,
  };
}
