import { type FieldProblem, neededText } from '../../../../platform/casework';
import type { MoveDefinition } from './move';
import { doneByThisForm, NOTHING_MORE } from './same-press';

/** A note for colleagues; the applicant never sees it. Also on a closed case. */
export const noteMove: MoveDefinition = {
  name: 'note',
  action: 'case.note',
  fields: ['note'],
  takesFiles: false,
  offered: () => true,
  read: (body) => {
    const problems: FieldProblem[] = [];
    const text = neededText(body, 'note', problems);
    return {
      problems,
      prepare:
        ({ papers, reader }) =>
        async ({ row }, context) => {
          const { official, now, today } = context;
          const before = doneByThisForm(context, 'noted').map(({ noteId }) => noteId);
          const known = before.length === 0 ? [] : await papers.notesOfCase(reader, row.id);
          if (known.some((one) => before.includes(one.id) && one.text === text)) return NOTHING_MORE;
          return async (tx) => {
            const note = await papers.addNote(tx, { caseId: row.id, authorId: official.id, text, createdAt: now });
            return { events: [{ type: 'noted', occurredOn: today, noteId: note.id }] };
          };
        },
    };
  },
};
