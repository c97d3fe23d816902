import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { type Official, People, Transactions } from '../../records';
import { type Clock, CLOCK } from '../clock';
import { type Config, CONFIG } from '../config';
import { deskPaths } from '../paths';
import { sealed, unsealed } from '../secrets';
import type { PageRequest } from '../web/request';
import { mayEnter } from './access';

const COOKIE = 'qasja.step';
const STEP_MS = 10 * 60_000;

/** How somebody came in, besides the password. */
export interface Via {
  /** Through the provider of OpenID Connect. */
  provider?: true;
  /** The provider itself asked for more than a password: no code of ours is asked. */
  manyFactors?: boolean;
}

interface Step {
  via: Via;
  officialId: string;
  /** Of the password that was right: a new one ends the step. */
  password: string;
  until: number;
  next: string;
}

const printOf = ({ passwordHash }: Official): string =>
  createHash('sha256').update(passwordHash).digest('base64url').slice(0, 20);

/**
 * Between the right password and the code: an encrypted cookie of ten minutes, which opens nothing but the question for
 * the code. There is no session before the code is right.
 */
@Injectable()
export class SignInStep {
  constructor(
    private readonly people: People,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  put(res: Response, official: Official, next: string, via: Via): void {
    const until = this.clock.now().getTime() + STEP_MS;
    const step: Step = { via, officialId: official.id, password: printOf(official), until, next };
    res.cookie(COOKIE, sealed(this.config.sessionSecret, 'sign-in-step', JSON.stringify(step)), {
      ...{ path: deskPaths.signIn(), httpOnly: true, sameSite: 'lax', maxAge: STEP_MS },
      secure: this.config.publicUrl.startsWith('https:'),
    });
  }

  /** Whose password was right a moment ago, and where they wanted to go. */
  async take(req: PageRequest): Promise<{ official: Official; next: string; via: Via } | null> {
    const cookie = (req.cookies as Record<string, unknown> | undefined)?.[COOKIE];
    const text = typeof cookie === 'string' ? unsealed(this.config.sessionSecret, 'sign-in-step', cookie) : null;
    if (text === null) return null;
    const step = JSON.parse(text) as Step;
    if (step.until <= this.clock.now().getTime()) return null;
    const official = await this.people.byId(this.transactions.reader, step.officialId);
    const lets = official && mayEnter(official, this.clock.today()) && printOf(official) === step.password;
    return lets ? { official, next: step.next, via: step.via } : null;
  }

  clear(res: Response): void {
    res.clearCookie(COOKIE, { path: deskPaths.signIn() });
  }
}
