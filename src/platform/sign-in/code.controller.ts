import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { deskPaths } from '../paths';
import type { PageRequest } from '../web/request';
import { localPath } from './local-path';
import { type FieldProblem, pageWords, problem, renderOpen, textOf } from './open-page';
import { SecondFactor } from './second-factor';
import { SignIn } from './sign-in';
import { SignInStep } from './sign-in-step';

/** The second question of the sign-in: the code on the phone, or a recovery code. */
@Controller(deskPaths.signInCode())
export class CodeController {
  constructor(
    private readonly step: SignInStep,
    private readonly second: SecondFactor,
    private readonly signIn: SignIn,
  ) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const step = await this.step.take(req);
    if (!step) return res.redirect(303, deskPaths.signIn());
    this.show(res, req.query.lang ?? step.official.language, req.query.with === 'recovery', []);
  }

  @Post()
  async submit(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const step = await this.step.take(req);
    if (!step) return res.redirect(303, deskPaths.signIn());
    const body = (req.body ?? {}) as Record<string, unknown>;
    const { lang, t } = pageWords(res, body.lang, step.official.language);
    const recovery = body.with === 'recovery';
    const code = textOf(body.code).trim().slice(0, 100);
    const refuse = (text: string, status?: number): void =>
      this.show(res, lang, recovery, [problem('code', text)], status);
    if (req.staleForm) return refuse(t('common:errors.staleForm'));
    if (!code) return refuse(t(recovery ? 'signin:code.recoveryMissing' : 'signin:code.missing'));
    const answer = await this.second.check(step.official, code);
    if (!answer.ok) {
      if (answer.why !== 'too-many') return refuse(t(`signin:code.${answer.why}`));
      res.setHeader('Retry-After', '900');
      return refuse(t('signin:code.too-many'), 429);
    }
    this.step.clear(res);
    await this.signIn.begin(req, step.official, step.via);
    const left = answer.by === 'recovery' ? `?left=${answer.left}` : '';
    res.redirect(303, left ? `${deskPaths.secondFactor()}${left}` : localPath(step.next));
  }

  private show(res: Response, asked: unknown, recovery: boolean, errors: FieldProblem[], status?: number): void {
    const { lang } = pageWords(res, asked);
    renderOpen(res, 'sign-in/code.njk', lang, deskPaths.signInCode(), { recovery, errors }, status);
  }
}
