import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { WEBHOOK_EVENTS } from '../../core/webhooks';
import { Outbox, Transactions, type Webhook, Webhooks } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { CONFIG, type Config } from '../../platform/config';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import { type ChangedMeanwhile, seenOf, shownMeanwhile, unlessMeanwhile } from '../../platform/web/meanwhile';
import { shownOnce } from '../../platform/web/shown-once';
import { type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { urlProblem } from '../../platform/webhooks';
import { formOf, readWebhookForm, type WebhookForm, type WebhookProblems } from './webhook-form';
import { WebhookService } from './webhook.service';

/** What the fields are called on the page. */
const LABELS: Record<keyof WebhookForm, string> = { url: 'webhooks:form.url', events: 'webhooks:form.events' };
const DONE = ['created', 'changed', 'replaced', 'enabled', 'disabled'];
const secrets = shownOnce('qasja.webhook', deskPaths.webhook());

/** Which other system is told what happens: where, of what, and with which secret. */
@Controller(deskPaths.webhook())
@Allow('webhook')
export class WebhookController {
  constructor(
    private readonly service: WebhookService,
    private readonly webhooks: Webhooks,
    private readonly outbox: Outbox,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const known = await this.known(req);
    await this.show(req, res, known, formOf(known), {});
  }

  @Post()
  async save(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const form = readWebhookForm(req.body);
    const url = await urlProblem(form.url, this.config);
    const problems: WebhookProblems = {
      ...(url ? { url } : {}),
      ...(form.events.length === 0 ? { events: 'events-missing' } : {}),
    };
    if (Object.keys(problems).length > 0) return this.show(req, res, await this.known(req), form, problems);
    const done = await unlessMeanwhile<WebhookForm, string | null>(
      this.service.save(official, form, seenOf(req.body)),
      async (changed) => this.show(req, res, await this.known(req), changed.found.form, {}, changed),
    );
    if (done) this.leave(res, official, done.saved ? 'created' : 'changed', done.saved);
  }

  @Post('secret')
  async replace(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const secret = await this.service.replaceSecret(official);
    this.leave(res, official, secret ? 'replaced' : '', secret);
  }

  @Post('active')
  async active(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const active = (req.body as { active?: unknown } | undefined)?.active === '1';
    await this.service.setActive(official, active);
    this.leave(res, official, active ? 'enabled' : 'disabled', null);
  }

  @Post('test')
  async test(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const id = await this.service.test(req.official as SignedIn);
    res.redirect(303, id ? `${deskPaths.webhook()}?test=${id}` : deskPaths.webhook());
  }

  private leave(res: Response, official: SignedIn, done: string, secret: string | null): void {
    if (secret) secrets.put(res, this.config.publicUrl.startsWith('https:'), official.id, secret);
    res.redirect(303, `${deskPaths.webhook()}${done && `?done=${done}`}`);
  }

  private known(req: PageRequest): Promise<Webhook | null> {
    return this.webhooks.of(this.transactions.reader, (req.official as SignedIn).institutionId);
  }

  private async show(
    req: PageRequest,
    res: Response,
    known: Webhook | null,
    form: WebhookForm,
    problems: WebhookProblems,
    changed: ChangedMeanwhile<WebhookForm> | null = null,
  ): Promise<void> {
    const { id, institutionId } = req.official as SignedIn;
    const tx = this.transactions.reader;
    const t = wordsOfPage(res);
    const errors = Object.entries(problems).map(([field, code]) => ({
      field,
      text: t(`webhooks:problem.${String(code)}`),
      href: `#${field}`,
    }));
    const tested = typeof req.query.test === 'string' ? req.query.test : '';
    res.setHeader('Cache-Control', 'no-store');
    res.status(errors.length > 0 || changed ? 422 : 200).render('webhooks/webhook.njk', {
      // Of the secrets only whether the old one still counts: a page that has them might show them.
      webhook: known && { active: known.active, createdAt: known.createdAt, changedAt: known.changedAt },
      previousUntil: known?.previousUntil && known.previousUntil > this.clock.now() ? known.previousUntil : null,
      form,
      errors,
      ...shownMeanwhile(req.body, { present: formOf(known), changed, wrong: errors.length > 0 }, (field) =>
        t(LABELS[field]),
      ),
      events: WEBHOOK_EVENTS,
      secret: errors.length > 0 ? null : secrets.take(req, res, id),
      counts: known && (await this.webhooks.notArrived(tx, institutionId)),
      test: tested && (await this.outbox.byId(tx, institutionId, tested)),
      done: DONE.find((one) => one === req.query.done) ?? null,
    });
  }
}
