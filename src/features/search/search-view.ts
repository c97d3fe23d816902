import { outcomeInWords } from '../../platform/casework';
import { deskPaths } from '../../platform/paths';
import { formatDate, type Lang, words } from '../../platform/views';
import { type FoundTexts, markedWhole, type Passage, passageOf, type Piece, type Term } from '../../records';

/** A case that was found, in words. */
export interface SearchLine {
  href: string;
  subject: Piece[];
  reference: Piece[];
  kind: string;
  urgent: boolean;
  status: { text: string; look: string };
  received: string;
  /** `text`: null where only the place is told. */
  passages: { where: string; text: Passage | null }[];
}

/** So many places are shown of a case; more would hide the next case. */
const PLACES = 3;

/** `mayKnow`: this reader sees the applicant, and the letters that name the applicant. */
export function searchLine(found: FoundTexts, terms: readonly Term[], mayKnow: boolean, lang: Lang): SearchLine {
  const t = words(lang);
  const { row } = found;
  const { status, outcome, kind } = row;
  return {
    href: deskPaths.caseFile(row.id),
    subject: markedWhole(row.subject, terms),
    reference: markedWhole(row.reference, terms),
    kind: t(`common:kindShort.${kind}`),
    urgent: row.urgent,
    status:
      outcome === null || status === 'complaint' || status === 'at-agency'
        ? { text: t(`common:status.${status}`), look: `q-status--${status}` }
        : { text: outcomeInWords(kind, outcome, lang), look: `q-outcome--${outcome}` },
    received: t('search:received', { day: formatDate(row.receivedOn, lang, 'short') }),
    passages: passagesOf(found, terms, mayKnow, lang),
  };
}

/** Where the words stand: the text first, then where most of them are. */
function passagesOf(found: FoundTexts, terms: readonly Term[], mayKnow: boolean, lang: Lang): SearchLine['passages'] {
  const t = words(lang);
  const open = found.files.filter(({ role }) => role !== 'letter' && role !== 'message');
  const places: [where: string, text: string][] = [
    [t('search:where.text'), found.sent],
    ...open.map(({ name, text }): [string, string] => [t('search:where.file', { name }), text || name]),
    ...found.letters
      .filter(({ fromApplicant }) => fromApplicant)
      .map(({ kind, text }): [string, string] => [t(`desk:letter.${kind}`), text]),
    ...found.tasks.map((text): [string, string] => [t('search:where.task'), text]),
    ...found.notes.map((text): [string, string] => [t('search:where.note'), text]),
  ];
  const [first, ...rest] = places.flatMap(([where, text]) => {
    const passage = passageOf(text, terms);
    return passage ? [{ where, text: passage }] : [];
  });
  if (!first) return mayKnow ? alsoOf(found, terms, lang) : [];
  const best = rest.sort((a, b) => b.text.found - a.text.found);
  return [first, ...best].slice(0, PLACES);
}

/**
 * Where else they stand, without a word of it: each look at who asked is written down, and is made on the case, not in a
 * list.
 */
function alsoOf(found: FoundTexts, terms: readonly Term[], lang: Lang): SearchLine['passages'] {
  const t = words(lang);
  const { applicant } = found;
  const person = applicant ? [applicant.name, applicant.email, applicant.postalAddress, applicant.phone] : [];
  const places: [where: string, text: string][] = [
    ...found.letters
      .filter(({ fromApplicant }) => !fromApplicant)
      .map(({ kind, text }): [string, string] => [t(`desk:letter.${kind}`), text]),
    [t('search:where.messages'), found.messages.join('\n')],
    [t('search:where.applicant'), person.filter(Boolean).join(', ')],
  ];
  return places
    .filter(([, text]) => passageOf(text, terms) !== null)
    .slice(0, PLACES)
    .map(([where]) => ({ where, text: null }));
}
