import { Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { localTimeOf } from '../../core/law';
import { type Clock, CLOCK } from '../../platform/clock';
import { CaseLookup, TrackingPass, typed } from '../../platform/intake';
import { publicPaths } from '../../platform/paths';
import { offeredOnPage } from '../../platform/web/offered-pages';
import { languageOfPage, type PageRequest, wordsOfPage } from '../../platform/web/request';

interface Problem {
  field: 'reference' | 'code';
  text: string;
}

/** Number and code open a case; from then on the signed cookie does, and no address shows the code. */
@Controller(['sq/track', 'sr/track', 'en/track'])
export class TrackController {
  constructor(
    private readonly lookup: CaseLookup,
    private readonly pass: TrackingPass,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The empty form; with number and code (a link in a mail) the same as sending it. */
  @Get()
  async form(@Req() req: Request, @Res() res: Response, @Query() query: Record<string, unknown>): Promise<void> {
    const [reference, code] = [typed(query.reference), typed(query.code)];
    if (reference !== '' && code !== '') return this.find(req, res, reference, code);
    this.show(res, reference, []);
  }

  @Post()
  async send(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const body = (req.body ?? {}) as Record<string, unknown>;
    const [reference, code] = [typed(body.reference), typed(body.code)];
    const t = wordsOfPage(res);
    const problems: Problem[] = [];
    if (req.staleForm) problems.push({ field: 'reference', text: t('common:errors.staleForm') });
    if (reference.trim() === '') problems.push({ field: 'reference', text: t('tracking:problem.referenceMissing') });
    if (code.trim() === '') problems.push({ field: 'code', text: t('tracking:problem.codeMissing') });
    if (problems.length > 0) return this.show(res.status(422), reference, problems);
    return this.find(req, res, reference, code);
  }

  /** Forgets the cases that this browser may see: for a computer that others use. */
  @Post('leave')
  leave(@Req() req: PageRequest, @Res() res: Response): void {
    if (!req.staleForm) this.pass.revoke(res);
    res.redirect(303, publicPaths.track(languageOfPage(res)));
  }

  private async find(req: Request, res: Response, reference: string, code: string): Promise<void> {
    const t = wordsOfPage(res);
    const now = this.clock.now();
    const found = await this.lookup.find(reference, code, req.ip ?? '', now);
    if (found.state === 'found') {
      this.pass.grant(req, res, found.row.id);
      return res.redirect(303, publicPaths.tracked(languageOfPage(res), found.row.reference));
    }
    if (found.state === 'too-many') {
      res.setHeader('Retry-After', Math.max(1, Math.ceil((found.until.getTime() - now.getTime()) / 1000)));
      const text = t('tracking:problem.tooMany', { time: localTimeOf(found.until) });
      return this.show(res.status(429), reference, [{ field: 'reference', text }]);
    }
    this.show(res.status(422), reference, [{ field: 'reference', text: t('tracking:problem.wrong') }]);
  }

  /** What was typed is kept, but for the code: it is a secret, and was wrong. */
  private show(res: Response, reference: string, problems: Problem[]): void {
    const lang = languageOfPage(res);
    res.setHeader('Cache-Control', 'private, no-store');
    res.render('tracking/track.njk', {
      title: wordsOfPage(res)('tracking:track.title'),
      action: publicPaths.track(lang),
      // The other languages' links must not carry a code that was in the address.
      languageLinks: offeredOnPage(res).pages.map((one) => ({ lang: one, href: publicPaths.track(one) })),
      reference,
      errors: problems.map((one) => ({ ...one, href: `#${one.field}` })),
      backLink: { href: publicPaths.home(lang) },
    });
  }
}
