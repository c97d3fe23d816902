import { Controller, Get, HttpException, HttpStatus, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { calendarPaths } from '../../platform/paths';
import { FeedLinks } from './feed-links';
import { FeedReader } from './feed-reader';

/** 32 random bytes. */
const NAME = /^([\w-]{43})\.ics$/;

/** An official's calendar, to whoever knows its address: calendar programs cannot sign in. */
@Controller(calendarPaths.base())
export class FeedController {
  constructor(
    private readonly links: FeedLinks,
    private readonly reader: FeedReader,
  ) {}

  @Get(':name')
  async feed(@Param('name') name: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const token = NAME.exec(name)?.[1];
    const found = token ? await this.links.find(token, req.ip ?? '') : ({ state: 'unknown' } as const);
    res.setHeader('Cache-Control', 'private, no-cache');
    res.setHeader('X-Robots-Tag', 'noindex');
    if (found.state === 'too-many') {
      res.setHeader('Retry-After', found.until.toUTCString());
      throw new HttpException('Too many unknown addresses.', HttpStatus.TOO_MANY_REQUESTS);
    }
    if (found.state === 'unknown') throw new NotFoundException();
    const { text, etag, since } = await this.reader.read(found.feed, found.official);
    res.setHeader('ETag', etag);
    res.setHeader('Last-Modified', since.toUTCString());
    res.setHeader('Content-Type', 'text/calendar; charset=utf-8');
    res.setHeader('Content-Disposition', 'inline; filename="qasja.ics"');
    // Answers 304 by itself when the program knows this already.
    res.send(text);
  }
}
