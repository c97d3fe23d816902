import { Controller, Get, Inject, NotFoundException, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Notices, Transactions } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import { languageOfPage, type PageRequest, type SignedIn } from '../../platform/web/request';
import { noticeView, placeText, readPlace } from './notice-view';

const PAGE_SIZE = 30;
const DONE = ['read', 'acknowledged', 'settled'];

/** What an official was told: unread first, then the latest first. Everybody sees their own only. */
@Controller(deskPaths.notices())
@Allow('notices')
export class NoticesController {
  constructor(
    private readonly notices: Notices,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { id } = req.official as SignedIn;
    const after = readPlace(req.query.after);
    const rows = await this.notices.page(this.transactions.reader, id, PAGE_SIZE + 1, after);
    const shown = rows.slice(0, PAGE_SIZE);
    const last = rows.length > PAGE_SIZE ? shown.at(-1) : undefined;
    const lang = languageOfPage(res);
    res.setHeader('Cache-Control', 'no-store');
    res.render('notices/list.njk', {
      lines: shown.map((row) => noticeView(row, this.clock.today(), lang)),
      until: this.clock.now().toISOString(),
      first: after === null,
      next: last && deskPaths.notices(placeText({ unread: last.readAt === null, at: last.at, id: last.id })),
      atNotices: true,
      done: DONE.find((one) => one === req.query.done) ?? '',
    });
  }

  /** One of them (`id`), or all that came before the page was loaded (`until`). */
  @Post('read')
  async read(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const { id, until } = (req.body ?? {}) as Record<string, unknown>;
    const now = this.clock.now();
    if (typeof id === 'string') {
      const found = await this.notices.byId(this.transactions.reader, official.id, id);
      if (!found) throw new NotFoundException();
      await this.transactions.run((tx) => this.notices.read(tx, official.id, id, now));
    } else {
      const seen = new Date(typeof until === 'string' ? until : '');
      if (Number.isNaN(seen.getTime())) throw new NotFoundException();
      await this.transactions.run((tx) => this.notices.readAll(tx, official.id, seen < now ? seen : now, now));
    }
    res.redirect(303, `${deskPaths.notices()}?done=read`);
  }
}
