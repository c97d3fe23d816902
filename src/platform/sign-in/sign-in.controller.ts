import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { PageLanguage } from '../../core/casefile';
import { deskPaths } from '../paths';
import { isLang, languages, languageTag, words } from '../views';
import { languageOfPage, type PageRequest } from '../web/request';
import { Allow } from './allow';
import { localPath } from './local-path';
import { Provider } from './provider';
import { SignIn } from './sign-in';

type Field = 'email' | 'password';
interface Problem {
  field: Field | 'form';
  text: string;
  href: string;
}

@Controller()
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly provider: Provider,
  ) {}

  @Get(deskPaths.signIn())
  page(@Req() req: PageRequest, @Res() res: Response): void {
    const { next, lang } = req.query;
    if (req.official) return res.redirect(303, localPath(next));
    this.show(res, { email: '', next, lang }, []);
  }

  @Post(deskPaths.signIn())
  async submit(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const body = (req.body ?? {}) as Record<string, unknown>;
    const email = textOf(body.email);
    const password = textOf(body.password);
    const typed = { email, next: body.next, lang: body.lang };
    const t = words(chosen(body.lang, languageOfPage(res)));
    if (req.staleForm) return this.show(res, typed, [problem('form', t('common:errors.staleForm'))], 422);
    const missing = [
      ...(email.trim() ? [] : [problem('email', t('signin:form.emailMissing'))]),
      ...(password ? [] : [problem('password', t('signin:form.passwordMissing'))]),
    ];
    if (missing.length > 0) return this.show(res, typed, missing, 422);
    const answer = await this.signIn.check(email, password, req.ip ?? '');
    if (!answer.ok) {
      if (answer.why === 'too-many') res.setHeader('Retry-After', '900');
      const status = answer.why === 'too-many' ? 429 : 422;
      return this.show(res, typed, [problem('email', t(`signin:form.${answer.why}`))], status);
    }
    await this.signIn.enter(req, res, answer.official, body.next);
  }

  @Post(deskPaths.signOut())
  @Allow('account')
  async leave(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const atProvider = req.session.provider && this.provider.name;
    if (req.official) await this.signIn.leave(req, req.official);
    res.redirect(303, atProvider ? `${deskPaths.signedOut()}?lang=${languageOfPage(res)}` : deskPaths.signIn());
  }

  @Post(`${deskPaths.account()}/sign-out-everywhere`)
  @Allow('account')
  async leaveEverywhere(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    if (req.official) await this.signIn.endEverywhere(req, req.official);
    res.redirect(303, deskPaths.signIn());
  }

  private show(
    res: Response,
    typed: { email: string; next: unknown; lang: unknown },
    errors: Problem[],
    status = 200,
  ): void {
    const lang = chosen(typed.lang, languageOfPage(res));
    const next = localPath(typed.next);
    const hrefOf = (one: PageLanguage): string =>
      `${deskPaths.signIn()}?${new URLSearchParams({ lang: one, ...(next === deskPaths.queue() ? {} : { next }) }).toString()}`;
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Content-Language', languageTag(lang));
    res.status(status).render('sign-in/sign-in.njk', {
      lang,
      t: words(lang),
      email: typed.email,
      next,
      errors,
      provider: this.provider.name && {
        name: this.provider.name,
        href: `${deskPaths.provider()}?${new URLSearchParams({ lang, next }).toString()}`,
      },
      languageLinks: languages.map((one) => ({ lang: one, href: hrefOf(one) })),
    });
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const chosen = (lang: unknown, otherwise: PageLanguage): PageLanguage => (isLang(lang) ? lang : otherwise);
const problem = (field: Problem['field'], text: string): Problem => ({
  field,
  text,
  href: field === 'form' ? '#email' : `#${field}`,
});
