import { randomUUID } from 'node:crypto';
import { pageLanguage, receiveMessage, sendMessage } from '../../../../core/casefile';
import { startOfLocalDay } from '../../../../core/law';
import {
  type FieldProblem,
  type FormContext,
  MAIL_LIMIT,
  type MoveContext,
  neededText,
  type OfferedFile,
} from '../../../../platform/casework';
import type { CaseMessageRow, FileRow, LoadedCase, NewMessage, Tx } from '../../../../records';
import { neededDay, RefusedBeside, typedDay } from './days';
import { fileRows, type MoveDefinition, type Tools } from './move';
import { doneByThisForm, NOTHING_MORE, sameFiles } from './same-press';

/** Writes to the applicant, without holding the clock: that does only the formal question. Also on a closed case. */
export const messageMove: MoveDefinition = {
  name: 'message',
  action: 'case.clarify',
  fields: ['message'],
  takesFiles: true,
  offered: ({ imported }) => !imported,
  read: (body, files) => {
    const problems: FieldProblem[] = [];
    const text = neededText(body, 'message', problems);
    return {
      problems,
      prepare: (tools) => async (loaded, context) => {
        if (await isSent(tools, loaded, context, text, files)) return NOTHING_MORE;
        const event = sendMessage(randomUUID(), context.today);
        const { email } = await tools.tracking.applicant(tools.reader, loaded.row.id);
        return async (tx) => {
          const row = messageRow(loaded, context, event.messageId, 'out', text, context.now);
          const kept = await keep(tools, tx, row, files, loaded, context);
          return { events: [{ ...event, ...papersOf(kept) }], messages: mailOf(loaded, row, kept, email) };
        };
      },
    };
  },
};

/** Writes down what the applicant said or sent by post: it stands beside what came by page and e-mail. */
export const recordMessageMove: MoveDefinition = {
  name: 'record-message',
  action: 'case.clarify',
  fields: ['message', 'arrivedOn'],
  takesFiles: true,
  offered: ({ imported }) => !imported,
  start: (_loaded, today) => ({ arrivedOn: typedDay(today) }),
  read: (body, files) => {
    const problems: FieldProblem[] = [];
    const text = neededText(body, 'message', problems);
    const day = neededDay(body, 'arrivedOn', problems);
    return {
      problems,
      prepare: (tools) => (loaded, context) => {
        const { now, today } = context;
        if (day > today) throw new RefusedBeside('clarification.future', 'arrivedOn');
        const event = receiveMessage(randomUUID(), today, day);
        const at = day === today ? now : new Date(startOfLocalDay(day).getTime() + 12 * 3_600_000);
        return async (tx) => {
          const row = messageRow(loaded, context, event.messageId, 'in', text, at);
          const kept = await keep(tools, tx, row, files, loaded, context);
          return { events: [{ ...event, ...papersOf(kept) }] };
        };
      },
    };
  },
};

/** Whether this very form sent it already: nobody gets the same message twice by one press too many. */
async function isSent(
  { messages, reader }: Tools,
  { row }: LoadedCase,
  context: FormContext,
  text: string,
  files: readonly OfferedFile[],
): Promise<boolean> {
  const before = doneByThisForm(context, 'message-sent').filter(({ papers = [] }) => sameFiles(papers, files));
  if (before.length === 0) return false;
  const known = await messages.ofCase(reader, row.id);
  return known.some((one) => one.text === text && before.some(({ messageId }) => messageId === one.id));
}

function messageRow(
  { row }: LoadedCase,
  { official, now }: MoveContext,
  id: string,
  direction: 'in' | 'out',
  text: string,
  at: Date,
): CaseMessageRow {
  return {
    ...{ id, institutionId: row.institutionId, caseId: row.id, direction, channel: 'desk', authorId: official.id },
    ...{ sender: null, mailId: null, text, language: pageLanguage(row.answerLanguage), fileIds: [], at },
    ...{ createdAt: now, readAt: now, readBy: official.id },
  };
}

async function keep(
  { papers, messages }: Tools,
  tx: Tx,
  row: CaseMessageRow,
  files: readonly OfferedFile[],
  loaded: LoadedCase,
  { now }: MoveContext,
): Promise<FileRow[]> {
  const kept = await papers.addFiles(tx, fileRows(files, loaded, 'message', true, now));
  await messages.add(tx, { ...row, fileIds: kept.map((one) => one.id) });
  return kept;
}

const papersOf = (files: readonly FileRow[]): object =>
  files.length > 0 ? { papers: files.map(({ id, sha256 }) => ({ fileId: id, sha256 })) } : {};

/** Without an address the applicant finds it on the page of the case. */
function mailOf(
  { row }: LoadedCase,
  { id, text, language }: CaseMessageRow,
  files: readonly FileRow[],
  email: string | null,
): NewMessage[] {
  if (!email) return [];
  const fits = files.reduce((sum, file) => sum + file.size, 0) < MAIL_LIMIT;
  return [
    {
      ...{ institutionId: row.institutionId, caseId: row.id, kind: 'message', recipient: email, language },
      facts: {
        ...{ messageId: id, reference: row.reference, caseKind: row.kind, subject: row.subject, text },
        tooLarge: !fits,
      },
      fileIds: fits ? files.map((one) => one.id) : [],
    },
  ];
}
