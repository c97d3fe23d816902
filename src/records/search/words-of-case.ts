import type { Applicant, CaseRow, FileRow, LetterRow, Note } from '../entities';
import { marksOf } from './likeness';
import { compactReference, stemsOf } from './tokens';

/** What of a case's row the index holds. */
export type IndexedRow = Pick<
  CaseRow,
  | 'id'
  | 'institutionId'
  | 'assigneeId'
  | 'directorateId'
  | 'kind'
  | 'urgent'
  | 'isOpen'
  | 'reference'
  | 'subject'
  | 'searchText'
>;

/** All that can be searched of a case. */
export interface CaseTexts {
  row: IndexedRow;
  applicant: Pick<Applicant, 'name' | 'email' | 'postalAddress' | 'phone'> | null;
  notes: readonly Pick<Note, 'text'>[];
  letters: readonly Pick<LetterRow, 'text' | 'fromApplicant'>[];
  files: readonly (Pick<FileRow, 'name' | 'role'> & { text: string })[];
  /** What the applicant and the municipality wrote to each other. */
  messages: readonly { text: string }[];
  /** What directorates were asked for, and what they answered. */
  tasks: readonly { text: string; answer: string | null }[];
}

/** More different words than this no case has; a dictionary that somebody attached must not fill the index. */
const MOST = 20_000;

/** An id as one word of the index. */
export const idWord = (id: string): string => id.replace(/[^0-9A-Za-z]/g, '').toLowerCase();

/**
 * The words under which a case is found. The first letters say of what kind a word is: `t` read by all who see the case,
 * `h` in its subject or reference, `p` only for those who may see the applicant, `m` a mark of what the text is like, `r` the
 * whole reference; `s…` who sees it and what it is. One list for both databases, so that both find the same.
 */
export function wordsOfCase({ row, applicant, notes, letters, files, messages, tasks }: CaseTexts): string[] {
  const heading = stemsOf(`${row.reference} ${row.subject}`);
  const text = stemsOf(row.searchText);
  const open = new Set([...heading, ...text]);
  const own = new Set<string>();
  const add = (to: Set<string>, from: string): void => {
    for (const one of stemsOf(from, MOST)) if (to.size < MOST) to.add(one);
  };
  for (const note of notes) add(open, note.text);
  // A letter of ours names the applicant; what the applicant wrote is read by all who see the case.
  for (const letter of letters) add(letter.fromApplicant ? open : own, letter.text);
  // Nor are messages read by all.
  for (const { text } of messages) add(own, text);
  for (const { text, answer } of tasks) add(open, `${text} ${answer ?? ''}`);
  for (const file of files) add(NAMING.has(file.role) ? own : open, `${file.name} ${file.text}`);
  if (applicant) {
    const { name, email, postalAddress, phone } = applicant;
    add(own, [name, email, postalAddress, phone, phone?.replace(/\D/g, '')].filter(Boolean).join(' '));
  }
  return [
    ...scopeOf(row),
    `r${compactReference(row.reference)}`,
    ...[...heading].map((one) => `h${one}`),
    ...[...open].map((one) => `t${one}`),
    ...[...own].filter((one) => !open.has(one)).map((one) => `p${one}`),
    ...marksOf(stemsOf(`${row.subject} ${row.searchText.slice(row.reference.length)}`)).map((one) => `m${one}`),
  ];
}

/** Files in which the applicant may be named: only for those who may see who asked. */
const NAMING: ReadonlySet<FileRow['role']> = new Set(['letter', 'message']);

/** Who sees it, and what it is. */
function scopeOf(row: IndexedRow): string[] {
  return [
    `si${idWord(row.institutionId)}`,
    ...(row.directorateId === null ? [] : [`sd${idWord(row.directorateId)}`]),
    ...(row.assigneeId === null ? [] : [`sa${idWord(row.assigneeId)}`]),
    row.isOpen ? 'so' : 'sc',
    `sk${idWord(row.kind)}`,
    ...(row.urgent && row.isOpen ? ['su'] : []),
  ];
}

/** True when the index must be told of a change of the row. */
export const scopeMoved = (before: IndexedRow, after: IndexedRow): boolean =>
  scopeOf(before).join() !== scopeOf(after).join();
