import { Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Kind, KINDS, PAGE_LANGUAGES } from '../../core/casefile';
import { type Clock, CLOCK } from '../../platform/clock';
import { CONFIG, type Config } from '../../platform/config';
import { chosenFiles, FileKeeper, FilesRefused, hadFiles } from '../../platform/files';
import {
  answersBy,
  type FieldProblem,
  type Filed,
  IntakeService,
  NoSuchInstitution,
  readSubmission,
  SubmissionRate,
  TrackingPass,
  typed,
  typedFields,
} from '../../platform/intake';
import { kindOfSegment, publicPaths } from '../../platform/paths';
import { offeredBy } from '../../platform/web/offered-pages';
import { languageOfPage, type PageRequest, wordsOfPage } from '../../platform/web/request';
import { type Institution, People, Transactions } from '../../records';
import { emptyForm, formPage } from './form-page';
import { fileProblems, shownErrors } from './problems';

const FORMS = PAGE_LANGUAGES.flatMap((lang) => KINDS.map((kind) => publicPaths.form(lang, kind)));
const KEPT = PAGE_LANGUAGES.map(publicPaths.kept);
const KEPT_COOKIE = 'qasja.kept';

/** The four forms of the public pages. */
@Controller()
export class FormController {
  constructor(
    private readonly people: People,
    private readonly transactions: Transactions,
    private readonly intake: IntakeService,
    private readonly keeper: FileKeeper,
    private readonly rate: SubmissionRate,
    private readonly pass: TrackingPass,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(FORMS)
  async empty(@Req() req: Request, @Res() res: Response, @Query('to') to?: unknown): Promise<void> {
    const form = emptyForm(languageOfPage(res), typeof to === 'string' ? to.toUpperCase() : '');
    this.show(req, res, await this.institutions(), form, [], false);
  }

  @Post(FORMS)
  async submit(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const now = this.clock.now();
    const language = languageOfPage(res);
    const institutions = await this.institutions();
    const body = (req.body ?? {}) as Record<string, unknown>;
    const refuse = (status: number, found: FieldProblem[]): void => {
      const form = { ...emptyForm(language, ''), wantedForm: '', ...typedFields(req.body) };
      res.status(status);
      this.show(req, res, institutions, form, found, hadFiles(req));
    };
    // Only the language of the page changes: what was typed goes along, and nothing is filed.
    if (typed(body.otherLanguage) !== '') return refuse(200, []);
    const codes = institutions.map((one) => one.code);
    const answers = answersBy(institutions);
    const { submission, problems } = readSubmission(req.body, kindOf(req), {
      by: 'web',
      language,
      institutions: codes,
      answers,
      now,
    });
    const all: FieldProblem[] = [...problems, ...(await fileProblems(req))];
    // Only programs see the field `website`; a person whose browser filled it in is told to empty it.
    if (typed(body.website) !== '') all.push({ field: 'subject', code: 'trap' });
    if (req.staleForm) return refuse(422, [{ field: 'subject', code: 'stale' }, ...all]);
    if (!submission || all.length > 0) return refuse(422, all);
    const wait = this.rate.take(req.ip ?? '', now);
    if (wait > 0) {
      res.setHeader('Retry-After', wait);
      return refuse(429, [{ field: 'subject', code: 'too-fast', vars: { count: wait } }]);
    }
    try {
      const files = await this.keeper.keep(chosenFiles(req));
      this.thank(req, res, await this.intake.file(submission, files, { kind: 'citizen' }, now));
    } catch (error) {
      if (error instanceof NoSuchInstitution) return refuse(422, [{ field: 'to', code: 'to-unknown' }]);
      if (error instanceof FilesRefused) return refuse(422, await fileProblems(req));
      throw error;
    }
  }

  /** Kept, but without a number for now. The browser that sent it is led to its receipt as soon as there is one. */
  @Get(KEPT)
  async kept(@Req() req: Request, @Res() res: Response): Promise<void> {
    const value = (req.signedCookies as Record<string, unknown>)[KEPT_COOKIE];
    const [institutionId = '', key = ''] = typeof value === 'string' ? value.split(' ') : [];
    const found = key ? await this.intake.before(institutionId, key) : null;
    if (found && !found.kept) {
      res.clearCookie(KEPT_COOKIE);
      return this.thank(req, res, found);
    }
    res.render('intake/kept.njk', { title: wordsOfPage(res)('intake:kept.title'), waiting: found !== null });
  }

  private thank(req: Request, res: Response, filed: Filed): void {
    const lang = languageOfPage(res);
    if (filed.kept) {
      const secure = this.config.publicUrl.startsWith('https:');
      const value = `${filed.institutionId} ${filed.submissionKey}`;
      res.cookie(KEPT_COOKIE, value, { signed: true, httpOnly: true, sameSite: 'lax', secure });
      return res.redirect(303, publicPaths.kept(lang));
    }
    this.pass.grant(req, res, filed.caseId);
    res.redirect(303, publicPaths.receipt(lang, filed.reference));
  }

  private institutions(): Promise<Institution[]> {
    return this.people.openInstitutions(this.transactions.reader);
  }

  private show(
    req: Request,
    res: Response,
    institutions: Institution[],
    form: Record<string, string>,
    problems: FieldProblem[],
    filesAgain: boolean,
  ): void {
    const lang = languageOfPage(res);
    const t = wordsOfPage(res);
    const errors = shownErrors(problems, t, lang);
    const { answers } = offeredBy(institutions);
    const today = this.clock.today();
    const page = { kind: kindOf(req), lang, t, today, institutions, form, errors, answers, filesAgain };
    res.render('intake/form.njk', formPage(page));
  }
}

const kindOf = (req: Request): Kind => kindOfSegment(req.path.split('/')[2] ?? '') ?? 'access-request';
