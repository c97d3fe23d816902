import { Controller, Get, Inject, NotFoundException, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Clock, CLOCK } from '../../platform/clock';
import { publicPaths } from '../../platform/paths';
import { isLang } from '../../platform/views';
import { wordsOfPage } from '../../platform/web/request';
import { movedLink } from './deadline-link';
import { shownHolidays, shownLaws } from './shown-laws';

const MARKS = ['text', 'official', 'second-hand', 'unverified'];

/** "Legal deadlines": every number that the product counts with and where it stands, and the holidays. */
@Controller(':lang/law')
export class LawPageController {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  @Get()
  page(@Param('lang') lang: string, @Query() query: Record<string, unknown>, @Res() res: Response): void {
    if (!isLang(lang)) throw new NotFoundException();
    // The calculator stood on this page once; links to its answers are kept and passed on.
    const moved = movedLink(query);
    if (moved) return res.redirect(301, publicPaths.deadline(lang, moved));
    const t = wordsOfPage(res);
    const today = this.clock.today();
    const year = Number(today.slice(0, 4));
    res.render('law-page/law.njk', {
      title: t('law:title'),
      laws: shownLaws(today, lang, t),
      marks: MARKS.map((mark) => ({ name: t(`common:mark.${mark}`), text: t(`law:marks.${mark}`) })),
      holidays: [shownHolidays(year, lang, t), shownHolidays(year + 1, lang, t)],
    });
  }
}
