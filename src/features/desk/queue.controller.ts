import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import {
  Absences,
  AlarmCases,
  Bases,
  Desk,
  Queue,
  type QueueFilter,
  type QueueOrder,
  type QueuePage,
  type QueueRow,
  Transactions,
} from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { CONFIG, type Config } from '../../platform/config';
import { deskPaths } from '../../platform/paths';
import { Allow, awayToday } from '../../platform/sign-in';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { groupsOf } from './queue-choices';
import { QueueKnown } from './queue-known';
import { queuePage } from './queue-page';
import { type QueueQuery, queueText, readQueueQuery } from './queue-query';
import { lastSeen, rememberSeen } from './queue-seen';
import { type Naming, waits } from './queue-view';
import { toFilter, toOrder, viewsOf } from './queue-views';

const PAGE_SIZE = 50;
/** Nobody needs to know whether 500 or 5,000 cases wait; counting them would make the page slow. */
const COUNTED = 500;
/** So many events back it is told what changed; who was away for longer reads the list anew. */
const LOOKED_BACK = 500;

type Found = QueuePage & { exact: QueueRow | null };

@Controller()
@Allow('case.read')
export class QueueController {
  constructor(
    private readonly queue: Queue,
    private readonly known: QueueKnown,
    private readonly desk: Desk,
    private readonly cases: AlarmCases,
    private readonly absences: Absences,
    private readonly bases: Bases,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(deskPaths.queue())
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const tx = this.transactions.reader;
    const [now, today] = [this.clock.now(), this.clock.today()];
    const [lang, t] = [languageOfPage(res), wordsOfPage(res)];
    const query = readQueueQuery(req.query);
    const [above, own, away] = await Promise.all([
      this.queue.head(tx, official.institutionId),
      this.desk.of(tx, official.id),
      awayToday(this.absences, tx, official, today),
    ]);
    const { calendar } = await this.bases.byId(tx, above.basisId);
    const filterOf = (one: QueueQuery): QueueFilter => toFilter(one, official, { today, now, calendar });
    const filter = filterOf(query);
    const views = viewsOf(official);
    const filters = Object.fromEntries(views.map(([name, view]) => [name, filterOf(view)]));
    const [counts, { officials, directorates, areas }] = await Promise.all([
      this.known.counts(tx, filters, COUNTED + 1, above, now),
      this.known.names(tx, official.institutionId, above, now),
    ]);
    const order = toOrder(query, () => groupsOf(officials, directorates, lang, t));
    const found = await this.find(filter, query, order);
    const list = listOf(query);
    const seen = lastSeen(req, list);
    const changed = seen && seen.seq < above.seq ? await this.changed(official, filter, seen.seq) : [];
    const naming: Naming = {
      lang,
      t,
      today,
      now,
      officials: new Map(officials.map((one) => [one.id, one])),
      directorates: new Map(directorates.map((one) => [one.id, one])),
      away,
      clocks: await this.clocksOf(found.exact ? [found.exact, ...found.rows] : found.rows),
      changed: new Set(changed),
    };
    rememberSeen(res, list, { seq: above.seq, at: now }, this.config.publicUrl.startsWith('https:'));
    res.setHeader('Cache-Control', 'no-store');
    res.render(
      'desk/queue.njk',
      queuePage({
        official,
        query,
        order,
        found,
        views,
        counts,
        above,
        counted: COUNTED,
        own,
        areas,
        naming,
        seen,
        list,
      }),
    );
  }

  /** For the script: how many visible cases of a list others changed since it was loaded, in numbers and in words. */
  @Get(deskPaths.queueChanges())
  async changes(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const { since: given } = req.query;
    const since = typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : NaN;
    const seq = await this.desk.lastSeq(this.transactions.reader, official.institutionId);
    const cases = seq > since ? await this.changed(official, await this.filterNow(req, official), since) : [];
    const count = cases.length;
    res.setHeader('Cache-Control', 'no-store');
    res.json({ count, cases, text: count === 0 ? '' : wordsOfPage(res)('queue:changed.now', { count }) });
  }

  private async filterNow(req: PageRequest, official: SignedIn): Promise<QueueFilter> {
    const { calendar } = await this.bases.ofInstitution(this.transactions.reader, official.institutionId);
    const at = { today: this.clock.today(), now: this.clock.now(), calendar };
    return toFilter(readQueueQuery(req.query), official, at);
  }

  private async changed({ id }: SignedIn, filter: QueueFilter, seq: number): Promise<string[]> {
    const found = await this.desk.changedSince(this.transactions.reader, filter, seq, id, LOOKED_BACK);
    return found.filter(({ fits }) => fits).map((one) => one.id);
  }

  /** A page of the list; on the first page a case whose reference was typed stands above it, whatever its status. */
  private async find(filter: QueueFilter, query: QueueQuery, order: QueueOrder): Promise<Found> {
    const tx = this.transactions.reader;
    const { after, before, text } = query;
    const typed = !after && !before && text ? text.toUpperCase().replace(/\s+/g, '') : '';
    const [exact, page] = await Promise.all([
      typed ? this.queue.byReference(tx, filter, typed) : null,
      this.queue.page(tx, filter, before ? { before } : { after }, PAGE_SIZE, order),
    ]);
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

/** The list without its page, its order and its columns: what a change concerns. */
function listOf(query: QueueQuery): string {
  const { sort: _sort, order: _order, columns: _columns, ...filters } = query;
  return queueText(filters);
}
