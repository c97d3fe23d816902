import { Controller, Get, Inject, NotFoundException, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Clock, CLOCK } from '../clock';
import { type Config, CONFIG } from '../config';
import { deskPaths } from '../paths';
import { sealed, unsealed } from '../secrets';
import type { PageRequest } from '../web/request';
import { localPath } from './local-path';
import { pageWords, renderOpen } from './open-page';
import { Provider, type ProviderProblem, ProviderRefused, type ProviderStep } from './provider';
import { ProviderSignIn } from './provider-sign-in';
import { SignIn } from './sign-in';

const COOKIE = 'qasja.provider';
/** For how long the provider may keep somebody. */
const STEP_MS = 15 * 60_000;

type Waiting = ProviderStep & { next: string; lang: string; until: number };
type Refusal = ProviderProblem | 'unknown' | 'late';
const STATUS: Record<Refusal, number> = { denied: 403, unknown: 403, failed: 400, late: 400, unreachable: 502 };

/** The sign-in through a provider: off to it, and back with its word. Links, no forms: our pages send forms nowhere else. */
@Controller()
export class ProviderController {
  constructor(
    private readonly provider: Provider,
    private readonly officials: ProviderSignIn,
    private readonly signIn: SignIn,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(deskPaths.provider())
  async begin(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    if (!this.provider.name) throw new NotFoundException();
    const { lang } = pageWords(res, req.query.lang);
    if (req.official) return res.redirect(303, localPath(req.query.next));
    try {
      const { url, step } = await this.provider.begin(lang);
      const until = this.clock.now().getTime() + STEP_MS;
      const waiting: Waiting = { ...step, next: localPath(req.query.next), lang, until };
      res.cookie(COOKIE, sealed(this.config.sessionSecret, 'provider-step', JSON.stringify(waiting)), {
        ...{ path: deskPaths.provider(), httpOnly: true, sameSite: 'lax', maxAge: STEP_MS },
        secure: this.config.publicUrl.startsWith('https:'),
      });
      res.redirect(303, url);
    } catch (error) {
      await this.refuse(res, lang, error);
    }
  }

  @Get(deskPaths.providerCallback())
  async callback(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    if (!this.provider.name) throw new NotFoundException();
    const waiting = this.waiting(req);
    // Once: an address that is opened a second time finds nothing to compare it with.
    res.clearCookie(COOKIE, { path: deskPaths.provider() });
    const { lang } = pageWords(res, waiting?.lang);
    if (!waiting) return this.show(res, lang, 'late');
    try {
      const query = req.originalUrl.includes('?') ? `?${req.originalUrl.split('?')[1]}` : '';
      const person = await this.provider.finish(query, waiting);
      const official = await this.officials.official(person);
      if (!official) return await this.show(res, lang, 'unknown');
      await this.signIn.enter(req, res, official, waiting.next, {
        provider: true,
        manyFactors: person.manyFactors,
      });
    } catch (error) {
      await this.refuse(res, lang, error);
    }
  }

  /** After the sign-out here: the way to end the sign-in at the provider, too. */
  @Get(deskPaths.signedOut())
  async left(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { name } = this.provider;
    if (!name) return res.redirect(303, deskPaths.signIn());
    const { lang } = pageWords(res, req.query.lang);
    const signOut = await this.provider.signOutAddress();
    renderOpen(res, 'sign-in/left.njk', lang, deskPaths.signedOut(), { name, signOut });
  }

  private waiting(req: PageRequest): Waiting | null {
    const cookie = (req.cookies as Record<string, unknown> | undefined)?.[COOKIE];
    const text = typeof cookie === 'string' ? unsealed(this.config.sessionSecret, 'provider-step', cookie) : null;
    const waiting = text === null ? null : (JSON.parse(text) as Waiting);
    return waiting && waiting.until > this.clock.now().getTime() ? waiting : null;
  }

  private refuse(res: Response, lang: string, error: unknown): Promise<void> {
    if (!(error instanceof ProviderRefused)) throw error;
    return this.show(res, lang, error.why);
  }

  private async show(res: Response, asked: unknown, why: Refusal): Promise<void> {
    const { lang } = pageWords(res, asked);
    const signOut = why === 'unknown' ? await this.provider.signOutAddress() : null;
    const data = { why, name: this.provider.name, signOut };
    renderOpen(res, 'sign-in/provider-refused.njk', lang, deskPaths.signIn(), data, STATUS[why]);
  }
}
