import { type FieldProblem, neededText } from '../../../../platform/casework';
import type { MoveDefinition } from './move';

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
        ({ papers }) =>
        ({ row }, { official, now, today }) =>
        async (tx) => {
          const note = await papers.addNote(tx, { caseId: row.id, authorId: official.id, text, createdAt: now });
          return { events: [{ type: 'noted', occurredOn: today, noteId: note.id }] };
        },
    };
  },
};
