import { Controller, Get, Inject, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Queue, type QueueFilter, Transactions } from '../../records';
import { manyOf } from '../../platform/casework';
import { type Clock, CLOCK } from '../../platform/clock';
import { deskPaths } from '../../platform/paths';
import { Allow, may, visibleCases } from '../../platform/sign-in';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import type { Unit } from './figures';
import { moveLines } from './move-view';
import { HISTORY_DAYS, WorkloadReader } from './workload-data';
import { caseLine, nameOfUnit, unitLines } from './workload-view';

/** Cases of a unit that are looked at, those due first. */
const LOOKED_AT = 200;
/** Cases that one reassignment is thought through for. */
const MOST_MOVED = 50;

/** Who has how much to do, what will probably be late, and what giving it to somebody else would change. */
@Controller(deskPaths.workload())
@Allow('workload')
export class WorkloadController {
  constructor(
    private readonly reader: WorkloadReader,
    private readonly queue: Queue,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const lang = languageOfPage(res);
    const data = await this.reader.read(req.official as SignedIn);
    res.setHeader('Cache-Control', 'no-store');
    res.render('workload/workload.njk', {
      directorates: unitLines(data, 'directorate', lang),
      people: unitLines(data, 'person', lang),
      historyDays: HISTORY_DAYS,
    });
  }

  @Get('move')
  async move(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const lang = languageOfPage(res);
    const ids = manyOf(req.query as Record<string, unknown>, 'case').map((one) => one.split('.')[0] ?? '');
    const rows = await this.queue.chosen(this.transactions.reader, visibleTo(official), ids.slice(0, MOST_MOVED));
    const open = rows.filter((row) => row.status !== 'closed');
    const data = await this.reader.read(official);
    res.setHeader('Cache-Control', 'no-store');
    res.render('workload/move.njk', {
      cases: open.map(({ subject, reference }) => ({ subject, reference })),
      directorates: moveLines(data, open, 'directorate', lang),
      people: moveLines(data, open, 'person', lang),
      mayAssign: may(official, 'case.assign'),
      breadcrumbs: crumbs(res, wordsOfPage(res)('workload:move.title')),
    });
  }

  @Get(':by/:id')
  async unit(
    @Param('by') by: string,
    @Param('id') id: string,
    @Req() req: PageRequest,
    @Res() res: Response,
  ): Promise<void> {
    const official = req.official as SignedIn;
    const lang = languageOfPage(res);
    const data = await this.reader.read(official);
    const unit: Unit = { by: by === 'person' ? 'person' : 'directorate', id: id === 'none' ? null : id };
    const known = unit.by === 'person' ? data.officials : data.directorates;
    const exists = unit.id === null || known.some((one) => one.id === unit.id);
    if (!['person', 'directorate'].includes(by) || !exists || !data.sees(unit)) throw new NotFoundException();
    const whose = unit.by === 'person' ? { assignee: unit.id ?? 'nobody' } : { directorate: unit.id ?? 'none' };
    const filter = { ...visibleTo(official), status: 'open' as const, ...whose };
    const { rows, next } = await this.queue.page(this.transactions.reader, filter, {}, LOOKED_AT);
    const cases = rows
      .map((row) => caseLine(data, row, unit, lang, this.clock.now()))
      .sort((one, other) => other.rank - one.rank);
    const line = unitLines(data, unit.by, lang).find((one) => one.href === deskPaths.workloadOf(unit.by, id));
    const name = nameOfUnit(data, unit, lang);
    res.setHeader('Cache-Control', 'no-store');
    res.render('workload/unit.njk', {
      name,
      line,
      cases,
      more: next !== null,
      most: LOOKED_AT,
      queueHref: `${deskPaths.queue()}?${new URLSearchParams(Object.entries(whose)).toString()}`,
      historyDays: HISTORY_DAYS,
      mayAssign: may(official, 'case.assign'),
      breadcrumbs: crumbs(res, name),
    });
  }
}

function visibleTo(official: SignedIn): QueueFilter {
  const { institutionId, ...visible } = visibleCases(official);
  return { institutionId, visible, status: 'all' };
}

const crumbs = (res: Response, text: string): object[] => [
  { text: wordsOfPage(res)('workload:title'), href: deskPaths.workload() },
  { text },
];
