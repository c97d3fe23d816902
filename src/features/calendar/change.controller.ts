import { Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Response } from 'express';
import { Bases, People, Transactions, yearsOf } from '../../records';
import type { FieldProblem } from '../../platform/casework';
import { LongActionRuns } from '../../platform/long-actions';
import { deskPaths } from '../../platform/paths';
import { Recounting } from '../../platform/recount';
import { Allow } from '../../platform/sign-in';
import { PageFrame } from '../../platform/web/page-frame';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import type { CalendarRunFacts } from './calendar-runs';
import { CalendarService, type Preview, type Refused } from './calendar.service';
import { CHANGE_PAGES, type ChangePage, type ChangeContext } from './change-pages';
import { previewView } from './preview-view';

/** One form for each change: filled in, shown what it would do, and done. Nothing is written before that. */
@Controller(deskPaths.calendar())
@Allow('calendar')
export class ChangeController {
  constructor(
    private readonly service: CalendarService,
    private readonly recounting: Recounting,
    private readonly runs: LongActionRuns,
    private readonly bases: Bases,
    private readonly people: People,
    private readonly transactions: Transactions,
    private readonly modules: ModuleRef,
  ) {}

  @Get(':change')
  async form(@Req() req: PageRequest, @Res() res: Response, @Param('change') name: string): Promise<void> {
    const page = this.find(name);
    const context = await this.context(req);
    if (!page.offered(context)) return res.redirect(303, deskPaths.calendar());
    this.showForm(res, page, context, page.empty(context, req.query), []);
  }

  @Post(':change')
  async change(@Req() req: PageRequest, @Res() res: Response, @Param('change') name: string): Promise<void> {
    const page = this.find(name);
    const body = (req.body ?? {}) as Record<string, unknown>;
    const context = await this.context(req);
    const { form, problems, change } = page.read(body, context);
    if (!change) return this.showForm(res, page, context, form, problems);
    if (body.step === 'edit') return this.showForm(res, page, context, form, []);
    const { id, institutionId } = req.official as SignedIn;
    if (body.step === 'apply') {
      const seen = typeof body.basis === 'string' ? body.basis : '';
      if (await this.recounting.isLong(institutionId)) {
        const facts = { page: page.name, change, basisId: seen } satisfies CalendarRunFacts;
        const runId = await this.runs.begin({ institutionId, officialId: id, what: 'calendar', facts });
        return res.redirect(303, deskPaths.calendarRun(runId));
      }
      const applied = await this.service.apply(institutionId, { kind: 'official', id }, change, seen);
      if (applied.ok) {
        this.modules.get(PageFrame, { strict: false }).forget();
        return res.redirect(303, `${deskPaths.calendar()}?done=${page.name}&moved=${applied.moved}`);
      }
      if ('refused' in applied) return this.showForm(res, page, context, form, refusal(applied));
    }
    const previewed = await this.service.preview(institutionId, change);
    if (!previewed.ok) return this.showForm(res, page, context, form, refusal(previewed));
    await this.showPreview(req, res, page, form, previewed.preview, body.step === 'apply');
  }

  private find(name: string): ChangePage {
    const page = CHANGE_PAGES.find((one) => one.name === name);
    if (!page) throw new NotFoundException();
    return page;
  }

  private async context(req: PageRequest): Promise<ChangeContext> {
    const { reader } = this.transactions;
    const institution = await this.people.institution(reader, (req.official as SignedIn).institutionId);
    const row = await this.bases.row(reader, institution);
    return { years: yearsOf(row), nationalVersion: row.nationalVersion };
  }

  private showForm(
    res: Response,
    page: ChangePage,
    context: ChangeContext,
    form: Record<string, string>,
    problems: FieldProblem[],
  ): void {
    const [lang, t] = [languageOfPage(res), wordsOfPage(res)];
    const errors = problems.map(({ field, code, vars }) => ({
      field,
      text: t(`calendar:error.${code}`, vars),
      href: `#${field}`,
    }));
    res.status(errors.length > 0 ? 422 : 200).render(`calendar/${page.template}.njk`, {
      change: page.name,
      action: deskPaths.calendarChange(page.name),
      form,
      errors,
      ...page.data(context, form, lang, t),
    });
  }

  private async showPreview(
    req: PageRequest,
    res: Response,
    page: ChangePage,
    form: Record<string, string>,
    preview: Preview,
    stale: boolean,
  ): Promise<void> {
    const { institutionId } = req.official as SignedIn;
    const officials = await this.people.officials(this.transactions.reader, institutionId);
    res.status(stale ? 422 : 200).render('calendar/preview.njk', {
      change: page.name,
      action: deskPaths.calendarChange(page.name),
      fields: Object.entries(form),
      basis: preview.basisId,
      preview: previewView(preview, officials, languageOfPage(res), wordsOfPage(res)),
      stale,
    });
  }
}

function refusal({ refused }: Refused): FieldProblem[] {
  const { field, code } = refused;
  return [{ field, code, ...('count' in refused ? { vars: { count: refused.count } } : {}) }];
}
