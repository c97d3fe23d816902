import { uploadFaults } from '../../platform/files';
import type { FieldProblem } from '../../platform/intake';
import type { PageRequest } from '../../platform/web/request';

export { problemWords as shownErrors, type ShownError } from '../../platform/intake/problem-words';

/** What is wrong with the files of a form. */
export async function fileProblems(req: PageRequest): Promise<FieldProblem[]> {
  return (await uploadFaults(req)).map((fault) => ({ field: 'files', ...fault }));
}
