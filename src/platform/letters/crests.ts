import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { Institution } from '../../records';
import { FileKeeper } from '../files';

/** The coats of arms of institutions, for their papers. */
@Injectable()
export class Crests {
  constructor(private readonly keeper: FileKeeper) {}

  /** The picture (PNG or JPEG); null without one, and where its file is missing: a letter does not fail for a picture. */
  async of({ settings }: Pick<Institution, 'settings'>): Promise<Buffer | null> {
    const crest = settings.look?.crest;
    return crest ? readFile(this.keeper.pathOf(crest)).catch(() => null) : null;
  }
}
