import { type Kind, procedureOf } from '../../core/casefile';
import type { Procedure } from '../../core/law';
import { type Applicant, type CaseRow, type NewMessage, NO_DUE_DAY } from '../../records';
import type { ReadSubmission } from './submission';

/** What a receipt states, on a page, on paper and in the mail. Days as `YYYY-MM-DD`, instants in ISO 8601 UTC. */
export interface ReceiptFacts {
  reference: string;
  caseKind: Kind;
  subject: string;
  receivedOn: string;
  /** Null while no calendar is known that far: `calendarUnknown` is then true. */
  dueOn: string | null;
  dueAt: string | null;
  procedure: Procedure;
  urgent: boolean;
  accessCode: string;
  calendarUnknown: boolean;
}

export function receiptFacts(row: CaseRow, applicant: Pick<Applicant, 'accessCode'>): ReceiptFacts {
  const calendarUnknown = row.dueOn === NO_DUE_DAY;
  return {
    reference: row.reference,
    caseKind: row.kind,
    subject: row.subject,
    receivedOn: row.receivedOn,
    dueOn: calendarUnknown ? null : row.dueOn,
    dueAt: row.dueAt?.toISOString() ?? null,
    procedure: procedureOf({ kind: row.kind, urgent: row.urgent, consideredOn: null }),
    urgent: row.urgent,
    accessCode: applicant.accessCode,
    calendarUnknown,
  };
}

/** The receipt for the outbox; none when the applicant gave no e-mail address. */
export function receiptMessages(
  row: CaseRow,
  applicant: Applicant,
  language: ReadSubmission['language'],
): NewMessage[] {
  if (applicant.email === null) return [];
  return [
    {
      institutionId: row.institutionId,
      caseId: row.id,
      kind: 'receipt',
      recipient: applicant.email,
      language,
      facts: { ...receiptFacts(row, applicant) },
    },
  ];
}
