import { Injectable } from '@nestjs/common';
import type { Kind } from '../../core/casefile';
import type { CaseRow } from '../entities';
import { findLatest, findRecent, type FoundRow } from '../search/find';
import { likeness, marksOf } from '../search/likeness';
import type { Question } from '../search/question';
import { ranked, type Term } from '../search/rank';
import { type SearchScope, scopeQuestion } from '../search/scope';
import { compactReference, stemsOf, tokensOf } from '../search/tokens';
import { idWord } from '../search/words-of-case';
import type { Tx } from '../transactions';

/** Who asks for what. */
export interface SearchQuery {
  institutionId: string;
  /** The cases that are seen. */
  read: SearchScope;
  /** Those of which the applicant is seen too, and the letters that name the applicant. */
  applicant: SearchScope;
  /** As it was typed; more words than {@link MOST_TERMS} are not looked at. A `*` after a word: it may go on. */
  text: string;
  state: 'all' | 'open' | 'closed';
  kind?: Kind;
}

/** What ranking and permission look at; a page shows few of them. */
export type SearchRow = Pick<
  CaseRow,
  'id' | 'institutionId' | 'assigneeId' | 'directorateId' | 'kind' | 'urgent' | 'isOpen' | 'reference' | 'subject'
> & { seq: number; searchText: string };

export interface SearchFound {
  /** The best first. */
  rows: SearchRow[];
  terms: Term[];
  /** More cases fit than were ranked: the latest were. */
  more: boolean;
}

const MOST_TERMS = 8;
/** So many of the latest cases with all the words are ranked, and so many of those with all of them in the subject. */
const ANYWHERE = 240;
const IN_HEADING = 80;
/** With fewer than this, words that only begin like those of the query are looked for too. */
const FEW = 10;
/** Further on, a text says nothing about its rank. */
const LOOKED_AT = 1_200;

/** So many are compared with a new one, and so many shown. */
const COMPARED = 40;
const SHOWN = 5;
/** From this share of common words on, two texts are worth a look side by side. */
const ALIKE = 0.3;

/** Finds cases by their words, in the full-text index of the database; see `records/search`. */
@Injectable()
export class Search {
  /**
   * Cases of those that are seen whose subject and text are much like these, the most alike first. Found by the marks of
   * their words, so it costs the same however many cases there are; only the latest ones are compared.
   */
  async similar(tx: Tx, asked: Omit<SearchQuery, 'applicant' | 'state'> & { not?: string }): Promise<SearchRow[]> {
    const words = stemsOf(asked.text);
    const marks = marksOf(words);
    const frame = frameOf({ ...asked, state: 'all' });
    if (marks.length === 0 || !frame) return [];
    const question = { all: [...frame, { any: marks.map((mark) => ({ word: `m${mark}` })) }] };
    const numbers = new Map((await findRecent(tx, question, COMPARED)).map((one) => [one.id, one.seq]));
    const compared = (await rowsOf(tx, [...numbers.keys()]))
      .filter(({ id }) => id !== asked.not)
      .map((row) => ({
        row: { ...row, seq: numbers.get(row.id) ?? 0 },
        alike: likeness(words, stemsOf(row.searchText.slice(row.reference.length))),
      }));
    return compared
      .filter(({ alike }) => alike >= ALIKE)
      .sort((a, b) => b.alike - a.alike || b.row.seq - a.row.seq)
      .slice(0, SHOWN)
      .map(({ row }) => row);
  }

  /** Cases with all the words, ranked. Of very many the latest are ranked; one whose whole reference was typed comes first. */
  async find(tx: Tx, query: SearchQuery): Promise<SearchFound> {
    const terms = termsOf(query.text);
    const frame = frameOf(query);
    if (terms.length === 0 || !frame) return { rows: [], terms, more: false };
    const heading = { all: [...frame, ...terms.map((term) => wordOf('h', term))] };
    const [inHeading, anywhere, whole] = await Promise.all([
      findLatest(tx, heading, IN_HEADING),
      findLatest(tx, anywhereOf(query, frame, terms), ANYWHERE),
      this.withReference(tx, frame, query.text),
    ]);
    const found = [...inHeading, ...anywhere, ...whole];
    const few = found.length < FEW;
    const wide: Term[] = terms.map((term) => ({ ...term, begins: true }));
    if (few) found.push(...(await findLatest(tx, anywhereOf(query, frame, wide), ANYWHERE)));
    const numbers = new Map(found.map((one) => [one.id, one.seq]));
    const rows = (await rowsOf(tx, [...numbers.keys()])).map((row) => ({ ...row, seq: numbers.get(row.id) ?? 0 }));
    const asked = few ? wide : terms;
    return { rows: ranked(rows, asked, query.text), terms: asked, more: anywhere.length === ANYWHERE };
  }

  /** The case whose whole reference was typed. */
  private withReference(tx: Tx, frame: readonly Question[], text: string): Promise<FoundRow[]> {
    if (!/\d/.test(text)) return Promise.resolve([]);
    return findLatest(tx, { all: [...frame, { word: `r${compactReference(text)}` }] }, 2);
  }
}

/** The words of a query, each once. */
export function termsOf(text: string): Term[] {
  const terms = new Map<string, Term>();
  for (const { exact, stem, end } of tokensOf(text)) {
    const begins = text[end] === '*';
    if (terms.size < MOST_TERMS) terms.set(exact, begins ? { exact, stem: exact, begins } : { exact, stem });
  }
  return [...terms.values()];
}

/** What is seen at all; null: nothing. */
function frameOf({ institutionId, read, state, kind }: Omit<SearchQuery, 'applicant' | 'text'>): Question[] | null {
  const scope = scopeQuestion(read);
  if (!scope) return null;
  return [
    { word: `si${idWord(institutionId)}` },
    ...(read.all ? [] : [scope]),
    ...(state === 'all' ? [] : [{ word: state === 'open' ? 'so' : 'sc' }]),
    ...(kind ? [{ word: `sk${idWord(kind)}` }] : []),
  ];
}

function anywhereOf({ applicant }: SearchQuery, frame: readonly Question[], terms: readonly Term[]): Question {
  const known = scopeQuestion(applicant);
  const both = (term: Term): Question => {
    if (!known) return wordOf('t', term);
    const own = wordOf('p', term);
    return { any: [wordOf('t', term), applicant.all ? own : { all: [known, own] }] };
  };
  return { all: [...frame, ...terms.map(both)] };
}

const wordOf = (kind: string, { stem, begins }: Term): Question => ({
  word: `${kind}${stem}`,
  ...(begins && stem.length > 2 ? { begins } : {}),
});

const ROW = [
  'id',
  'institution_id AS "institutionId"',
  'assignee_id AS "assigneeId"',
  'directorate_id AS "directorateId"',
  'kind',
  'urgent',
  'is_open AS "isOpen"',
  'reference',
  'subject',
].join(', ');

/** Some hundred at once: read as they are, because making entities of them would take longer than finding them. */
async function rowsOf(tx: Tx, ids: readonly string[]): Promise<Omit<SearchRow, 'seq'>[]> {
  if (ids.length === 0) return [];
  const places = ids.map((_, i) => `$${i + 1}`).join(', ');
  const rows = await tx.query<Omit<SearchRow, 'seq'>[]>(
    `SELECT ${ROW}, substr(search_text, 1, ${LOOKED_AT}) AS "searchText" FROM case_files WHERE id IN (${places})`,
    [...ids],
  );
  return rows.map((row) => ({ ...row, urgent: Boolean(row.urgent), isOpen: Boolean(row.isOpen) }));
}
