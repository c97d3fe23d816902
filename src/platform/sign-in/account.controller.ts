import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { PAGE_LANGUAGES } from '../../core/casefile';
import { CalendarFeeds, People, Transactions } from '../../records';
import { deskPaths } from '../paths';
import { isLang, words } from '../views';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../web/request';
import { Account, type PasswordForm } from './account';
import { Allow } from './allow';
import { PASSWORD_LENGTH } from './passwords';
import { SignIn } from './sign-in';

interface Problem {
  field: string;
  text: string;
  href: string;
}

/** The signed-in official's own page: language, password, sign-out everywhere. */
@Controller(deskPaths.account())
@Allow('account')
export class AccountController {
  constructor(
    private readonly account: Account,
    private readonly signIn: SignIn,
    private readonly people: People,
    private readonly calendars: CalendarFeeds,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    return this.show(req, res, [], req.query.done);
  }

  @Post('language')
  async language(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { language } = (req.body ?? {}) as Record<string, unknown>;
    const t = wordsOfPage(res);
    if (!isLang(language)) return this.show(req, res, [problem('language', t('signin:account.languageMissing'))]);
    await this.account.changeLanguage(req.official as SignedIn, language);
    res.redirect(303, `${deskPaths.account()}?done=language`);
  }

  @Post('password')
  async password(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const t = wordsOfPage(res);
    const problems = await this.account.changePassword(official, readPasswordForm(req.body));
    const errors = Object.entries(problems).map(([field, why]) =>
      problem(field, t(`signin:account.problem.${why}`, { count: PASSWORD_LENGTH })),
    );
    if (errors.length > 0) return this.show(req, res, errors);
    const known = await this.people.byId(this.transactions.reader, official.id);
    if (known) await this.signIn.begin(req, known);
    res.redirect(303, `${deskPaths.account()}?done=password`);
  }

  private async show(req: PageRequest, res: Response, errors: Problem[], done?: unknown): Promise<void> {
    const official = req.official as SignedIn;
    const directorates = await this.people.directorates(this.transactions.reader, official.institutionId);
    res.setHeader('Cache-Control', 'no-store');
    res.status(errors.length > 0 ? 422 : 200).render('sign-in/account.njk', {
      account: official,
      secondFactorAt: (await this.people.byId(this.transactions.reader, official.id))?.secondFactorAt ?? null,
      directorate: directorates.find((one) => one.id === official.directorateId),
      languages: PAGE_LANGUAGES.map((value) => ({
        value,
        text: words(languageOfPage(res))(`common:language.self.${value}`),
      })),
      passwordLength: PASSWORD_LENGTH,
      calendar: await this.calendars.ofOfficial(this.transactions.reader, official.id),
      errors,
      done: done === 'language' || done === 'password' ? done : null,
    });
  }
}

const problem = (field: string, text: string): Problem => ({ field, text, href: `#${field}` });

function readPasswordForm(body: unknown): PasswordForm {
  const { current, next, again } = (body ?? {}) as Record<string, unknown>;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { current: text(current), next: text(next), again: text(again) };
}
