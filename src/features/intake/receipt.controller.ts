import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { PageLanguage } from '../../core/casefile';
import { type Clock, CLOCK } from '../../platform/clock';
import { CONFIG, type Config } from '../../platform/config';
import { sendBytes } from '../../platform/files';
import { TrackingPass } from '../../platform/intake';
import { Crests, receiptFileName, receiptOf, receiptPdf } from '../../platform/letters';
import { publicPaths } from '../../platform/paths';
import { languageOfPage } from '../../platform/web/request';
import {
  type Applicant,
  CaseBook,
  type FileRow,
  type LoadedCase,
  Papers,
  TrackingStore,
  Transactions,
} from '../../records';
import { receiptPage } from './receipt-page';

interface Found {
  loaded: LoadedCase;
  applicant: Applicant;
  /** What came with the submission. */
  files: FileRow[];
}

/** The receipt of a case, to the browser that filed it or that showed its code. */
@Controller(['sq/receipt', 'sr/receipt', 'en/receipt'])
export class ReceiptController {
  constructor(
    private readonly pass: TrackingPass,
    private readonly store: TrackingStore,
    private readonly book: CaseBook,
    private readonly papers: Papers,
    private readonly crests: Crests,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** To print, to keep, to show: what the page says, with every day of the deadline. */
  @Get(':reference.pdf')
  async pdf(@Param('reference') reference: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const lang = languageOfPage(res);
    const found = await this.find(req, reference);
    if (!found) return elsewhere(res, lang, reference);
    const { loaded, applicant, files } = found;
    const sheet = {
      receipt: receiptOf(loaded, applicant, files, lang),
      institution: loaded.institution,
      lang,
      trackAddress: this.config.publicUrl + publicPaths.track(lang),
      now: this.clock.now(),
      crest: await this.crests.of(loaded.institution),
    };
    sendBytes(res, await receiptPdf(sheet), receiptFileName(sheet), 'application/pdf');
  }

  @Get(':reference')
  async receipt(@Param('reference') reference: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const lang = languageOfPage(res);
    const found = await this.find(req, reference);
    if (!found) return elsewhere(res, lang, reference);
    res.setHeader('Cache-Control', 'private, no-store');
    res.render('intake/receipt.njk', receiptPage(found.loaded, found.applicant, found.files, lang));
  }

  /** Null when this browser has no pass for a case of that number. */
  private async find(req: Request, reference: string): Promise<Found | null> {
    const tx = this.transactions.reader;
    const mine = await this.store.byIds(tx, this.pass.caseIds(req));
    const row = mine.find((one) => one.reference === reference);
    if (!row) return null;
    const loaded = await this.book.load(tx, row.institutionId, row.id);
    const applicant = await this.store.applicant(tx, row.id);
    const files = (await this.papers.filesOfCase(tx, row.id)).filter((file) => file.role === 'submitted');
    return { loaded, applicant, files };
  }
}

const elsewhere = (res: Response, lang: PageLanguage, reference: string): void =>
  res.redirect(303, `${publicPaths.track(lang)}?reference=${encodeURIComponent(reference)}`);
