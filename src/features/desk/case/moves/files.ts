import type { FieldProblem } from '../../../../platform/casework';
import { fileRows, type MoveDefinition } from './move';
import { doneByThisForm, NOTHING_MORE, sameFiles } from './same-press';

/** Files for colleagues; the applicant never sees them. Answer files go with the decision. */
export const filesMove: MoveDefinition = {
  name: 'files',
  action: 'case.files',
  fields: [],
  takesFiles: true,
  offered: () => true,
  read: (_body, files) => {
    const problems: FieldProblem[] = files.length === 0 ? [{ field: 'files', code: 'files-missing' }] : [];
    return {
      problems,
      prepare:
        ({ papers, reader }) =>
        async (loaded, context) => {
          const { now, today } = context;
          const before = doneByThisForm(context, 'files-added');
          const known = before.length === 0 ? [] : await papers.filesOfCase(reader, loaded.row.id);
          const again = before.some(({ fileIds }) =>
            sameFiles(
              known.filter(({ id }) => fileIds.includes(id)),
              files,
            ),
          );
          if (again) return NOTHING_MORE;
          return async (tx) => {
            const rows = await papers.addFiles(tx, fileRows(files, loaded, 'internal', false, now));
            return { events: [{ type: 'files-added', occurredOn: today, fileIds: rows.map((row) => row.id) }] };
          };
        },
    };
  },
};
