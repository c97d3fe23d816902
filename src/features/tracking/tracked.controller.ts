import { Controller, Get, Inject, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Clock, CLOCK } from '../../platform/clock';
import { FileKeeper, sendFile } from '../../platform/files';
import { publicPaths } from '../../platform/paths';
import { languageOfPage, wordsOfPage } from '../../platform/web/request';
import { TrackingStore, Transactions } from '../../records';
import { TrackedCases } from './tracked-cases';
import { trackedPage } from './tracked-page';

@Controller(['sq/track', 'sr/track', 'en/track'])
export class TrackedController {
  constructor(
    private readonly cases: TrackedCases,
    private readonly store: TrackingStore,
    private readonly keeper: FileKeeper,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':reference')
  async page(@Param('reference') reference: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const lang = languageOfPage(res);
    const found = await this.cases.find(req, reference);
    if (!found) return res.redirect(303, `${publicPaths.track(lang)}?reference=${encodeURIComponent(reference)}`);
    const papers = await this.cases.papersOf(found.loaded.row, lang);
    res.setHeader('Cache-Control', 'private, no-store');
    const page = trackedPage(found.loaded, papers, this.clock.now(), lang, wordsOfPage(res));
    const done = req.query.done === 'answered' || req.query.done === 'written' ? req.query.done : '';
    res.render('tracking/tracked.njk', { ...page, done });
  }

  /** A document that was released to the applicant; anything else is not found. */
  @Get(':reference/files/:id')
  async file(
    @Param('reference') reference: string,
    @Param('id') id: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const found = await this.cases.find(req, reference);
    if (!found) return res.redirect(303, publicPaths.track(languageOfPage(res)));
    const row = await this.store.releasedFile(this.transactions.reader, found.loaded.row.id, id);
    if (!row) throw new NotFoundException();
    await sendFile(res, this.keeper, row);
  }
}
