import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { TrackingPass } from '../../platform/intake';
import { publicPaths } from '../../platform/paths';
import { languageOfPage, wordsOfPage } from '../../platform/web/request';
import { CaseBook, Papers, TrackingStore, Transactions } from '../../records';
import { receiptPage } from './receipt-page';

/** The receipt of a case, to the browser that filed it or that showed its code. */
@Controller(['sq/receipt', 'sr/receipt', 'en/receipt'])
export class ReceiptController {
  constructor(
    private readonly pass: TrackingPass,
    private readonly store: TrackingStore,
    private readonly book: CaseBook,
    private readonly papers: Papers,
    private readonly transactions: Transactions,
  ) {}

  @Get(':reference')
  async receipt(@Param('reference') reference: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const lang = languageOfPage(res);
    const tx = this.transactions.reader;
    const mine = await this.store.byIds(tx, this.pass.caseIds(req));
    const row = mine.find((one) => one.reference === reference);
    if (!row) return res.redirect(303, `${publicPaths.track(lang)}?reference=${encodeURIComponent(reference)}`);
    const loaded = await this.book.load(tx, row.institutionId, row.id);
    const applicant = await this.store.applicant(tx, row.id);
    const files = await this.papers.filesOfCase(tx, row.id);
    const submitted = files.filter((file) => file.role === 'submitted');
    res.setHeader('Cache-Control', 'private, no-store');
    res.render('intake/receipt.njk', receiptPage(loaded, applicant, submitted, lang, wordsOfPage(res)));
  }
}
