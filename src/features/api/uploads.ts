import { type FileKeeper, FilesRefused, type KeptFile } from '../../platform/files';
import type { Words } from '../../platform/views';
import { PUBLIC_LIMITS } from '../../platform/web/multipart';
import type { PageRequest } from '../../platform/web/request';
import { Problem } from './problem';

/** Keeps the files of a multipart request. Throws `Problem` ('upload-refused') naming each that was refused. */
export async function keepUploads(req: PageRequest, keeper: FileKeeper, t: Words): Promise<KeptFile[]> {
  if (req.uploadProblem) {
    const code = `files-${req.uploadProblem}`;
    const message = t(`intake:problem.${code}`, { ...PUBLIC_LIMITS });
    throw new Problem('upload-refused', { errors: [{ field: 'files', code, message }] });
  }
  try {
    return await keeper.keep(req.files ?? []);
  } catch (error) {
    if (!(error instanceof FilesRefused)) throw error;
    const errors = error.refused.map(({ name, reason }) => ({
      field: 'files',
      code: `file-${reason}`,
      message: t(`intake:problem.file-${reason}`, { name }),
    }));
    throw new Problem('upload-refused', { errors });
  }
}
