import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Response } from 'express';
import { FURTHER_LANGUAGES, PAGE_LANGUAGES, ROLES } from '../../core/casefile';
import { statuteFor, type Term } from '../../core/law';
import { Administration, People, Transactions } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { deskPaths } from '../../platform/paths';
import { Allow, worksHere } from '../../platform/sign-in';
import { PageFrame } from '../../platform/web/page-frame';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { doubtfulRules } from './doubtful-rules';
import { type Problems, shownProblems } from './form-problems';
import { formOf, type InstitutionField, type InstitutionForm, readInstitutionForm } from './institution-form';
import { type InstitutionSaved, InstitutionService } from './institution.service';
import { type ChangedMeanwhile, seenOf, shownMeanwhile, unlessMeanwhile } from '../../platform/web/meanwhile';

/** What the fields are called on the page. */
const LABELS: Record<InstitutionField, string> = {
  nameSq: 'admin:name.sq',
  nameSr: 'admin:name.sr',
  nameEn: 'admin:name.en',
  code: 'admin:institution.code',
  address: 'admin:institution.address',
  email: 'admin:institution.email',
  phone: 'admin:institution.phone',
  extensionReading: 'admin:institution.reading',
  workingDays: 'admin:institution.workingDays',
  clarification: 'admin:institution.clarification',
  signatureThreshold: 'admin:institution.threshold',
  onCallId: 'admin:institution.onCall',
  directorateShare: 'admin:institution.directorateShare',
  draftDaysBefore: 'admin:institution.draftDaysBefore',
  signOffDaysBefore: 'admin:institution.signOffDaysBefore',
  handshakeDays: 'admin:institution.handshakeDays',
  secondFactorRoles: 'admin:institution.secondFactorRoles',
  firstLanguage: 'admin:institution.firstLanguage',
  otherLanguages: 'admin:institution.otherLanguages',
};

/** Names, address and the choices that the law leaves open or that its sources disagree about. */
@Controller(deskPaths.institution())
@Allow('institution')
export class InstitutionController {
  constructor(
    private readonly service: InstitutionService,
    private readonly people: People,
    private readonly administration: Administration,
    private readonly transactions: Transactions,
    private readonly modules: ModuleRef,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const known = await this.people.institution(this.transactions.reader, (req.official as SignedIn).institutionId);
    return this.show(req, res, formOf(known), {});
  }

  @Post()
  async change(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const tx = this.transactions.reader;
    const known = await this.people.institution(tx, official.institutionId);
    const fixed = await this.administration.hasCases(tx, official.institutionId);
    const { form, problems } = readInstitutionForm(req.body, fixed ? known.code : null, formOf(known));
    if (Object.keys(problems).length > 0) return this.show(req, res, form, problems);
    const done = await unlessMeanwhile<InstitutionForm, InstitutionSaved>(
      this.service.change(official, form, seenOf(req.body)),
      (changed) => this.show(req, res, changed.found.form, {}, changed),
    );
    if (!done) return;
    const { saved } = done;
    if (!saved.ok) return this.show(req, res, form, { [saved.field]: saved.problem });
    this.modules.get(PageFrame, { strict: false }).forget();
    res.redirect(303, `${deskPaths.institution()}?done=saved${saved.moved > 0 ? `&moved=${saved.moved}` : ''}`);
  }

  private async show(
    req: PageRequest,
    res: Response,
    form: InstitutionForm,
    problems: Problems<InstitutionField>,
    changed: ChangedMeanwhile<InstitutionForm> | null = null,
  ): Promise<void> {
    const { institutionId } = req.official as SignedIn;
    const today = this.clock.today();
    const law = statuteFor('access.decision', today);
    const first = law.terms.find((term: Term) => term.procedure === 'access.decision');
    const errors = shownProblems(problems, wordsOfPage(res));
    const moved = Number(req.query.moved);
    const officials = await this.people.officials(this.transactions.reader, institutionId);
    const t = wordsOfPage(res);
    const known = await this.people.institution(this.transactions.reader, institutionId);
    res.status(errors.length > 0 || changed ? 422 : 200).render('administration/institution.njk', {
      form,
      errors,
      ...shownMeanwhile(req.body, { present: formOf(known), changed, wrong: errors.length > 0 }, (field) =>
        t(LABELS[field], { count: first?.length }),
      ),
      fixedCode: await this.administration.hasCases(this.transactions.reader, institutionId),
      roles: ROLES,
      pageLanguages: PAGE_LANGUAGES,
      furtherLanguages: FURTHER_LANGUAGES,
      officials: officials.filter(worksHere),
      extension: law.extension === 'none' ? null : law.extension,
      firstTerm: first,
      rules: doubtfulRules(today, languageOfPage(res)),
      done: req.query.done === 'saved',
      moved: Number.isInteger(moved) && moved > 0 ? moved : 0,
    });
  }
}
