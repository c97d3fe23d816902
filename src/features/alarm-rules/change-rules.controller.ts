import { Controller, Get, Inject, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { AlarmPolicy } from '../../core/alarms';
import { AlarmRules, People, StaleAlarmRules, Transactions } from '../../records';
import type { FieldProblem } from '../../platform/casework';
import { type Clock, CLOCK } from '../../platform/clock';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { RULES_CHANGES, type RulesChange, type TypedForm } from './changes';
import { formView } from './form-view';
import { differenceLine, differences } from './policy-difference';
import { RulesPreview } from './rules-preview';
import { moveView } from './rules-view';

/** The policy as it is, with the number of its version: 0 while the institution keeps to the defaults. */
interface Present {
  policy: AlarmPolicy;
  number: number;
}

/** One form for each change: filled in, shown what it would do, and done. Nothing is written before that. */
@Controller(deskPaths.alarmRules())
@Allow('alarm-rules')
export class ChangeRulesController {
  constructor(
    private readonly rules: AlarmRules,
    private readonly people: People,
    private readonly preview: RulesPreview,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':change')
  async form(@Req() req: PageRequest, @Res() res: Response, @Param('change') name: string): Promise<void> {
    const change = find(name);
    const { policy } = await this.present(req);
    const form = change.empty(policy, req.query);
    if (!form) return res.redirect(303, deskPaths.alarmRules());
    this.show(res, change, policy, form, []);
  }

  @Post(':change')
  async change(@Req() req: PageRequest, @Res() res: Response, @Param('change') name: string): Promise<void> {
    const change = find(name);
    const body = (req.body ?? {}) as Record<string, unknown>;
    const present = await this.present(req);
    const { form, problems, policy } = change.read(body, present.policy);
    const refuse = (...found: FieldProblem[]): void => this.show(res, change, present.policy, form, found);
    if (req.staleForm) return refuse({ field: '', code: 'stale' });
    if (!policy) return refuse(...problems);
    if (body.step === 'edit') return refuse();
    if (differences(present.policy, policy, wordsOfPage(res)).length === 0)
      return refuse({ field: '', code: 'nothing' });
    const outdated = body.step === 'apply' && body.basis !== String(present.number);
    if (body.step === 'apply' && !outdated && (await this.apply(req, policy, form, present.number)))
      return res.redirect(303, `${deskPaths.alarmRules()}?done=changed`);
    await this.showPreview(req, res, change, form, present, policy, body.step === 'apply');
  }

  private async present(req: PageRequest): Promise<Present> {
    const { reader } = this.transactions;
    const institution = await this.people.institution(reader, (req.official as SignedIn).institutionId);
    const row = await this.rules.row(reader, institution);
    return { policy: await this.rules.of(reader, institution), number: row?.number ?? 0 };
  }

  /** False when somebody else was faster. */
  private async apply(
    req: PageRequest,
    policy: AlarmPolicy,
    form: TypedForm,
    expectedNumber: number,
  ): Promise<boolean> {
    const { id, institutionId } = req.official as SignedIn;
    const reason = typeof form.reason === 'string' && form.reason !== '' ? form.reason : null;
    const change = { institutionId, policy, by: id, reason, now: this.clock.now(), expectedNumber };
    try {
      await this.transactions.run((tx) => this.rules.change(tx, change));
      return true;
    } catch (error) {
      if (error instanceof StaleAlarmRules) return false;
      throw error;
    }
  }

  private show(
    res: Response,
    change: RulesChange,
    policy: AlarmPolicy,
    form: TypedForm,
    problems: readonly FieldProblem[],
  ): void {
    const t = wordsOfPage(res);
    const errors = problems.map(({ field, code, vars }) => ({
      field,
      text: code === 'stale' ? t('common:errors.staleForm') : t(`alarm-rules:refused.${code}`, vars),
      href: field && `#${field}`,
    }));
    res.status(errors.length > 0 ? 422 : 200).render(`alarm-rules/${templateOf(change.name)}.njk`, {
      change: change.name,
      action: deskPaths.alarmRulesChange(change.name),
      form,
      errors,
      ...formView(change.name, policy, form, t),
    });
  }

  private async showPreview(
    req: PageRequest,
    res: Response,
    change: RulesChange,
    form: TypedForm,
    present: Present,
    policy: AlarmPolicy,
    stale: boolean,
  ): Promise<void> {
    const { institutionId } = req.official as SignedIn;
    const [lang, t] = [languageOfPage(res), wordsOfPage(res)];
    const move = await this.preview.compare(institutionId, present.policy, policy, this.clock.now());
    const fields = Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
    res.status(stale ? 422 : 200).render('alarm-rules/preview.njk', {
      action: deskPaths.alarmRulesChange(change.name),
      fields,
      basis: present.number,
      changes: differences(present.policy, policy, t).map((one) => differenceLine(one, t)),
      preview: moveView(move, lang, t),
      stale,
    });
  }
}

function find(name: string): RulesChange {
  const change = RULES_CHANGES.find((one) => one.name === name);
  if (!change) throw new NotFoundException();
  return change;
}

const templateOf = (name: string): string => (name === 'change' ? 'add' : name);
