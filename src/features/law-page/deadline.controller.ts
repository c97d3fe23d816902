import { Controller, Get, Inject, NotFoundException, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Clock, CLOCK } from '../../platform/clock';
import { type Config, CONFIG } from '../../platform/config';
import { readTime } from '../../platform/intake';
import { publicPaths } from '../../platform/paths';
import { formatDate, isLang } from '../../platform/views';
import { wordsOfPage } from '../../platform/web/request';
import { answerQuestion } from './deadline-answer';
import { questionQuery } from './deadline-link';
import { choices, type DeadlineForm, otherSteps, readDeadlineForm, typedForm } from './deadline-question';

/** "When must they answer me?": a calculator in the words of a citizen. Its answers have addresses that can be passed on. */
@Controller(':lang/deadline')
export class DeadlineController {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  page(@Param('lang') lang: string, @Query() query: Record<string, unknown>, @Res() res: Response): void {
    if (!isLang(lang)) throw new NotFoundException();
    const t = wordsOfPage(res);
    const today = this.clock.today();
    const typed = typedForm(query);
    const read = typed && readDeadlineForm(typed);
    const faults = read && 'faults' in read ? read.faults : [];
    const question = read && 'question' in read ? read.question : null;
    const path = publicPaths.deadline(lang);
    const share = question && `${path}?${questionQuery(question, readTime(typed?.time ?? '') ?? '')}`;
    res.status(faults.length > 0 ? 422 : 200).render('law-page/deadline.njk', {
      title: t('deadline:title'),
      action: path,
      form: typed ?? empty(formatDate(today, 'sq', 'short')),
      choices: choices.map((value) => ({ value, text: t(`deadline:choice.${value}`) })),
      steps: otherSteps.map((value) => ({ value, text: t(`common:procedure.${value}`) })),
      errors: faults.map(({ field, code }) => ({ field, text: t(`deadline:wrong.${code}`), href: `#${field}` })),
      answer: question && answerQuestion(question, today, lang, t),
      share: share && { href: share, text: this.config.publicUrl + share },
    });
  }
}

/** A request that came in today: most who ask have just filed one. */
const empty = (day: string): DeadlineForm => ({
  what: 'request',
  step: '',
  day,
  time: '',
  extended: false,
  asked: '',
  answered: '',
});
