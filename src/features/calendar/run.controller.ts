import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { LongActionRuns } from '../../platform/long-actions';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import { formatDateTime, formatNumber } from '../../platform/views';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import type { LongAction } from '../../records';
import type { CalendarRunResult } from './calendar-runs';

/** A change by which many cases are counted anew: how far it is, and what came of it. */
@Controller(deskPaths.calendarRun(':id'))
@Allow('calendar')
export class CalendarRunController {
  constructor(private readonly runs: LongActionRuns) {}

  @Get()
  async page(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const view = await this.view(id, req, res);
    res.setHeader('Cache-Control', 'no-store');
    res.render('calendar/run.njk', view);
  }

  /** For the script of the page: the same in numbers and words. */
  @Get('state')
  async state(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { settled, total, finished, text } = await this.view(id, req, res);
    res.setHeader('Cache-Control', 'no-store');
    res.json({ settled, total, finished, text });
  }

  private async view(id: string, req: PageRequest, res: Response) {
    const [lang, t] = [languageOfPage(res), wordsOfPage(res)];
    const action = await this.runs.find((req.official as SignedIn).institutionId, 'calendar', id);
    if (!action) throw new NotFoundException();
    const result = resultOf(action);
    const progress = await this.runs.progress(action);
    const running = progress
      ? t('calendar:run.counted', {
          done: formatNumber(progress.done, lang),
          total: formatNumber(progress.total, lang),
        })
      : t('calendar:run.waiting');
    return {
      id,
      began: formatDateTime(action.createdAt, lang),
      stateHref: deskPaths.calendarRunState(id),
      settled: progress?.done ?? 0,
      total: progress?.total ?? 1,
      finished: result !== null,
      good: result !== null && 'moved' in result,
      text: result ? endOf(result, t) : running,
    };
  }
}

const resultOf = ({ finishedAt, result }: LongAction): CalendarRunResult | null =>
  finishedAt ? (result as unknown as CalendarRunResult) : null;

function endOf(result: CalendarRunResult, t: (key: string, vars?: Record<string, unknown>) => string): string {
  if ('moved' in result)
    return result.moved > 0 ? t('calendar:done.moved', { count: result.moved }) : t('calendar:done.still');
  if ('stale' in result) return t('calendar:run.stale');
  if ('broken' in result) return t(`calendar:run.broken.${result.broken}`);
  const { code } = result.refused;
  return t(`calendar:error.${code}`, 'count' in result.refused ? { count: result.refused.count } : {});
}
