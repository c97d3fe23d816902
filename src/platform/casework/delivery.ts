import type { Applicant, CaseMessage, CaseRow, FileRow, LetterRow, NewMessage } from '../../records';

/** Mail servers refuse much more; larger answers are fetched from the tracking page. */
export const MAIL_LIMIT = 15 * 1024 * 1024;

/** The mail that brings a letter with its files; without an address it is printed, and there is no message. */
export function letterMessages(
  row: CaseRow,
  applicant: Pick<Applicant, 'email'>,
  letter: LetterRow,
  pdf: FileRow,
  answers: readonly FileRow[] = [],
): NewMessage[] {
  if (!applicant.email) return [];
  const size = [pdf, ...answers].reduce((sum, file) => sum + file.size, 0);
  const fits = size < MAIL_LIMIT;
  return [
    {
      institutionId: row.institutionId,
      caseId: row.id,
      kind: 'letter',
      recipient: applicant.email,
      language: letter.language,
      facts: {
        letterId: letter.id,
        reference: row.reference,
        letterKind: letter.kind,
        caseKind: row.kind,
        subject: row.subject,
        tooLarge: !fits,
      },
      fileIds: [pdf, ...(fits ? answers : [])].map((file) => file.id),
    },
  ];
}

/** Whether the last letter to the applicant (of one kind, where it is named) went out with no mail: then it is printed. */
export function isOnPaper(
  letters: readonly LetterRow[],
  messages: readonly Pick<CaseMessage, 'kind' | 'createdAt'>[],
  kind?: LetterRow['kind'],
): boolean {
  const last = letters.findLast((one) =>
    kind ? one.kind === kind : !one.fromApplicant && one.kind !== 'consultation' && one.kind !== 'complaint-reply',
  );
  if (!last) return false;
  return !messages.some((one) => one.kind === 'letter' && one.createdAt >= last.createdAt);
}
