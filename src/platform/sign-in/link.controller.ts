import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { PAGE_LANGUAGES, type PageLanguage } from '../../core/casefile';
import { deskPaths } from '../paths';
import { isLang } from '../views';
import type { PageRequest } from '../web/request';
import { weakness } from './account';
import { type FieldProblem, pageWords, problem, renderOpen, textOf } from './open-page';
import { type OpenLink, PasswordLinks, RESET_MINUTES } from './password-links';
import { PASSWORD_LENGTH } from './passwords';
import { SignIn } from './sign-in';

/** The forgotten password, and the page that a mail leads to, where an official chooses a new one. */
@Controller()
export class LinkController {
  constructor(
    private readonly links: PasswordLinks,
    private readonly signIn: SignIn,
  ) {}

  @Get(deskPaths.signInForgotten())
  forgotten(@Req() req: PageRequest, @Res() res: Response): void {
    this.showForgotten(res, req.query.lang, '', []);
  }

  @Post(deskPaths.signInForgotten())
  async ask(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const body = (req.body ?? {}) as Record<string, unknown>;
    const email = textOf(body.email);
    const { lang, t } = pageWords(res, body.lang);
    if (req.staleForm) {
      return this.showForgotten(res, lang, email, [
        { ...problem('email', t('common:errors.staleForm')), field: 'form' },
      ]);
    }
    if (!/^[^\s@]+@[^\s@]+$/.test(email.trim()) || email.length > 254) {
      return this.showForgotten(res, lang, email, [problem('email', t('signin:forgotten.emailMissing'))]);
    }
    if ((await this.links.ask(email, req.ip ?? '')) === 'too-many') {
      res.setHeader('Retry-After', '900');
      return this.showForgotten(res, lang, email, [problem('email', t('signin:forgotten.too-many'))], 429);
    }
    const data = { minutes: RESET_MINUTES };
    renderOpen(res, 'sign-in/link-sent.njk', lang, deskPaths.signInForgotten(), data);
  }

  /** Looking uses nothing up: programs that read mails open the links in them. */
  @Get(deskPaths.signInLink(':token'))
  async page(@Req() req: PageRequest, @Res() res: Response, @Param('token') token: string): Promise<void> {
    const open = await this.links.open(token);
    if (!open) return this.over(req, res, token);
    this.showLink(res, req.query.lang, token, open, open.official.language, []);
  }

  @Post(deskPaths.signInLink(':token'))
  async choose(@Req() req: PageRequest, @Res() res: Response, @Param('token') token: string): Promise<void> {
    const open = await this.links.open(token);
    if (!open) return this.over(req, res, token);
    const body = (req.body ?? {}) as Record<string, unknown>;
    const { t } = pageWords(res, body.lang, open.official.language);
    const language = isLang(body.language) ? body.language : open.official.language;
    const [next, again] = [textOf(body.next), textOf(body.again)];
    const errors: FieldProblem[] = [];
    if (req.staleForm) errors.push({ ...problem('next', t('common:errors.staleForm')), field: 'form' });
    else {
      const weak = weakness(next, open.official.email);
      const words = (why: string): string => t(`signin:account.problem.${why}`, { count: PASSWORD_LENGTH });
      if (weak) errors.push(problem('next', words(weak)));
      else if (next !== again) errors.push(problem('again', words('not-repeated')));
    }
    if (errors.length > 0) return this.showLink(res, body.lang, token, open, language, errors);
    const official = await this.links.choose(open, next, language);
    if (!official) return this.over(req, res, token);
    await this.signIn.enter(req, res, official, deskPaths.queue());
  }

  private showForgotten(res: Response, asked: unknown, email: string, errors: FieldProblem[], status?: number): void {
    const { lang } = pageWords(res, asked);
    const data = { email, errors, minutes: RESET_MINUTES };
    renderOpen(res, 'sign-in/forgotten.njk', lang, deskPaths.signInForgotten(), data, status);
  }

  private showLink(
    res: Response,
    asked: unknown,
    token: string,
    { link, official }: OpenLink,
    language: PageLanguage,
    errors: FieldProblem[],
  ): void {
    const { lang, t } = pageWords(res, asked, official.language);
    renderOpen(res, 'sign-in/link.njk', lang, deskPaths.signInLink(token), {
      action: deskPaths.signInLink(token),
      purpose: link.purpose,
      account: official,
      languages: PAGE_LANGUAGES.map((value) => ({ value, text: t(`common:language.self.${value}`) })),
      language,
      passwordLength: PASSWORD_LENGTH,
      errors,
    });
  }

  private over(req: PageRequest, res: Response, token: string): void {
    const { lang } = pageWords(res, req.query.lang);
    renderOpen(res, 'sign-in/link-over.njk', lang, deskPaths.signInLink(token), {}, 404);
  }
}
