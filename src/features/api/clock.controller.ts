import { Controller, Get, Header, Query, Res, UseFilters } from '@nestjs/common';
import type { Response } from 'express';
import { apiPaths } from '../../platform/paths';
import { wordsOfPage } from '../../platform/web/request';
import { clockAnswer } from './clock-answer';
import { readClockQuestion } from './clock-question';
import { ProblemFilter } from './problem';

/** The public calculator of deadlines: no key, no limit of origin, no database. */
@Controller(apiPaths.clock())
@UseFilters(ProblemFilter)
export class ClockController {
  @Get()
  @Header('Cache-Control', 'public, max-age=300')
  clock(@Query() query: Record<string, unknown>, @Res({ passthrough: true }) res: Response): object {
    // Before anything can be refused: a page elsewhere must be able to read the refusal as well.
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    res.vary('Accept-Language');
    return clockAnswer(readClockQuestion(query, wordsOfPage(res)));
  }
}
