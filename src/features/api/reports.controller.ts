import {
  Controller,
  Get,
  Header,
  Inject,
  NotFoundException,
  Param,
  Query,
  Req,
  Res,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import type { Response } from 'express';
import { type PeriodField, readPeriod, readYear, type ReportJson, reportJson } from '../../core/report';
import { type Clock, CLOCK } from '../../platform/clock';
import { apiPaths } from '../../platform/paths';
import { YearReports } from '../../platform/reports';
import { may } from '../../platform/sign-in';
import { type PageRequest, wordsOfPage } from '../../platform/web/request';
import { Parameters } from './parameters';
import { Problem, ProblemFilter } from './problem';
import { officialOf, TokenGuard } from './token.guard';

const FIELDS: readonly PeriodField[] = ['from', 'to', 'asOf'];

/** The yearly report for other systems: the figures of the page, and who may see them, are the same. */
@Controller(`${apiPaths.base()}/reports`)
@UseFilters(ProblemFilter)
@UseGuards(TokenGuard)
export class ReportsController {
  constructor(
    private readonly reports: YearReports,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':year')
  @Header('Cache-Control', 'no-store')
  async report(
    @Req() req: PageRequest,
    @Param('year') typedYear: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) res: Response,
  ): Promise<ReportJson> {
    const official = officialOf(req);
    if (!may(official, 'report')) throw new Problem('not-open-to-you');
    const year = readYear(typedYear);
    if (year === null) throw new NotFoundException();
    const parameters = new Parameters(query, FIELDS, wordsOfPage(res));
    const typed = Object.fromEntries(FIELDS.map((field) => [field, parameters.text(field) ?? '']));
    const read = readPeriod(year, typed, this.clock.today());
    for (const { field, code } of 'errors' in read ? read.errors : []) parameters.refuse(field, code);
    parameters.assertGood();
    if ('errors' in read) throw new Problem('invalid-parameters');
    return reportJson(await this.reports.of(official.institutionId, read.period));
  }
}
