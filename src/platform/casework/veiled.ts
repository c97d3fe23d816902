import { isToOfficial } from '../../core/webhooks';
import type { OutboxRow } from '../../records';

/** An address that tells whoever mends a mailbox enough, and nobody who asked: `a•••@example.org`. */
export const veiled = (email: string): string => email.replace(/^(.)[^@]*@/u, '$1•••@');

type Addressed = Pick<OutboxRow, 'channel' | 'kind' | 'caseId' | 'recipient' | 'problem'>;

/** Whether a message goes to an applicant: it says who asked. */
export const isToApplicant = ({ channel, kind, caseId }: Pick<Addressed, 'channel' | 'kind' | 'caseId'>): boolean =>
  channel === 'mail' && caseId !== null && !isToOfficial(kind);

/** A message as lists show it: the address of an applicant veiled, also in what a mail server said of it. */
export function withoutApplicant<Row extends Addressed>(row: Row): Row {
  if (!isToApplicant(row) || row.recipient === '') return row;
  const recipient = veiled(row.recipient);
  const problem = row.problem?.split(row.recipient).join(recipient) ?? null;
  return { ...row, recipient, problem };
}
