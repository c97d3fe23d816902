import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Mailboxes, MAILBOX_AFTER, MAILBOX_REPLIES, MAILBOX_SECURITY, type Mailbox, Transactions } from '../../records';
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
import { TROUBLES } from './imap/trouble';
import {
  emptyMailboxForm,
  type MailboxForm,
  mailboxFormOf,
  type MailboxProblem,
  type MailboxSeen,
  mailboxSeenOf,
  readMailboxForm,
} from './mailbox-form';
import { MailboxService } from './mailbox.service';

type Saved = 'created' | 'changed' | 'same' | 'wrong';
const DONE = ['created', 'changed', 'same', 'enabled', 'disabled'];

/** Which mailbox is read: where, as whom, and what becomes there of a mail that is kept. */
@Controller(deskPaths.mailbox())
@Allow('mailbox')
export class MailboxController {
  constructor(
    private readonly service: MailboxService,
    private readonly mailboxes: Mailboxes,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const known = await this.known(req);
    this.show(req, res, known, known ? mailboxFormOf(known) : emptyMailboxForm(), []);
  }

  @Post()
  async save(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const known = await this.known(req);
    const read = readMailboxForm(req.body, known);
    const done = await unlessMeanwhile<MailboxSeen, Saved>(this.saved(req, known, read), async (changed) =>
      this.show(req, res, await this.known(req), changed.found.form, [], changed),
    );
    if (done?.saved === 'wrong') return this.show(req, res, known, read.form, read.problems);
    if (done) res.redirect(303, `${deskPaths.mailbox()}?done=${done.saved}`);
  }

  @Post('active')
  async active(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const active = (req.body as { active?: unknown } | undefined)?.active === '1';
    const changed = await this.service.setActive(req.official as SignedIn, active);
    res.redirect(303, `${deskPaths.mailbox()}${changed ? `?done=${active ? 'enabled' : 'disabled'}` : ''}`);
  }

  @Post('try')
  async try(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const result = await this.service.try(req.official as SignedIn);
    const said = result === null ? '' : `?tried=${'trouble' in result ? result.trouble : `well-${result.count}`}`;
    res.redirect(303, deskPaths.mailbox() + said);
  }

  private async saved(
    req: PageRequest,
    known: Mailbox | null,
    { form, settings, problems }: ReturnType<typeof readMailboxForm>,
  ): Promise<Saved> {
    if (problems.length === 0) return this.service.save(req.official as SignedIn, settings, form, seenOf(req.body));
    // Whoever else named another server is no mistake of whoever typed this form.
    if (problems.every(({ code }) => code === 'password-again')) {
      const present = mailboxSeenOf(known);
      refuseMeanwhile<MailboxSeen>(seenOf(req.body), present, { ...form, password: present.password });
    }
    return 'wrong';
  }

  private known(req: PageRequest): Promise<Mailbox | null> {
    return this.mailboxes.of(this.transactions.reader, (req.official as SignedIn).institutionId);
  }

  private show(
    req: PageRequest,
    res: Response,
    known: Mailbox | null,
    form: MailboxForm,
    problems: readonly MailboxProblem[],
    changed: ChangedMeanwhile<MailboxSeen> | null = null,
  ): void {
    const t = wordsOfPage(res);
    const wrong = withLostPassword(problems, req.body);
    const { tried, done } = req.query;
    const count = /^well-(\d{1,9})$/.exec(typeof tried === 'string' ? tried : '')?.[1];
    const trouble = TROUBLES.find((one) => one === tried) ?? null;
    res.status(problems.length > 0 || changed ? 422 : 200).render('mail-intake/mailbox.njk', {
      // The password is nowhere on the page, sealed or open.
      mailbox: known && {
        active: known.active,
        checkedAt: known.checkedAt,
        trouble: known.trouble,
        troubleSince: known.troubleSince,
        createdAt: known.createdAt,
      },
      form,
      errors: wrong.map(({ field, code }) => ({
        field,
        text: t(`mail-intake:problem.${code}`),
        href: `#${field}`,
      })),
      ...shownMeanwhile<MailboxSeen>(
        req.body,
        { present: mailboxSeenOf(known), changed, wrong: problems.length > 0 },
        (field) => t(`mail-intake:field.${field}`),
      ),
      securities: MAILBOX_SECURITY.map((value) => ({ value, text: t(`mail-intake:security.${value}`) })),
      afters: MAILBOX_AFTER.map((value) => ({ value, text: t(`mail-intake:after.${value}`) })),
      repliesTo: MAILBOX_REPLIES.map((value) => ({ value, text: t(`mail-intake:replies.${value}`) })),
      tried: count !== undefined ? { count: Number(count) } : trouble ? { trouble } : null,
      done: DONE.find((one) => one === done) ?? null,
    });
  }
}

/** A typed password is never shown again: whoever sees the form again must type it again, and is told so. */
function withLostPassword(problems: readonly MailboxProblem[], body: unknown): readonly MailboxProblem[] {
  const { password } = (body ?? {}) as { password?: unknown };
  const lost = typeof password === 'string' && password !== '' && !problems.some(({ field }) => field === 'password');
  return lost ? [...problems, { field: 'password', code: 'password-lost' }] : problems;
}
