import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Response } from 'express';
import { FURTHER_LANGUAGES, PAGE_LANGUAGES, ROLES } from '../../core/casefile';
import { statuteFor } from '../../core/law';
import { Administration, type LongAction, People, Transactions } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { deskPaths } from '../../platform/paths';
import { underWayView } from '../../platform/long-actions';
import { Allow, worksHere } from '../../platform/sign-in';
import { PageFrame } from '../../platform/web/page-frame';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { doubtfulRules } from './doubtful-rules';
import { type Problems, shownProblems } from './form-problems';
import { formOf, type InstitutionField, type InstitutionForm, readInstitutionForm } from './institution-form';
import { firstTermOf, institutionLabels } from './institution-labels';
import { factsOf, InstitutionRuns } from './institution-runs';
import { InstitutionService } from './institution.service';
import { type ChangedMeanwhile, seenOf, shownMeanwhile, unlessMeanwhile } from '../../platform/web/meanwhile';

/** The form as it is shown. `again`: it had been typed for this change, which was not made. */
interface Shown {
  form: InstitutionForm;
  problems?: Problems<InstitutionField>;
  changed?: ChangedMeanwhile<InstitutionForm> | null;
  again?: LongAction | null;
}

/** Names, address and the choices that the law leaves open or that its sources disagree about. */
@Controller(deskPaths.institution())
@Allow('institution')
export class InstitutionController {
  constructor(
    private readonly service: InstitutionService,
    private readonly runs: InstitutionRuns,
    private readonly people: People,
    private readonly administration: Administration,
    private readonly transactions: Transactions,
    private readonly modules: ModuleRef,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { institutionId } = req.official as SignedIn;
    const again = await this.runs.unmade(institutionId, req.query.again);
    if (again) return this.showAgain(req, res, again);
    const known = await this.people.institution(this.transactions.reader, institutionId);
    return this.show(req, res, { form: formOf(known) });
  }

  @Post()
  async change(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const tx = this.transactions.reader;
    const known = await this.people.institution(tx, official.institutionId);
    const fixed = await this.administration.hasCases(tx, official.institutionId);
    const { form, problems } = readInstitutionForm(req.body, fixed ? known.code : null, formOf(known));
    if (Object.keys(problems).length > 0) return this.show(req, res, { form, problems });
    const done = await unlessMeanwhile<InstitutionForm, Awaited<ReturnType<typeof this.save>>>(
      this.save(official, form, seenOf(req.body)),
      (changed) => this.show(req, res, { form: changed.found.form, changed }),
    );
    if (!done) return;
    const { saved } = done;
    if (!saved.ok) return this.show(req, res, { form, problems: { [saved.field]: saved.problem } });
    if ('runId' in saved) return res.redirect(303, deskPaths.institutionRun(saved.runId));
    this.modules.get(PageFrame, { strict: false }).forget();
    res.redirect(303, `${deskPaths.institution()}?done=saved${saved.moved > 0 ? `&moved=${saved.moved}` : ''}`);
  }

  private async save(official: SignedIn, form: InstitutionForm, seen: string) {
    return (await this.runs.begin(official, form, seen)) ?? this.service.change(official, form, seen);
  }

  /** What had been typed for a change that was not made, with what stands in its way now. */
  private async showAgain(req: PageRequest, res: Response, again: LongAction): Promise<void> {
    const { form, seen } = factsOf(again);
    const looked = await unlessMeanwhile(
      this.service.look(again.institutionId, form, seen),
      (changed: ChangedMeanwhile<InstitutionForm>) => this.show(req, res, { form: changed.found.form, changed, again }),
    );
    if (!looked) return;
    const { saved } = looked;
    await this.show(req, res, { form, problems: saved.ok ? {} : { [saved.field]: saved.problem }, again });
  }

  private async show(
    req: PageRequest,
    res: Response,
    { form, problems = {}, changed = null, again = null }: Shown,
  ): Promise<void> {
    const official = req.official as SignedIn;
    const { institutionId } = official;
    const today = this.clock.today();
    const law = statuteFor('access.decision', today);
    const [lang, t] = [languageOfPage(res), wordsOfPage(res)];
    const errors = shownProblems(problems, t);
    const moved = Number(req.query.moved);
    const officials = await this.people.officials(this.transactions.reader, institutionId);
    const present = formOf(await this.people.institution(this.transactions.reader, institutionId));
    const lost = again || req.query.done ? null : await this.runs.lost(official, present);
    const refused = !again && (errors.length > 0 || changed !== null);
    res.status(refused ? 422 : 200).render('administration/institution.njk', {
      form,
      errors,
      ...shownMeanwhile(
        req.body,
        { present, changed, wrong: refused && errors.length > 0 },
        institutionLabels(today, t),
      ),
      fixedCode: await this.administration.hasCases(this.transactions.reader, institutionId),
      roles: ROLES,
      pageLanguages: PAGE_LANGUAGES,
      furtherLanguages: FURTHER_LANGUAGES,
      officials: officials.filter(worksHere),
      extension: law.extension === 'none' ? null : law.extension,
      firstTerm: firstTermOf(today),
      rules: doubtfulRules(today, lang),
      underWay: underWayView(await this.runs.underWay(institutionId), lang),
      again: underWayView(again, lang),
      lost: underWayView(lost, lang),
      done: req.query.done === 'saved',
      moved: Number.isInteger(moved) && moved > 0 ? moved : 0,
    });
  }
}
