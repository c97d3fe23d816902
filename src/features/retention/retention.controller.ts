import { Controller, ForbiddenException, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { addMonths, RETENTION_MONTHS, retentionCutoff, retentionDay, type RetentionRule } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import { type Clock, CLOCK } from '../../platform/clock';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import {
  type ChangedMeanwhile,
  refuseMeanwhile,
  seenOf,
  shownMeanwhile,
  unlessMeanwhile,
} from '../../platform/web/meanwhile';
import { type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { Administration, EventLog, lastDayOf, MailRetention, People, Retention, Transactions } from '../../records';
import { readRetentionForm, type RetentionForm } from './retention-form';

/** Enough to see what will happen; more is counted no further. */
const SHOWN = 100;

interface Shown {
  form: RetentionForm;
  problem?: string | null;
  /** A rule that is typed and not yet set. */
  asked?: { rule: RetentionRule | undefined } | null;
  /** Somebody else set another one since this one was asked for. */
  changed?: ChangedMeanwhile<RetentionForm> | null;
}

const formOf = (rule: RetentionRule | undefined): RetentionForm => ({ months: rule ? String(rule.months) : '' });

/** For how long who asked is kept, and from which cases it will be taken away in the next month. */
@Controller(deskPaths.retention())
@Allow('retention')
export class RetentionController {
  constructor(
    private readonly people: People,
    private readonly administration: Administration,
    private readonly retention: Retention,
    private readonly mails: MailRetention,
    private readonly log: EventLog,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    await this.show(req, res, { form: formOf(await this.present(req)) });
  }

  /** First what it would mean; with `sure` it is set. */
  @Post()
  async set(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const body = (req.body ?? {}) as Record<string, unknown>;
    const { form, problem, rule } = readRetentionForm(body, await this.present(req), this.clock.today());
    if (req.staleForm) throw new ForbiddenException();
    if (problem) return this.show(req, res, { form, problem });
    if (body.sure !== '1') return this.show(req, res, { form, asked: { rule } });
    const done = await unlessMeanwhile<RetentionForm, void>(
      this.keep(req.official as SignedIn, rule, form, seenOf(body)),
      async (changed) => {
        const now = readRetentionForm(body, await this.present(req), this.clock.today());
        await this.show(req, res, { form, asked: { rule: now.rule }, changed });
      },
    );
    if (done) res.redirect(303, `${deskPaths.retention()}?done=set`);
  }

  private async present(req: PageRequest): Promise<RetentionRule | undefined> {
    const { institutionId } = req.official as SignedIn;
    return (await this.people.institution(this.transactions.reader, institutionId)).settings.retention;
  }

  /** Throws `ChangedMeanwhile` when another one was set since `seen`: what was said of this one is no longer so. */
  private async keep(
    { id, institutionId }: SignedIn,
    rule: RetentionRule | undefined,
    form: RetentionForm,
    seen: string,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { settings } = await this.administration.lockInstitution(tx, institutionId);
      const { retention: before, ...rest } = settings;
      refuseMeanwhile(seen, formOf(before), form);
      if (JSON.stringify(before) === JSON.stringify(rule)) return;
      const after = { ...rest, ...(rule ? { retention: rule } : {}) };
      await this.administration.changeInstitution(tx, institutionId, { settings: after });
      const event = {
        type: 'retention.changed',
        occurredOn: this.clock.today(),
        changed: [before ?? null, rule ?? null],
      };
      const actor = { kind: 'official', id } as const;
      await this.log.append(tx, institutionId, this.clock.now(), [{ caseId: null, actor, event }]);
    });
  }

  private async show(req: PageRequest, res: Response, { form, problem, asked, changed = null }: Shown): Promise<void> {
    const t = wordsOfPage(res);
    const today = this.clock.today();
    const present = await this.present(req);
    const rule = asked ? asked.rule : present;
    const until = addMonths(today, 1);
    const { institutionId } = req.official as SignedIn;
    const { reader } = this.transactions;
    const due = rule ? await this.retention.due(reader, institutionId, retentionCutoff(until, rule), SHOWN + 1) : [];
    const coming = rule ? due.map((row) => ({ row, on: retentionDay(lastDayOf(row), rule) })) : [];
    const held = rule ? await this.retention.held(reader, institutionId, retentionCutoff(until, rule), SHOWN) : [];
    const mails = rule ? await this.mailsBy(institutionId, retentionCutoff(until, rule)) : null;
    const text = problem ? t(`retention:problem.${problem}`, { ...RETENTION_MONTHS }) : '';
    res.setHeader('Cache-Control', 'no-store');
    res.status(problem || changed ? 422 : 200).render('retention/retention.njk', {
      form,
      ...shownMeanwhile(req.body, { present: formOf(present), changed, wrong: false }, () => t('retention:months')),
      errors: problem ? [{ field: 'months', text, href: '#months' }] : [],
      present,
      asked: asked ? { rule: asked.rule, same: JSON.stringify(asked.rule) === JSON.stringify(present) } : null,
      until,
      limits: RETENTION_MONTHS,
      coming: coming
        .filter(({ on }) => on <= until)
        .slice(0, SHOWN)
        .map(({ row, on }) => lineOfCase(row, on)),
      more: coming.length > SHOWN,
      held: held.map((row) => lineOfCase(row, null)),
      mails,
      done: req.query.done === 'set',
    });
  }

  /** Mails that became no case: how many go by then, and how many wait for a decision that long. */
  private async mailsBy(institutionId: string, day: LocalDate): Promise<{ going: string; waiting: string }> {
    const { reader } = this.transactions;
    const going = (await this.mails.due(reader, institutionId, day, SHOWN + 1)).length;
    const waiting = await this.mails.held(reader, institutionId, day, SHOWN + 1);
    const atMost = (count: number): string => (count > SHOWN ? `${SHOWN}+` : String(count));
    return { going: atMost(going), waiting: atMost(waiting) };
  }
}

const lineOfCase = (row: Parameters<typeof lastDayOf>[0], on: LocalDate | null) => ({
  reference: row.reference,
  subject: row.subject,
  href: deskPaths.caseFile(row.id),
  ended: lastDayOf(row),
  on,
});
