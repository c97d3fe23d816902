import type { BulkAction, CaseRow, NewMessage, Official } from '../../../records';

/** A mail lists so many cases; of more it tells the number. */
const LISTED = 100;

/** One mail and one notice for all that an official was given at once. */
export const assignedMany = (
  { institutionId }: BulkAction,
  person: Official,
  given: readonly Pick<CaseRow, 'id' | 'reference' | 'subject'>[],
): NewMessage => ({
  institutionId,
  caseId: null,
  kind: 'assigned-many',
  recipient: person.email,
  language: person.language,
  official: { id: person.id },
  facts: {
    total: given.length,
    cases: given.slice(0, LISTED).map(({ id, reference, subject }) => ({ caseId: id, reference, subject })),
  },
});
