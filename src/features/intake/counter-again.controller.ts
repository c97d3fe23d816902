import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Clock, CLOCK } from '../../platform/clock';
import { cleanLine, tidyReference, typed } from '../../platform/intake';
import { deskPaths } from '../../platform/paths';
import { Allow, may } from '../../platform/sign-in';
import { firstAnswer, offeredOnPage } from '../../platform/web/offered-pages';
import { type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { TrackingStore, Transactions } from '../../records';
import { counterPage, emptyCounterForm } from './counter-page';

/** Somebody comes back without the receipt: by its number it is printed again. */
@Controller(deskPaths.counterAgain())
@Allow('counter')
export class CounterAgainController {
  constructor(
    private readonly store: TrackingStore,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The receipt itself asks who may see it, and writes down that it was opened. */
  @Get()
  async find(@Req() req: PageRequest, @Res() res: Response, @Query('reference') asked?: unknown): Promise<void> {
    const official = req.official as SignedIn;
    const given = cleanLine(typed(asked)).slice(0, 60);
    const references = [...new Set([tidyReference(given), given])].filter((one) => one !== '');
    const found = await this.store.byReference(this.transactions.reader, [official.institutionId], references);
    const [one] = found.filter(({ row }) => may(official, 'case.read', row));
    if (one) return res.redirect(303, deskPaths.counterReceipt(one.row.id));
    const t = wordsOfPage(res);
    const text = t(given === '' ? 'intake:problem.again-missing' : 'intake:problem.again-unknown');
    const today = this.clock.today();
    const errors = [{ field: 'reference', text, href: '#reference' }];
    const form = emptyCounterForm(firstAnswer(res), today);
    const page = counterPage(form, errors, t, today, false, offeredOnPage(res).answers);
    res.status(422).render('intake/counter.njk', { ...page, again: given });
  }
}
