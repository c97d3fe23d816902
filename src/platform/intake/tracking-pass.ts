import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CLOCK, type Clock } from '../clock';
import { CONFIG, type Config } from '../config';

const COOKIE = 'qasja.track';
/** Long enough for an afternoon, short enough for the computer of a library. */
const VALID_MS = 4 * 3_600_000;
const AT_MOST = 10;

/**
 * A signed cookie that says which cases this browser has shown the code of, so that no page after that needs the code in
 * its address. It ends with the browser, and after four hours anyway.
 */
@Injectable()
export class TrackingPass {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Lets this browser see the case. */
  grant(req: Request, res: Response, caseId: string): void {
    const until = this.clock.now().getTime() + VALID_MS;
    const others = this.entries(req).filter((one) => one.caseId !== caseId);
    const entries = [...others, { caseId, until }].slice(-AT_MOST);
    res.cookie(COOKIE, entries.map((one) => `${one.caseId}.${one.until.toString(36)}`).join('_'), {
      signed: true,
      httpOnly: true,
      sameSite: 'lax',
      secure: this.config.publicUrl.startsWith('https:'),
      path: '/',
    });
  }

  /** Takes back everything: the visitor is done on a computer that is not theirs. */
  revoke(res: Response): void {
    res.clearCookie(COOKIE, { path: '/' });
  }

  /** The cases that this browser may see now. */
  caseIds(req: Request): string[] {
    return this.entries(req).map((one) => one.caseId);
  }

  private entries(req: Request): { caseId: string; until: number }[] {
    const value = (req.signedCookies as Record<string, unknown> | undefined)?.[COOKIE];
    if (typeof value !== 'string') return [];
    const now = this.clock.now().getTime();
    return value
      .split('_')
      .map((entry) => {
        const [caseId = '', until = ''] = entry.split('.');
        return { caseId, until: parseInt(until, 36) };
      })
      .filter((one) => /^[0-9a-f-]{36}$/.test(one.caseId) && one.until > now && one.until <= now + VALID_MS);
  }
}
