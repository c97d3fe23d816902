import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { localDateOf, localTimeOf } from '../../core/law';
import { People, Transactions } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import { formatDate } from '../../platform/views';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { type Coming, comingAddress, DAYS_AHEAD, endOfPreview, placeOf, readPlace } from './coming';
import { ComingReader } from './coming-reader';
import { rungInWords, type Teller, tellerOf, toWhom } from './jobs-view';

const PAGE_SIZE = 100;

/** What will be told in the next days, day by day, if nothing happens until then. */
@Controller(deskPaths.jobsComing())
@Allow('jobs')
export class ComingController {
  constructor(
    private readonly reader: ComingReader,
    private readonly people: People,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { institutionId } = req.official as SignedIn;
    const [lang, t] = [languageOfPage(res), wordsOfPage(res)];
    const after = readPlace(req.query.after);
    const { rows, more, unreadable } = await this.reader.page(institutionId, after, PAGE_SIZE);
    const officials = await this.people.officials(this.transactions.reader, institutionId);
    const last = rows.at(-1);
    res.render('jobs/coming.njk', {
      days: daysOf(rows, tellerOf(officials, lang, t)),
      unreadable,
      until: formatDate(endOfPreview(this.clock.today()), lang),
      count: DAYS_AHEAD,
      pages: {
        ...(after ? { previous: comingAddress(null) } : {}),
        ...(more && last ? { next: comingAddress(placeOf(last)) } : {}),
      },
    });
  }
}

/** One group for each day, and before them one for what the next sweep tells. */
function daysOf(rows: readonly Coming[], teller: Teller) {
  const { lang, t } = teller;
  const days: { title: string; rows: object[] }[] = [];
  for (const one of rows) {
    const title = one.owed ? t('jobs:coming.owed') : formatDate(localDateOf(one.at), lang, 'weekday');
    if (days.at(-1)?.title !== title) days.push({ title, rows: [] });
    days.at(-1)?.rows.push({
      rung: rungInWords(one.rung.key, t),
      // What cannot wait is told when its day begins, or by its own hour; the rest when people are at work.
      time: one.owed || localTimeOf(one.at) === '00:00' ? '' : localTimeOf(one.at),
      reference: one.reference,
      href: deskPaths.caseFile(one.caseId),
      subject: one.subject,
      to: one.to.map((key) => toWhom(key, teller)).sort((a, b) => a.localeCompare(b, lang)),
    });
  }
  return days;
}
