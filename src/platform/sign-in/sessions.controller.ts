import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { deskPaths } from '../paths';
import type { PageRequest, SignedIn } from '../web/request';
import { Allow } from './allow';
import { textOf } from './open-page';
import { OwnSessions } from './own-sessions';

const DONE = ['one', 'others', 'none'];

/** Where the official is signed in: which device, since when, last seen when. */
@Controller(deskPaths.sessions())
@Allow('account')
export class SessionsController {
  constructor(private readonly sessions: OwnSessions) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    res.setHeader('Cache-Control', 'no-store');
    res.render('sign-in/sessions.njk', {
      sessions: await this.sessions.list(official.id, req.sessionID),
      done: DONE.find((one) => one === req.query.done),
    });
  }

  /** The session of this browser is ended by signing out, where the cookie goes too. */
  @Post('end')
  async endOne(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { id } = (req.body ?? {}) as Record<string, unknown>;
    const ended = await this.sessions.endOne(req.official as SignedIn, textOf(id));
    res.redirect(303, `${deskPaths.sessions()}?done=${ended ? 'one' : 'none'}`);
  }

  @Post('end-others')
  async endOthers(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const ended = await this.sessions.endOthers(req.official as SignedIn, req.sessionID);
    res.redirect(303, `${deskPaths.sessions()}?done=${ended > 0 ? 'others' : 'none'}`);
  }
}
