import { DESK_LIMITS, PUBLIC_LIMITS } from '../web/multipart';
import type { PageRequest } from '../web/request';
import { checkUpload } from './check-upload';
import { shownName } from './names';

/** What is wrong with the files of a form; `code` has words in `intake.json`, `problem.*`. */
export interface UploadFault {
  code: string;
  vars: Record<string, unknown>;
}

/** The files of a form. A file field that was left empty arrives as a file without name and content. */
export const chosenFiles = (req: PageRequest): Express.Multer.File[] =>
  (Array.isArray(req.files) ? req.files : []).filter((file) => file.size > 0 || file.originalname !== '');

/** True when files were chosen: a form that is shown again must say that they have to be chosen again. */
export const hadFiles = (req: PageRequest): boolean => chosenFiles(req).length > 0 || req.uploadProblem !== undefined;

/** Judges the files of a form, each by its name and content; nothing is kept yet. */
export async function uploadFaults(req: PageRequest): Promise<UploadFault[]> {
  const limits = req.official ? DESK_LIMITS : PUBLIC_LIMITS;
  if (req.uploadProblem) return [{ code: `files-${req.uploadProblem}`, vars: { ...limits } }];
  const faults: UploadFault[] = [];
  for (const file of chosenFiles(req)) {
    const verdict = await checkUpload(file);
    if (verdict !== 'ok') faults.push({ code: `file-${verdict}`, vars: { name: shownName(file.originalname) } });
  }
  return faults;
}
