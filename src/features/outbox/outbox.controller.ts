import { Controller, Get, Inject, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { EventLog, Outbox, type OutboxRow, Transactions } from '../../records';
import { isToApplicant, Looks, withoutApplicant } from '../../platform/casework';
import { type Clock, CLOCK } from '../../platform/clock';
import { CONFIG, type Config } from '../../platform/config';
import { type ComposedMail, MailComposer } from '../../platform/mail';
import { deskPaths } from '../../platform/paths';
import { Relay } from '../../platform/relay';
import { Allow } from '../../platform/sign-in';
import { type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { outboxAddress, readOutboxQuery, SHOWN, type Shown } from './outbox-query';
import { deliveryBody, deliveryProblem, deliveryTitle } from './shown-message';

const PAGE_SIZE = 25;

/** Every message that went out or waits, for whoever runs the installation; without a mail server, the place to read them. */
@Controller(deskPaths.outbox())
@Allow('outbox')
export class OutboxController {
  constructor(
    private readonly outbox: Outbox,
    private readonly composer: MailComposer,
    private readonly relay: Relay,
    private readonly looks: Looks,
    private readonly log: EventLog,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async list(@Req() req: PageRequest, @Res() res: Response, @Query() asked: Record<string, unknown>): Promise<void> {
    const { institutionId } = req.official as SignedIn;
    const { show, before } = readOutboxQuery(asked);
    const found = await this.outbox.page(this.transactions.reader, institutionId, SHOWN[show], PAGE_SIZE + 1, before);
    const rows = found.slice(0, PAGE_SIZE);
    const messages = [];
    for (const row of rows) messages.push({ ...withoutApplicant(row), subject: await this.title(row, res) });
    const last = rows.at(-1);
    res.render('outbox/list.njk', {
      messages,
      show,
      views: (Object.keys(SHOWN) as Shown[]).map((name) => ({ name, href: outboxAddress(name, null) })),
      byFile: !this.config.smtpUrl,
      pages: {
        previous: before ? outboxAddress(show, null) : undefined,
        next: found.length > PAGE_SIZE && last ? outboxAddress(show, last) : undefined,
      },
    });
  }

  @Get(':id')
  async message(
    @Req() req: PageRequest,
    @Res() res: Response,
    @Param('id') id: string,
    @Query('done') done?: unknown,
  ): Promise<void> {
    const row = await this.find(req, id);
    const t = wordsOfPage(res);
    const toSystem = row.channel === 'webhook';
    const { caseId, institutionId } = row;
    if (caseId && isToApplicant(row)) await this.looks.applicant(req, { id: caseId, institutionId }, 'mail');
    res.render('outbox/message.njk', {
      row,
      subject: await this.title(row, res),
      mail: toSystem ? null : withoutCode(await this.compose(row), row, this.config),
      body: toSystem ? deliveryBody(row) : null,
      problem: toSystem && row.problem ? deliveryProblem(row.problem, t) : row.problem,
      back: deskPaths.outbox(),
      caseHref: row.caseId && deskPaths.caseFile(row.caseId),
      done: done === 'again',
    });
  }

  /** A failed message is sent on its way again. Twice is once: only a failed one is taken up. */
  @Post(':id/retry')
  async retry(@Req() req: PageRequest, @Res() res: Response, @Param('id') id: string): Promise<void> {
    const { institutionId, id: officialId } = req.official as SignedIn;
    const row = await this.find(req, id);
    const now = this.clock.now();
    const again = await this.transactions.run(async (tx) => {
      if (!(await this.outbox.again(tx, institutionId, row.id, now))) return false;
      const event = { type: 'message.retried', occurredOn: this.clock.today(), messageId: row.id };
      await this.log.append(tx, institutionId, now, [
        { caseId: null, actor: { kind: 'official', id: officialId }, event },
      ]);
      return true;
    });
    if (again) this.relay.nudge([row.id], 'now', row.channel);
    res.redirect(303, `${deskPaths.outboxMessage(row.id)}${again ? '?done=again' : ''}`);
  }

  private async find(req: PageRequest, id: string): Promise<OutboxRow> {
    const { institutionId } = req.official as SignedIn;
    const row = await this.outbox.byId(this.transactions.reader, institutionId, id);
    if (!row) throw new NotFoundException();
    return row;
  }

  /** Null for a message that this version has no words for. */
  private async title(row: OutboxRow, res: Response): Promise<string | null> {
    if (row.channel === 'webhook') return deliveryTitle(row, wordsOfPage(res));
    return (await this.compose(row))?.subject ?? null;
  }

  /** Null for a message that no template fits, such as one of a newer version: the list still shows that it is there. */
  private compose(row: OutboxRow): Promise<ComposedMail | null> {
    return this.composer.compose(row).catch(() => null);
  }
}

/**
 * The message without the applicant's code, which opens the case, and without the link that opens an official's account. Where mail only goes into
 * the local outbox (a trial) the page is the mailbox, and shows it.
 */
function withoutCode(mail: ComposedMail | null, row: OutboxRow, config: Config): ComposedMail | null {
  if (!mail || !config.smtpUrl) return mail;
  const { accessCode } = row.facts;
  const own = typeof accessCode === 'string' && accessCode !== '' ? [accessCode.split('').join('[- ]?')] : [];
  const code = new RegExp([...own, '(?<=[?&;]code=)[A-Z2-9]+', '(?<=/sign-in/link/)[\\w.-]+'].join('|'), 'g');
  const hide = (text: string): string => text.replace(code, '•••••');
  return { ...mail, text: hide(mail.text), html: hide(mail.html) };
}
