import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { People, Transactions } from '../../records';
import { Crests } from '../../platform/letters';

/** The coat of arms for the head of pages. Its address changes with it, so a browser may keep it for ever. */
@Controller('crest')
export class CrestController {
  constructor(
    private readonly people: People,
    private readonly crests: Crests,
    private readonly transactions: Transactions,
  ) {}

  @Get(':code/:version')
  async crest(@Param('code') code: string, @Param('version') version: string, @Res() res: Response): Promise<void> {
    const institution = await this.people.institutionByCode(this.transactions.reader, code);
    const crest = institution?.settings.look?.crest;
    const bytes = institution && crest?.sha256.startsWith(version) ? await this.crests.of(institution) : null;
    if (!crest || !bytes || version.length !== 16) throw new NotFoundException();
    res.setHeader('Content-Type', crest.mediaType);
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    res.end(bytes);
  }
}
