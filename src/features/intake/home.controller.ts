import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Clock, CLOCK } from '../../platform/clock';
import { publicPaths } from '../../platform/paths';
import { languageOf } from '../../platform/views';
import { offeredOnPage } from '../../platform/web/offered-pages';
import { languageOfPage, wordsOfPage } from '../../platform/web/request';
import { homePage } from './home-page';

@Controller()
export class HomeController {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** The browser's language decides; the institution's first one when it says none that is offered. */
  @Get()
  root(@Req() req: Request, @Res() res: Response): void {
    res.vary('Accept-Language');
    res.redirect(303, publicPaths.home(languageOf(req, offeredOnPage(res))));
  }

  @Get(['sq', 'sr', 'en'])
  home(@Res() res: Response): void {
    res.render('intake/home.njk', homePage(languageOfPage(res), wordsOfPage(res), this.clock.today()));
  }

  @Get(['sq/privacy', 'sr/privacy', 'en/privacy'])
  privacy(@Res() res: Response): void {
    this.prose(res, 'privacy');
  }

  @Get(['sq/accessibility', 'sr/accessibility', 'en/accessibility'])
  accessibility(@Res() res: Response): void {
    this.prose(res, 'accessibility');
  }

  private prose(res: Response, page: 'privacy' | 'accessibility'): void {
    const title = wordsOfPage(res)(`intake:${page}.title`);
    res.render(`intake/${page}.njk`, { title, home: publicPaths.home(languageOfPage(res)) });
  }
}
