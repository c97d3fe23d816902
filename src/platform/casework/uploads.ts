import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config';
import { FileKeeper, FilesRefused, type KeptFile } from '../files';
import type { PageRequest } from '../web/request';
import { type FieldProblem, manyOf } from './form';

/** A kept upload with the proof that lets the same official's next form speak of it. */
export interface OfferedFile extends KeptFile {
  token: string;
}

/**
 * The files of a form. A browser cannot show chosen files again; so a form that is shown again (a preview, a missing field,
 * somebody was faster) carries those that came with it as signed hints, and nothing has to be chosen twice.
 */
@Injectable()
export class Uploads {
  constructor(
    private readonly keeper: FileKeeper,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The files that came with this form and with the ones before it. A refused file is named; none of this form is kept. */
  async take(req: PageRequest): Promise<{ files: OfferedFile[]; problems: FieldProblem[] }> {
    const official = req.official?.id ?? '';
    const body = (req.body ?? {}) as Record<string, unknown>;
    const earlier = manyOf(body, 'kept').flatMap((token) => this.read(token, official));
    if (req.uploadProblem) {
      return { files: earlier, problems: [{ field: 'files', code: `files-${req.uploadProblem}` }] };
    }
    // A browser sends an empty part for a file field in which nothing was chosen.
    const chosen = (req.files ?? []).filter((file) => file.originalname !== '' || file.size > 0);
    try {
      const kept = await this.keeper.keep(chosen);
      return { files: [...earlier, ...kept.map((file) => this.offer(file, official))], problems: [] };
    } catch (error) {
      if (!(error instanceof FilesRefused)) throw error;
      const problems = error.refused.map(({ name, reason }) => ({
        field: 'files',
        code: `files-${reason}`,
        vars: { name },
      }));
      return { files: earlier, problems };
    }
  }

  private offer(file: KeptFile, official: string): OfferedFile {
    const said = Buffer.from(JSON.stringify([file.name, file.mediaType, file.size, file.sha256])).toString('base64url');
    return { ...file, token: `${said}.${this.sign(said, official)}` };
  }

  private read(token: string, official: string): OfferedFile[] {
    const [said = '', signature = ''] = token.split('.');
    const right = Buffer.from(this.sign(said, official));
    const given = Buffer.from(signature);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return [];
    const [name, mediaType, size, sha256] = JSON.parse(Buffer.from(said, 'base64url').toString()) as [
      string,
      string,
      number,
      string,
    ];
    return [{ name, mediaType, size, sha256, token }];
  }

  private sign(said: string, official: string): string {
    return createHmac('sha256', this.config.sessionSecret).update(`kept-file:${official}:${said}`).digest('base64url');
  }
}
