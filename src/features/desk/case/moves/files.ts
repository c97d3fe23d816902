import type { FieldProblem } from '../../../../platform/casework';
import { fileRows, type MoveDefinition } from './move';

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
        ({ papers }) =>
        (loaded, { now, today }) =>
        async (tx) => {
          const rows = await papers.addFiles(tx, fileRows(files, loaded, 'internal', false, now));
          return { events: [{ type: 'files-added', occurredOn: today, fileIds: rows.map((row) => row.id) }] };
        },
    };
  },
};
