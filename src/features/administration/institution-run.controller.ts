import { Controller, Get, Inject, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Clock, CLOCK } from '../../platform/clock';
import { LongActionRuns } from '../../platform/long-actions';
import { deskPaths } from '../../platform/paths';
import { runView, showRun, tellRun } from '../../platform/long-actions';
import { Allow } from '../../platform/sign-in';
import type { Words } from '../../platform/views';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { institutionLabels } from './institution-labels';
import { factsOf, type InstitutionRunResult, InstitutionRuns, resultOf } from './institution-runs';

/** A change of the settings by which many cases are counted anew: how far it is, and what came of it. */
@Controller(deskPaths.institutionRun(':id'))
@Allow('institution')
export class InstitutionRunController {
  constructor(
    private readonly institutionRuns: InstitutionRuns,
    private readonly runs: LongActionRuns,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async page(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    showRun(res, 'administration/institution-run.njk', await this.view(id, req, res));
  }

  @Get('state')
  async state(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    tellRun(res, await this.view(id, req, res));
  }

  private async view(id: string, req: PageRequest, res: Response) {
    const action = await this.institutionRuns.find((req.official as SignedIn).institutionId, id);
    if (!action) throw new NotFoundException();
    const [lang, t] = [languageOfPage(res), wordsOfPage(res)];
    const progress = await this.runs.progress(action);
    const result = resultOf(action);
    const end = result && { good: 'moved' in result, text: endOf(result, t) };
    const label = institutionLabels(this.clock.today(), t);
    return {
      ...runView(action, { progress, end, stateHref: deskPaths.institutionRunState(id) }, lang, t),
      what: factsOf(action).fields.map(label),
    };
  }
}

function endOf(result: InstitutionRunResult, t: Words): string {
  if ('moved' in result)
    return result.moved > 0
      ? t('admin:institution.savedMoved', { count: result.moved })
      : t('admin:institution.run.still');
  if ('stale' in result) return t('admin:institution.run.stale');
  if ('broken' in result) return t(`admin:institution.run.broken.${result.broken}`);
  return t('admin:institution.run.refused', { problem: t(`admin:problem.${result.refused.problem}`) });
}
