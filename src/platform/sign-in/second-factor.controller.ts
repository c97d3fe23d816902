import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Official, People, Transactions } from '../../records';
import { type Clock, CLOCK } from '../clock';
import { type Config, CONFIG } from '../config';
import { deskPaths } from '../paths';
import { sealed, unsealed } from '../secrets';
import { type PageRequest, wordsOfPage } from '../web/request';
import { shownOnce } from '../web/shown-once';
import { Allow } from './allow';
import { addressOf, newSecret, RECOVERY_CODES, squareOf } from './one-time-codes';
import { type FieldProblem, problem, textOf } from './open-page';
import { SecondFactor } from './second-factor';
import { sessionKey } from './session-keeper';

const codes = shownOnce('qasja.codes', deskPaths.secondFactor());
/** For how long a square that was shown can be confirmed. */
const OFFER_MS = 60 * 60_000;
const DONE = ['on', 'off', 'codes'];

/** The official's second factor: turn it on with a phone, new recovery codes, turn it off. */
@Controller(deskPaths.secondFactor())
@Allow('account')
export class SecondFactorController {
  constructor(
    private readonly second: SecondFactor,
    private readonly people: People,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    return this.show(req, res, await this.self(req), []);
  }

  @Post('on')
  async turnOn(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const self = await this.self(req);
    if (self.secondFactorAt) return res.redirect(303, deskPaths.secondFactor());
    const body = (req.body ?? {}) as Record<string, unknown>;
    const t = wordsOfPage(res);
    const secret = this.offered(textOf(body.offer), self);
    if (!secret) return this.show(req, res, self, [problem('code', t('signin:second.offerOver'))]);
    const code = textOf(body.code).replace(/\s/g, '');
    const made = await this.second.enrol(self, secret, code, sessionKey(req.sessionID));
    if (!made) {
      const why = code ? 'signin:second.wrong' : 'signin:code.missing';
      return this.show(req, res, self, [problem('code', t(why))], secret);
    }
    this.showOnce(res, self, made, 'on');
  }

  @Post('codes')
  async newCodes(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const self = await this.self(req);
    if (!(await this.proves(req, res, self, 'code'))) return;
    this.showOnce(res, self, await this.second.newCodes(self), 'codes');
  }

  @Post('off')
  async turnOff(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const self = await this.self(req);
    if (await this.required(self)) return res.redirect(303, deskPaths.secondFactor());
    if (!(await this.proves(req, res, self, 'codeOff'))) return;
    await this.second.turnOff(self);
    res.redirect(303, `${deskPaths.secondFactor()}?done=off`);
  }

  /** Asks for a code before anything that weakens the sign-in; shows the page again when it is not right. */
  private async proves(req: PageRequest, res: Response, self: Official, field: string): Promise<boolean> {
    if (!self.secondFactorAt) {
      res.redirect(303, deskPaths.secondFactor());
      return false;
    }
    const t = wordsOfPage(res);
    const typed = textOf(((req.body ?? {}) as Record<string, unknown>)[field])
      .trim()
      .slice(0, 100);
    const answer = typed ? await this.second.check(self, typed) : null;
    if (answer?.ok) return true;
    const why = t(answer ? `signin:code.${answer.why}` : 'signin:code.missing');
    await this.show(req, res, self, [problem(field, why)], null, answer?.why === 'too-many' ? 429 : 422);
    return false;
  }

  private showOnce(res: Response, self: Official, made: string[], done: string): void {
    codes.put(res, this.config.publicUrl.startsWith('https:'), self.id, made.join(' '));
    res.redirect(303, `${deskPaths.secondFactor()}?done=${done}`);
  }

  private async self(req: PageRequest): Promise<Official> {
    const known = await this.people.byId(this.transactions.reader, req.official?.id ?? '');
    if (!known) throw new Error('signed in, and not there');
    return known;
  }

  private async required({ institutionId, role }: Official): Promise<boolean> {
    const { settings } = await this.people.institution(this.transactions.reader, institutionId);
    return settings.secondFactorRoles?.includes(role) ?? false;
  }

  /** The secret on its way to the phone travels with the form, encrypted: nothing is kept before it is confirmed. */
  private offer(secret: string, self: Official): string {
    const until = this.clock.now().getTime() + OFFER_MS;
    return sealed(this.config.sessionSecret, 'second-factor', JSON.stringify({ secret, until, of: self.id }));
  }

  private offered(offer: string, self: Official): string | null {
    const text = unsealed(this.config.sessionSecret, 'second-factor', offer.slice(0, 1000));
    const said = text?.startsWith('{') ? (JSON.parse(text) as { secret: string; until: number; of: string }) : null;
    return said && said.of === self.id && said.until > this.clock.now().getTime() ? said.secret : null;
  }

  private async show(
    req: PageRequest,
    res: Response,
    self: Official,
    errors: FieldProblem[],
    offered: string | null = null,
    status = errors.length > 0 ? 422 : 200,
  ): Promise<void> {
    const on = Boolean(self.secondFactorAt);
    const secret = on ? null : (offered ?? (await newSecret()));
    const left = Number(req.query.left);
    res.setHeader('Cache-Control', 'no-store');
    res.status(status).render('sign-in/second-factor.njk', {
      since: self.secondFactorAt,
      codesLeft: on ? await this.second.codesLeft(self.id) : 0,
      codesMade: RECOVERY_CODES,
      codes: codes.take(req, res, self.id)?.split(' '),
      required: await this.required(self),
      offer: secret && {
        sealed: this.offer(secret, self),
        typed: secret.replace(/(.{4})(?=.)/g, '$1 '),
        square: await squareOf(await addressOf(secret, 'Qasja', self.email)),
        address: await addressOf(secret, 'Qasja', self.email),
      },
      errors,
      done: DONE.find((one) => one === req.query.done),
      usedRecovery: Number.isInteger(left) && req.query.left !== undefined,
    });
  }
}
