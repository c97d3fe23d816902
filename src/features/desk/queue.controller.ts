import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import {
  Absences,
  AlarmCases,
  Queue,
  type QueueFilter,
  type QueuePage,
  type QueueRow,
  Transactions,
} from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { deskPaths } from '../../platform/paths';
import { Allow, may, visibleCases } from '../../platform/sign-in';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { queueChoices } from './queue-choices';
import { queueAddress, type QueueQuery, readQueueQuery, toFilter } from './queue-query';
import { type Naming, queueLine, waits } from './queue-view';

const PAGE_SIZE = 50;
/** Nobody needs to know whether 500 or 5,000 cases wait; counting them would make the page slow. */
const COUNTED = 500;

/** The overviews above the list, each a link to the list that it counts. */
const VIEWS: Record<string, Partial<QueueQuery>> = {
  open: {},
  mine: { assignee: 'me' },
  nobody: { assignee: 'nobody' },
  today: { due: 'today' },
  overdue: { due: 'overdue' },
};

@Controller()
@Allow('case.read')
export class QueueController {
  constructor(
    private readonly queue: Queue,
    private readonly cases: AlarmCases,
    private readonly absences: Absences,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(deskPaths.queue())
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const tx = this.transactions.reader;
    const [now, today] = [this.clock.now(), this.clock.today()];
    const query = readQueueQuery(req.query);
    const filterOf = (one: QueueQuery): QueueFilter => {
      const { institutionId, ...visible } = visibleCases(official);
      return toFilter(one, { institutionId, visible, me: official.id }, today, now);
    };
    const filter = filterOf(query);
    const views = Object.entries(VIEWS).map(([name, view]) => [name, filterOf({ status: 'open', ...view })] as const);
    const [found, overview, { officials, directorates }] = await Promise.all([
      this.find(filter, query),
      this.queue.overview(tx, official.institutionId, Object.fromEntries(views), COUNTED + 1),
      this.queue.names(tx, official.institutionId),
    ]);
    const lang = languageOfPage(res);
    const t = wordsOfPage(res);
    const away = await this.absences.awayToday(tx, official.institutionId, today);
    const naming = {
      lang,
      t,
      today,
      now,
      officials: new Map(officials.map((one) => [one.id, one])),
      directorates: new Map(directorates.map((one) => [one.id, one])),
      away,
      clocks: await this.clocksOf(found.exact ? [found.exact, ...found.rows] : found.rows),
    };
    const here = deskPaths.queue();
    const address = queueAddress(here, query);
    const filtered = address !== here;
    res.setHeader('Cache-Control', 'no-store');
    res.render('desk/queue.njk', {
      lines: found.rows.map((row) => queueLine(row, naming)),
      exact: found.exact ? queueLine(found.exact, naming) : null,
      views: Object.entries(VIEWS).map(([name, view]) => {
        const count = overview.counts[name] ?? 0;
        const href = queueAddress(here, { status: 'open', ...view });
        return {
          name,
          href,
          number: count > COUNTED ? `${COUNTED}+` : String(count),
          current: href === address,
          bad: name === 'overdue' && count > 0,
        };
      }),
      standingIn: (official.standsInFor ?? []).map(({ id, name }) => ({
        href: queueAddress(here, { status: 'open', assignee: id }),
        name,
        until: away.get(id)?.absence.untilOn ?? today,
      })),
      choices: queueChoices(query, officials, directorates, lang, t),
      query,
      filtered,
      latestFirst: query.status === 'closed' || query.status === 'all',
      pages: {
        previous: found.previous && queueAddress(here, query, { before: found.previous }),
        next: found.next && queueAddress(here, query, { after: found.next }),
      },
      backlog: official.role === 'directorate-staff' ? 0 : overview.backlog,
      mayRegister: may(official, 'counter'),
    });
  }

  /** A page of the list; on the first page a case whose reference was typed stands above it, whatever its status. */
  private async find(
    filter: QueueFilter,
    query: QueueQuery,
  ): Promise<QueuePage & { exact: QueuePage['rows'][number] | null }> {
    const tx = this.transactions.reader;
    const first = !query.after && !query.before;
    const exact =
      first && query.text
        ? await this.queue.byReference(tx, filter, query.text.toUpperCase().replace(/\s+/g, ''))
        : null;
    const { after, before } = query;
    const page = await this.queue.page(tx, filter, before ? { before } : { after }, PAGE_SIZE);
    return { ...page, exact, rows: page.rows.filter((row) => row.id !== exact?.id) };
  }

  /** What runs on the cases that wait: how much is left of a clock that stands still, until when the Agency decides. */
  private async clocksOf(rows: readonly QueueRow[]): Promise<Naming['clocks']> {
    const ids = rows
      .filter((row) => waits(row) && (row.pausedSince ?? row.complaintStage) !== null)
      .map(({ id }) => id);
    if (ids.length === 0) return new Map();
    const { cases } = await this.cases.seen(this.transactions.reader, ids);
    return new Map(cases.map((one) => [one.id, one]));
  }
}
