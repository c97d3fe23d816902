import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AlarmRules, People, Transactions } from '../../records';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { ladderViews, versionViews } from './rules-view';

/** The ladders of an institution, its hours, and who changed them. */
@Controller(deskPaths.alarmRules())
@Allow('alarm-rules')
export class AlarmRulesController {
  constructor(
    private readonly rules: AlarmRules,
    private readonly people: People,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { institutionId } = req.official as SignedIn;
    const { reader } = this.transactions;
    const [lang, t] = [languageOfPage(res), wordsOfPage(res)];
    const policy = await this.rules.of(reader, await this.people.institution(reader, institutionId));
    const history = await this.rules.history(reader, institutionId);
    res.render('alarm-rules/alarm-rules.njk', {
      ladders: ladderViews(policy, t),
      policy,
      versions: versionViews(history, await this.people.officials(reader, institutionId), lang, t),
      done: req.query.done === 'changed',
    });
  }
}
