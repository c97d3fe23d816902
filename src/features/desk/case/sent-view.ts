import { FIELDS } from '../../../platform/intake';
import { formatBytes, type Lang, words } from '../../../platform/views';
import type { FileRow, FileTextState, Submission } from '../../../records';
import { deskPaths } from '../../../platform/paths';

export interface FileView {
  name: string;
  href: string;
  size: string;
  released: boolean;
  /** Why the search does not know its text, or not all of it; empty where it does. */
  note: string;
}

export const fileView = (file: FileRow, lang: Lang): FileView => ({
  name: file.name,
  href: deskPaths.file(file.id),
  size: formatBytes(file.size, lang),
  released: file.released,
  note: UNREAD.has(file.textState ?? '') ? words(lang)(`search:fileText.${file.textState}`) : '',
});

const UNREAD: ReadonlySet<string> = new Set<FileTextState>(['partly', 'encrypted', 'broken', 'too-much', 'missing']);

/** Shown apart from the list, or of no use to a reader. */
const APART = new Set(['subject', 'text', 'submissionKey', 'files']);
/** Choices: the words that the sender saw stand in `common`. */
const CHOICES: Readonly<Record<string, string>> = {
  channel: 'channel',
  wantedForm: 'answerForm',
  documentType: 'document',
  applicantType: 'applicant',
  answerLanguage: 'language.name',
  language: 'language.name',
};

export interface SentView {
  text: string;
  rows: { key: string; text: string }[];
  /** True when fields about the person were left out for this reader. */
  hidden: boolean;
  sha256: string;
}

/**
 * What was sent, as it was sent: the fields in the order of the form, choices in words, nothing corrected. `sender`: who sent
 * it; null for a reader to whom that is not shown.
 */
export function sentView(submission: Submission, sender: Record<string, unknown> | null, lang: Lang): SentView {
  const { sha256 } = submission;
  const payload = { ...submission.payload, ...sender };
  const known: readonly string[] = FIELDS;
  const inOrder = Object.keys(payload).sort((a, b) => orderOf(known, a) - orderOf(known, b));
  const shown = inOrder.filter((key) => !APART.has(key) && asText(payload[key]) !== '');
  const rows = shown.map((key) => ({ key: labelOf(key, known, lang), text: valueOf(key, asText(payload[key]), lang) }));
  return {
    text: asText(payload.text),
    rows,
    hidden: sender === null && !submission.anonymisedOn,
    sha256,
  };
}

const orderOf = (known: readonly string[], key: string): number => {
  const index = known.indexOf(key);
  return index === -1 ? known.length : index;
};

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

/** A column of an old register keeps its own name. */
const labelOf = (key: string, known: readonly string[], lang: Lang): string =>
  known.includes(key) ? words(lang)(`desk:sent.${key}`) : key;

function valueOf(key: string, value: string, lang: Lang): string {
  const group = CHOICES[key];
  if (!group || !/^[a-z-]+$/.test(value)) return value;
  try {
    const said = words(lang)(`common:${group}.${value}`);
    return said.endsWith(`.${value}`) ? value : said;
  } catch {
    // A code that nobody knows: shown as it was sent.
    return value;
  }
}
