import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { LongActionRuns } from '../../platform/long-actions';
import { deskPaths } from '../../platform/paths';
import { type RunView, runView, showRun, tellRun } from '../../platform/long-actions';
import { Allow } from '../../platform/sign-in';
import type { Words } from '../../platform/views';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import type { CalendarRunResult } from './calendar-runs';

/** A change by which many cases are counted anew: how far it is, and what came of it. */
@Controller(deskPaths.calendarRun(':id'))
@Allow('calendar')
export class CalendarRunController {
  constructor(private readonly runs: LongActionRuns) {}

  @Get()
  async page(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    showRun(res, 'calendar/run.njk', await this.view(id, req, res));
  }

  @Get('state')
  async state(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    tellRun(res, await this.view(id, req, res));
  }

  private async view(id: string, req: PageRequest, res: Response): Promise<RunView> {
    const action = await this.runs.find((req.official as SignedIn).institutionId, 'calendar', id);
    if (!action) throw new NotFoundException();
    const t = wordsOfPage(res);
    const progress = await this.runs.progress(action);
    const result = action.finishedAt ? (action.result as unknown as CalendarRunResult) : null;
    const end = result && { good: 'moved' in result, text: endOf(result, t) };
    return runView(action, { progress, end, stateHref: deskPaths.calendarRunState(id) }, languageOfPage(res), t);
  }
}

function endOf(result: CalendarRunResult, t: Words): string {
  if ('moved' in result)
    return result.moved > 0 ? t('calendar:done.moved', { count: result.moved }) : t('calendar:done.still');
  if ('stale' in result) return t('calendar:run.stale');
  if ('broken' in result) return t(`calendar:run.broken.${result.broken}`);
  const { code } = result.refused;
  return t(`calendar:error.${code}`, 'count' in result.refused ? { count: result.refused.count } : {});
}
