import { Controller, Get, Inject, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import {
  type PeriodError,
  readPeriod,
  readYear,
  type Report,
  type ReportPeriod,
  type TypedPeriod,
} from '../../core/report';
import { CLOCK, type Clock } from '../../platform/clock';
import { deskPaths } from '../../platform/paths';
import { YearReports } from '../../platform/reports';
import { Allow } from '../../platform/sign-in';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { figuresFile } from './figures-file';
import { reportPage } from './report-page';

/** The yearly access report of the official's own institution: any period, as of any day. */
@Controller(deskPaths.reports())
@Allow('report')
export class ReportsController {
  constructor(
    private readonly reports: YearReports,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  current(@Res() res: Response): void {
    res.redirect(303, deskPaths.report(Number(this.clock.today().slice(0, 4))));
  }

  @Get(':year')
  async page(@Param('year') text: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { year, typed, read } = this.read(text, req);
    const t = wordsOfPage(res);
    const errors = 'errors' in read ? read.errors.map((error) => toMessage(error, t)) : [];
    const report = 'period' in read ? await this.load(req, read.period) : null;
    const own = !typed.from && !typed.to;
    res.status(errors.length > 0 ? 422 : 200).render('reporting/report.njk', {
      title: own ? t('report:title', { year }) : t('report:titlePeriod'),
      year,
      today: this.clock.today(),
      typed,
      errors,
      report: report ? reportPage(report, t, languageOfPage(res)) : null,
      figuresHref: deskPaths.reportFigures(year) + queryOf(typed),
    });
  }

  @Get(':year/figures.csv')
  async figures(@Param('year') text: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { year, typed, read } = this.read(text, req);
    if ('errors' in read) return res.redirect(303, deskPaths.report(year) + queryOf(typed));
    const report = await this.load(req, read.period);
    const { from, to } = read.period;
    res.attachment(`raporti-${from}-${to}.csv`).type('text/csv; charset=utf-8');
    res.send(figuresFile(report, wordsOfPage(res), languageOfPage(res)));
  }

  private read(
    text: string,
    req: PageRequest,
  ): { year: number; typed: TypedPeriod; read: ReturnType<typeof readPeriod> } {
    const year = readYear(text);
    if (year === null) throw new NotFoundException();
    const typed = typedPeriod(req);
    return { year, typed, read: readPeriod(year, typed, this.clock.today()) };
  }

  private load(req: PageRequest, period: ReportPeriod): Promise<Report> {
    return this.reports.of((req.official as SignedIn).institutionId, period);
  }
}

const toMessage = ({ field, code }: PeriodError, t: (key: string) => string) => ({
  field,
  text: t(`report:problem.${code}`),
  href: `#${field}`,
});

function typedPeriod({ query }: PageRequest): TypedPeriod {
  const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 40) : '');
  return { from: text(query.from), to: text(query.to), asOf: text(query.asOf) };
}

function queryOf(typed: TypedPeriod): string {
  const given = Object.entries(typed).filter(([, value]) => value !== '');
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : '';
}
