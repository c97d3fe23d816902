import { Controller, ForbiddenException, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { pageLanguage } from '../../core/casefile';
import { Looks, RelatedCases, sittingSince } from '../../platform/casework';
import { type Clock, CLOCK } from '../../platform/clock';
import { CONFIG, type Config } from '../../platform/config';
import { followAddress, qrOf, qrPath } from '../../platform/letters';
import { deskPaths, publicPaths } from '../../platform/paths';
import { Allow, may } from '../../platform/sign-in';
import { words } from '../../platform/views';
import type { PageRequest, SignedIn } from '../../platform/web/request';
import { CaseBook, type CaseRow, NoSuchCase, Papers, TrackingStore, Transactions } from '../../records';
import { receiptPage } from './receipt-page';

/** The receipt on paper, handed over at the counter in the language of the person who stands there. */
@Controller('desk/cases/:id/receipt')
@Allow('case.applicant')
export class DeskReceiptController {
  constructor(
    private readonly store: TrackingStore,
    private readonly book: CaseBook,
    private readonly papers: Papers,
    private readonly related: RelatedCases,
    private readonly transactions: Transactions,
    private readonly looks: Looks,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** It holds the code, so only those may open it who may see the applicant, or who registered this very case. */
  @Get()
  async receipt(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { official } = req;
    if (!official) throw new ForbiddenException();
    const tx = this.transactions.reader;
    const loaded = await this.book.load(tx, official.institutionId, id);
    const registrar = loaded.history[0]?.actor;
    const registeredIt = registrar?.kind === 'official' && registrar.id === official.id;
    if (!registeredIt && !may(official, 'case.read', loaded.row)) throw new NoSuchCase();
    if (!registeredIt && !may(official, 'case.applicant', loaded.row)) throw new ForbiddenException();
    const justNow = registeredIt && loaded.history[0]!.recordedAt >= sittingSince(req, this.clock.now());
    if (!justNow) await this.looks.applicant(req, loaded.row, 'receipt');
    const applicant = await this.store.applicant(tx, id);
    const submitted = (await this.papers.filesOfCase(tx, id)).filter((file) => file.role === 'submitted');
    const lang = pageLanguage(loaded.row.answerLanguage);
    const page = receiptPage(loaded, applicant, submitted, lang);
    const own = words(official.language);
    const toolbar = {
      backLink: { href: deskPaths.counter(), text: own('intake:counter.back') },
      // Whoever only registers does not see every case: a link to one that they may not open leads nowhere.
      caseLink: may(official, 'case.read', loaded.row)
        ? { href: deskPaths.caseFile(id), text: own('intake:counter.openCase') }
        : null,
      goesTo: own('intake:counter.goesTo'),
      similarLink: await this.similarLink(official, loaded.row, registeredIt),
      printHint: own('common:page.printHint'),
      deskLanguage: official.language,
    };
    const trackAddress = this.config.publicUrl + publicPaths.track(lang);
    const qr = await qrOf(followAddress(trackAddress, loaded.row.reference, applicant.accessCode));
    res.setHeader('Cache-Control', 'private, no-store');
    res.render('intake/counter-receipt.njk', {
      ...page,
      ...toolbar,
      trackAddress,
      qr: { side: qr.size + 8, path: qrPath(qr) },
    });
  }

  /** Whoever registered it is told at once that somebody asked the same before. */
  private async similarLink(official: SignedIn, row: CaseRow, registeredIt: boolean): Promise<object | null> {
    if (!registeredIt || !may(official, 'case.read', row)) return null;
    const { similar } = await this.related.of(official, row, official.language);
    const text = words(official.language)('linking:similarFound', { count: similar.length });
    return similar.length === 0 ? null : { href: `${deskPaths.caseFile(row.id)}#related`, text };
  }
}
