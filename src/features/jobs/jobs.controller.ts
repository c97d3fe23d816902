import { Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { People, Transactions, WaitingWork } from '../../records';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { JobKeeping } from './job-keeping';
import { type JobKind, type Place, readKind, readPlace, readReason, REASON_LIMIT, writtenPlace } from './job-kinds';
import { JobsReader } from './jobs-reader';
import { alarmView, jobsView, type JobView, messageView, type Teller, tellerOf } from './jobs-view';

const DONE = ['retried', 'retriedAll', 'discarded', 'gone'];

/** Whether the machinery is well, what waits, what failed; and what an administrator decides about it. */
@Controller(deskPaths.jobs())
@Allow('jobs')
export class JobsController {
  constructor(
    private readonly reader: JobsReader,
    private readonly keeping: JobKeeping,
    private readonly people: People,
    private readonly work: WaitingWork,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { institutionId } = req.official as SignedIn;
    const before = { messages: readPlace(req.query.messages), alarms: readPlace(req.query.alarms) };
    const found = await this.reader.read(institutionId, before);
    const count = Number(req.query.count);
    res.render('jobs/jobs.njk', {
      ...jobsView(found, await this.teller(req, res)),
      pages: {
        messages: pagesOf('messages', before, found.failed.next),
        alarms: pagesOf('alarms', before, found.setAside.next),
      },
      done: DONE.find((one) => one === req.query.done),
      count: Number.isInteger(count) && count > 0 ? count : 1,
    });
  }

  /** Everything of a kind that failed is tried again. */
  @Post(':kind/retry')
  async retryAll(@Req() req: PageRequest, @Res() res: Response, @Param('kind') asked: string): Promise<void> {
    const count = await this.keeping.retry(req.official as SignedIn, kindOf(asked), null);
    leave(res, count > 0 ? `retriedAll&count=${count}` : 'gone');
  }

  /** One is tried again. Twice is once: only what failed is taken up. */
  @Post(':kind/:id/retry')
  async retry(
    @Req() req: PageRequest,
    @Res() res: Response,
    @Param('kind') asked: string,
    @Param('id') id: string,
  ): Promise<void> {
    const kind = kindOf(asked);
    const one = await this.find(req, kind, id);
    const count = one ? await this.keeping.retry(req.official as SignedIn, kind, one) : 0;
    leave(res, count > 0 ? 'retried' : 'gone');
  }

  @Get(':kind/:id/discard')
  async ask(
    @Req() req: PageRequest,
    @Res() res: Response,
    @Param('kind') asked: string,
    @Param('id') id: string,
  ): Promise<void> {
    const kind = kindOf(asked);
    const view = (await this.find(req, kind, id)) && (await this.view(req, res, kind, id));
    if (!view) return leave(res, 'gone');
    this.showDiscard(res, kindOf(asked), view, '', null);
  }

  @Post(':kind/:id/discard')
  async discard(
    @Req() req: PageRequest,
    @Res() res: Response,
    @Param('kind') asked: string,
    @Param('id') id: string,
  ): Promise<void> {
    const kind = kindOf(asked);
    const one = await this.find(req, kind, id);
    const view = one && (await this.view(req, res, kind, id));
    if (!one || !view) return leave(res, 'gone');
    const { reason, problem } = readReason((req.body as Record<string, unknown> | undefined)?.reason);
    if (problem) return this.showDiscard(res, kind, view, reason, problem);
    const gone = await this.keeping.discard(req.official as SignedIn, kind, one, reason);
    leave(res, gone ? 'discarded' : 'gone');
  }

  /** Null when it is not there to be decided on any more. Throws when the institution has no such message. */
  private async find(
    req: PageRequest,
    kind: JobKind,
    id: string,
  ): Promise<{ id: string; caseId: string | null } | null> {
    const by = req.official as SignedIn;
    if (kind === 'alarms') return this.keeping.alarm(by, id);
    const row = await this.keeping.message(by, id);
    if (!row) throw new NotFoundException();
    return row.state === 'failed' ? row : null;
  }

  private async view(req: PageRequest, res: Response, kind: JobKind, id: string): Promise<JobView | null> {
    const by = req.official as SignedIn;
    const teller = await this.teller(req, res);
    if (kind === 'alarms') {
      const alarm = await this.keeping.alarm(by, id);
      return alarm && alarmView(alarm, alarm.reference, teller);
    }
    const row = await this.keeping.message(by, id);
    if (row?.state !== 'failed') return null;
    const references = await this.work.references(this.transactions.reader, [row.caseId]);
    return messageView(await this.reader.withSubject(row), references.get(row.caseId ?? '') ?? '', teller);
  }

  private showDiscard(res: Response, kind: JobKind, job: JobView, reason: string, problem: string | null): void {
    const t = wordsOfPage(res);
    const errors = problem
      ? [{ field: 'reason', text: t(`jobs:problem.${problem}`, { limit: REASON_LIMIT }), href: '#reason' }]
      : [];
    res
      .status(problem ? 422 : 200)
      .render('jobs/discard.njk', { kind, job, reason, errors, limit: REASON_LIMIT, action: job.discard });
  }

  private async teller(req: PageRequest, res: Response): Promise<Teller> {
    const { institutionId } = req.official as SignedIn;
    const officials = await this.people.officials(this.transactions.reader, institutionId);
    return tellerOf(officials, languageOfPage(res), wordsOfPage(res));
  }
}

function kindOf(asked: string): JobKind {
  const kind = readKind(asked);
  if (!kind) throw new NotFoundException();
  return kind;
}

function leave(res: Response, done: string): void {
  res.redirect(303, `${deskPaths.jobs()}?done=${done}`);
}

/** The other list stays where it is. */
function pagesOf(
  kind: JobKind,
  before: Record<JobKind, Place | null>,
  next: Place | null,
): { previous?: string; next?: string } {
  const address = (place: Place | null): string => {
    const query = new URLSearchParams();
    for (const [name, one] of Object.entries({ ...before, [kind]: place })) if (one) query.set(name, writtenPlace(one));
    return `${deskPaths.jobs()}${query.size > 0 ? `?${query.toString()}` : ''}#${kind}`;
  };
  return { ...(before[kind] ? { previous: address(null) } : {}), ...(next ? { next: address(next) } : {}) };
}
