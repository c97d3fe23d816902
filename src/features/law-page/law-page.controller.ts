import { Controller, Get, Inject, NotFoundException, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { procedures } from '../../core/law';
import { type Clock, CLOCK } from '../../platform/clock';
import { isLang } from '../../platform/views';
import { wordsOfPage } from '../../platform/web/request';
import { answerQuestion, type DeadlineAnswer } from './deadline-answer';
import { type FieldFault, readDeadlineForm, typedForm } from './deadline-question';
import { shownHolidays, shownLaws } from './shown-laws';

const MARKS = ['text', 'official', 'second-hand', 'unverified'];

/** "Legal deadlines": every number that the product counts with and where it stands, and a calculator. */
@Controller(':lang/law')
export class LawPageController {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  @Get()
  page(@Param('lang') lang: string, @Query() query: Record<string, unknown>, @Res() res: Response): void {
    if (!isLang(lang)) throw new NotFoundException();
    const t = wordsOfPage(res);
    const today = this.clock.today();
    const year = Number(today.slice(0, 4));
    const typed = typedForm(query);
    const read = typed && readDeadlineForm(typed);
    const faults: FieldFault[] = read && 'faults' in read ? read.faults : [];
    const answer: DeadlineAnswer | null = read && 'question' in read ? answerQuestion(read.question, lang, t) : null;
    res.status(faults.length > 0 ? 422 : 200).render('law-page/law.njk', {
      title: t('law:title'),
      form: typed ?? { procedure: 'access.decision', day: '', time: '' },
      procedures: procedures.map((value) => ({ value, text: t(`common:procedure.${value}`) })),
      errors: faults.map(({ field, code }) => ({ field, text: t(`law:wrong.${code}`), href: `#${field}` })),
      answer,
      laws: shownLaws(today, lang, t),
      marks: MARKS.map((mark) => ({ name: t(`common:mark.${mark}`), text: t(`law:marks.${mark}`) })),
      holidays: [shownHolidays(year, lang, t), shownHolidays(year + 1, lang, t)],
    });
  }
}
