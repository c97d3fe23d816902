import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  Applicant,
  CaseMessageRow,
  CaseRow,
  FileRow,
  FileText,
  type FileTextState,
  LetterRow,
  Note,
  Submission,
  TaskRow,
} from '../entities';
import { groupBy } from '../group-by';
import type { Tx } from '../transactions';

/** A case that was found, with what its line shows and the texts in which the words stand. */
export interface FoundTexts {
  row: CaseRow;
  /** The text as it was sent. */
  sent: string;
  notes: string[];
  letters: Pick<LetterRow, 'kind' | 'text' | 'fromApplicant'>[];
  files: { name: string; role: FileRow['role']; state: FileTextState; text: string }[];
  applicant: Applicant | null;
  messages: string[];
  tasks: string[];
}

/** Longer, and a page of results would take its time: a passage of the beginning has to do. */
const READ_OF_FILE = 60_000;

/** Reads what a page of results shows: one statement for each kind of text, however many cases there are. */
@Injectable()
export class SearchTexts {
  /** In the order of the ids. */
  async of(tx: Tx, ids: readonly string[]): Promise<FoundTexts[]> {
    if (ids.length === 0) return [];
    const where = { caseId: In([...ids]) };
    const rows = await tx.findBy(CaseRow, { id: In([...ids]) });
    const [sent, applicants, notes, letters, messages, tasks, files] = await Promise.all([
      tx.find(Submission, { select: { id: true, payload: true }, where: { id: In(rows.map((r) => r.submissionId)) } }),
      tx.findBy(Applicant, where),
      tx.find(Note, { where, order: { createdAt: 'ASC' } }),
      tx.find(LetterRow, { where, order: { createdAt: 'ASC' } }),
      tx.find(CaseMessageRow, { where, order: { at: 'ASC' } }),
      tx.find(TaskRow, { where, order: { askedAt: 'ASC' } }),
      filesOf(tx, ids),
    ]);
    const texts = new Map(sent.map(({ id, payload }) => [id, typeof payload.text === 'string' ? payload.text : '']));
    const [notesOf, lettersOf] = [groupBy(notes, (one) => one.caseId), groupBy(letters, (one) => one.caseId)];
    const messagesOf = groupBy(messages, (one) => one.caseId);
    const tasksOf = groupBy(tasks, (one) => one.caseId);
    const filesBy = groupBy(files, (one) => one.caseId);
    return ids.flatMap((id) => {
      const row = rows.find((one) => one.id === id);
      if (!row) return [];
      return [
        {
          row,
          sent: texts.get(row.submissionId) ?? '',
          notes: (notesOf.get(id) ?? []).map(({ text }) => text),
          letters: lettersOf.get(id) ?? [],
          files: filesBy.get(id) ?? [],
          messages: (messagesOf.get(id) ?? []).map(({ text }) => text),
          tasks: (tasksOf.get(id) ?? []).map(({ text, answer }) => [text, answer].filter(Boolean).join('\n')),
          applicant: applicants.find((one) => one.caseId === id) ?? null,
        },
      ];
    });
  }
}

async function filesOf(tx: Tx, ids: readonly string[]): Promise<(FoundTexts['files'][number] & { caseId: string })[]> {
  return tx
    .createQueryBuilder(FileRow, 'f')
    .leftJoin(FileText, 't', 't.fileId = f.id')
    .select('f.caseId', 'caseId')
    .addSelect('f.name', 'name')
    .addSelect('f.role', 'role')
    .addSelect('f.textState', 'state')
    .addSelect(`coalesce(substr(t.text, 1, ${READ_OF_FILE}), '')`, 'text')
    .where('f.caseId IN (:...ids)', { ids })
    .orderBy('f.createdAt')
    .addOrderBy('f.id')
    .getRawMany();
}
