import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CONFIG, type Config } from '../../platform/config';
import { calendarPaths, deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import type { PageRequest, SignedIn } from '../../platform/web/request';
import { shownOnce } from '../../platform/web/shown-once';
import { FeedLinks } from './feed-links';

const DONE = ['created', 'revoked'];
const addresses = shownOnce('qasja.calendar', deskPaths.accountCalendar());

/** The signed-in official's own calendar: make an address, see it once, replace it, end it. */
@Controller(deskPaths.accountCalendar())
@Allow('notices')
export class LinkController {
  constructor(
    private readonly links: FeedLinks,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const token = addresses.take(req, res, official.id);
    const address = token && this.config.publicUrl + calendarPaths.feed(token);
    res.setHeader('Cache-Control', 'no-store');
    res.render('calendar-feed/calendar.njk', {
      calendar: await this.links.current(official),
      address,
      // Opens the calendar program on most devices.
      subscribe: address && address.replace(/^https?:/, 'webcal:'),
      done: DONE.find((one) => one === req.query.done) ?? null,
    });
  }

  @Post()
  async create(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const token = await this.links.create(official);
    addresses.put(res, this.config.publicUrl.startsWith('https:'), official.id, token);
    res.redirect(303, `${deskPaths.accountCalendar()}?done=created`);
  }

  @Post('revoke')
  async revoke(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    await this.links.revoke(req.official as SignedIn);
    res.redirect(303, `${deskPaths.accountCalendar()}?done=revoked`);
  }
}
