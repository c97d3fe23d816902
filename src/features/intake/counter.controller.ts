import { Controller, ForbiddenException, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { KINDS } from '../../core/casefile';
import { RelatedCases } from '../../platform/casework';
import { type Clock, CLOCK } from '../../platform/clock';
import { chosenFiles, FileKeeper, FilesRefused, hadFiles } from '../../platform/files';
import { answersBy, type FieldProblem, IntakeService, readSubmission, typed, typedFields } from '../../platform/intake';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import { firstAnswer, offeredOnPage } from '../../platform/web/offered-pages';
import { languageOfPage, type PageRequest, wordsOfPage } from '../../platform/web/request';
import { People, Transactions } from '../../records';
import { counterPage, emptyCounterForm } from './counter-page';
import { fileProblems, shownErrors } from './problems';

/** One screen for what comes on paper, by post, by telephone, by word of mouth or by e-mail. */
@Controller('desk/counter')
@Allow('counter')
export class CounterController {
  constructor(
    private readonly people: People,
    private readonly transactions: Transactions,
    private readonly intake: IntakeService,
    private readonly keeper: FileKeeper,
    private readonly related: RelatedCases,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  empty(@Res() res: Response, @Query('kept') kept?: unknown): void {
    const t = wordsOfPage(res);
    const today = this.clock.today();
    const page = counterPage(
      emptyCounterForm(firstAnswer(res), today),
      [],
      t,
      today,
      false,
      offeredOnPage(res).answers,
    );
    const notice =
      kept === undefined ? null : { kind: 'warning', heading: t('intake:kept.title'), text: t('intake:counter.kept') };
    res.render('intake/counter.njk', { ...page, notice });
  }

  @Post()
  async register(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { official } = req;
    if (!official) throw new ForbiddenException();
    const now = this.clock.now();
    const language = languageOfPage(res);
    const institution = await this.people.institution(this.transactions.reader, official.institutionId);
    const body = { ...(req.body as Record<string, unknown>), to: institution.code };
    const chosen = typed((req.body as Record<string, unknown> | undefined)?.kind);
    const kind = KINDS.find((one) => one === chosen);
    const answers = answersBy([institution]);
    const context = { by: 'counter', language, institutions: [institution.code], answers, now } as const;
    const { submission, problems } = readSubmission(body, kind ?? 'access-request', context);
    const all: FieldProblem[] = [...problems, ...(await fileProblems(req))];
    if (!kind) all.unshift({ field: 'kind', code: 'kind-missing' });
    if (req.staleForm) all.unshift({ field: 'subject', code: 'stale' });
    const refuse = (found: FieldProblem[]): void => {
      const t = wordsOfPage(res);
      const form = {
        ...emptyCounterForm(firstAnswer(res), this.clock.today()),
        receivedOn: '',
        ...typedFields(body),
        kind: chosen,
      };
      const again = hadFiles(req);
      const { answers } = offeredOnPage(res);
      const page = counterPage(form, shownErrors(found, t, language), t, this.clock.today(), again, answers);
      res.status(422).render('intake/counter.njk', page);
    };
    if (!req.staleForm && typed((req.body as Record<string, unknown> | undefined)?.do) === 'similar') {
      return this.showSimilar(req, res, { ...typedFields(body), kind: chosen });
    }
    if (!submission || all.length > 0) return refuse(all);
    try {
      const files = await this.keeper.keep(chosenFiles(req));
      const filed = await this.intake.file(submission, files, { kind: 'official', id: official.id }, now);
      res.redirect(303, filed.kept ? `${deskPaths.counter()}?kept` : deskPaths.counterReceipt(filed.caseId));
    } catch (error) {
      if (error instanceof FilesRefused) return refuse(await fileProblems(req));
      throw error;
    }
  }

  /** Before anything is registered: whether somebody asked the same. The form stays as it is. */
  private async showSimilar(req: PageRequest, res: Response, typedIn: Record<string, string>): Promise<void> {
    const [t, language] = [wordsOfPage(res), languageOfPage(res)];
    const form = { ...emptyCounterForm(firstAnswer(res), this.clock.today()), receivedOn: '', ...typedIn };
    const said = `${typedIn.subject ?? ''} ${typedIn.text ?? ''}`;
    const similar = await this.related.similarTo(req.official!, said, language);
    const page = counterPage(form, [], t, this.clock.today(), hadFiles(req), offeredOnPage(res).answers);
    res.status(200).render('intake/counter.njk', { ...page, similar, asked: true });
  }
}
