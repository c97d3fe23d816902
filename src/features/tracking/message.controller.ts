import { Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { PageLanguage } from '../../core/casefile';
import { type Clock, CLOCK } from '../../platform/clock';
import { Correspondence } from '../../platform/correspondence';
import { chosenFiles, FileKeeper, hadFiles, uploadFaults } from '../../platform/files';
import { cleanText, typed } from '../../platform/intake';
import { publicPaths } from '../../platform/paths';
import { formatNumber, type Words } from '../../platform/views';
import { languageOfPage, type PageRequest, wordsOfPage } from '../../platform/web/request';
import { type TrackedCase, TrackedCases } from './tracked-cases';
import { ANSWER_LIMIT, type AnswerForm, trackedPage } from './tracked-page';

/**
 * What the applicant writes on the page of the case: the answer to a question of the municipality, or a message. Whichever
 * form it came by, it is kept: an answer to a question that was settled meanwhile becomes a message.
 */
@Controller(['sq/track', 'sr/track', 'en/track'])
export class MessageController {
  constructor(
    private readonly cases: TrackedCases,
    private readonly correspondence: Correspondence,
    private readonly keeper: FileKeeper,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post([':reference/clarification', ':reference/messages'])
  async send(@Param('reference') reference: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const lang = languageOfPage(res);
    const t = wordsOfPage(res);
    const found = await this.cases.find(req, reference);
    if (!found) return res.redirect(303, `${publicPaths.track(lang)}?reference=${encodeURIComponent(reference)}`);
    const raw = typed((req.body as Record<string, unknown> | undefined)?.answer);
    const text = cleanText(raw);
    const errors = await problemsOf(req, text, t, lang);
    if (errors.length > 0) return this.again(res, found, { text: raw, errors, filesAgain: hadFiles(req) });
    const { id: caseId, institutionId } = found.loaded.row;
    const files = await this.keeper.keep(chosenFiles(req));
    const receivedAt = this.clock.now();
    const { as } = await this.correspondence.receive({
      ...{ institutionId, caseId, channel: 'page', text, language: lang, files, receivedAt },
    });
    res.redirect(303, `${publicPaths.tracked(lang, reference)}?done=${as === 'answer' ? 'answered' : 'written'}`);
  }

  private async again(res: Response, { loaded }: TrackedCase, form: AnswerForm): Promise<void> {
    const papers = await this.cases.papersOf(loaded.row, languageOfPage(res));
    const page = trackedPage(loaded, papers, this.clock.now(), languageOfPage(res), wordsOfPage(res), form);
    res.status(422).render('tracking/tracked.njk', page);
  }
}

async function problemsOf(req: PageRequest, text: string, t: Words, lang: PageLanguage): Promise<AnswerForm['errors']> {
  const errors: AnswerForm['errors'] = [];
  const add = (field: 'answer' | 'files', words: string): void => {
    errors.push({ field, text: words, href: `#${field}` });
  };
  if (req.staleForm) add('answer', t('common:errors.staleForm'));
  const answers = req.path.endsWith('/clarification');
  if (text === '' && (answers || !hadFiles(req)))
    add('answer', t(answers ? 'tracking:problem.answerMissing' : 'tracking:problem.messageMissing'));
  if (text.length > ANSWER_LIMIT)
    add('answer', t('tracking:problem.answerLong', { limit: formatNumber(ANSWER_LIMIT, lang) }));
  for (const { code, vars } of await uploadFaults(req)) add('files', t(`intake:problem.${code}`, vars));
  return errors;
}
