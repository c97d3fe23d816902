import { In } from 'typeorm';
import { Applicant, CaseMessageRow, CaseRow, FileRow, FileText, LetterRow, Note, TaskRow } from '../entities';
import { groupBy } from '../group-by';
import { rowLock, type Tx } from '../transactions';
import { type CaseTexts, wordsOfCase } from './words-of-case';
import { writeWords } from './write-words';

const AT_ONCE = 100;

/** The index holds what these new cases say, from the commit on. */
export async function indexNewCases(tx: Tx, cases: readonly Pick<CaseTexts, 'row' | 'applicant'>[]): Promise<void> {
  const nothing = { notes: [], letters: [], files: [], messages: [], tasks: [] };
  for (let i = 0; i < cases.length; i += AT_ONCE) {
    const page = cases.slice(i, i + AT_ONCE);
    await writeWords(
      tx,
      page.map((one) => ({ caseId: one.row.id, words: wordsOfCase({ ...one, ...nothing }) })),
      'new',
    );
  }
}

/** Reads what these cases say by now, and lets the index hold that instead of what it held. */
export async function indexCases(tx: Tx, caseIds: readonly string[]): Promise<void> {
  for (let i = 0; i < caseIds.length; i += AT_ONCE) {
    const texts = await textsOf(tx, caseIds.slice(i, i + AT_ONCE));
    const docs = texts.map((one) => ({ caseId: one.row.id, words: wordsOfCase(one) }));
    await writeWords(tx, docs, 'known');
  }
}

async function textsOf(tx: Tx, ids: readonly string[]): Promise<CaseTexts[]> {
  const of = { caseId: In([...ids]) };
  // Held, so that nobody adds what is not read here and would be forgotten.
  const rows = await tx.find(CaseRow, { where: { id: In([...ids]) }, order: { id: 'ASC' }, ...rowLock(tx) });
  const applicants = groupBy(await tx.findBy(Applicant, of), (one) => one.caseId);
  const notes = groupBy(await tx.find(Note, { select: { caseId: true, text: true }, where: of }), (one) => one.caseId);
  const letters = groupBy(
    await tx.find(LetterRow, { select: { caseId: true, text: true, fromApplicant: true }, where: of }),
    (one) => one.caseId,
  );
  const messages = groupBy(
    await tx.find(CaseMessageRow, { select: { caseId: true, text: true }, where: of }),
    (one) => one.caseId,
  );
  const tasks = groupBy(
    await tx.find(TaskRow, { select: { caseId: true, text: true, answer: true }, where: of }),
    (one) => one.caseId,
  );
  const files = groupBy(
    await tx.find(FileRow, { select: { id: true, caseId: true, name: true, role: true }, where: of }),
    (one) => one.caseId ?? '',
  );
  const read = await textsOfFiles(tx, [...files.values()].flat());
  return rows.map((row) => ({
    row,
    applicant: applicants.get(row.id)?.[0] ?? null,
    notes: notes.get(row.id) ?? [],
    letters: letters.get(row.id) ?? [],
    messages: messages.get(row.id) ?? [],
    tasks: tasks.get(row.id) ?? [],
    files: (files.get(row.id) ?? []).map((file) => ({ ...file, text: read.get(file.id) ?? '' })),
  }));
}

async function textsOfFiles(tx: Tx, files: readonly Pick<FileRow, 'id'>[]): Promise<Map<string, string>> {
  if (files.length === 0) return new Map();
  const texts = await tx.findBy(FileText, { fileId: In(files.map(({ id }) => id)) });
  return new Map(texts.map((one) => [one.fileId, one.text]));
}
