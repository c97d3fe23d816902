import { Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { KINDS, NotAllowed } from '../../core/casefile';
import { localDateOf, localTimeOf } from '../../core/law';
import { CLOCK, type Clock } from '../../platform/clock';
import {
  answersBy,
  cleanLine,
  cleanText,
  type FieldProblem,
  readDay,
  readSubmission,
  readTime,
  tidyReference,
  typed,
  typedFields,
} from '../../platform/intake';
import { problemWords } from '../../platform/intake/problem-words';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import { offeredOnPage } from '../../platform/web/offered-pages';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { People, Transactions } from '../../records';
import { MailDesk, MailSettled } from './mail-desk';
import { draftForm } from './mail-draft';
import { mailPage, type ShownProblem } from './mail-page';

const LONGEST_REASON = 2_000;
type Body = Record<string, unknown>;
type Found = Awaited<ReturnType<MailDesk['find']>>;

/** What is done with a mail: registered, discarded, brought back. */
@Controller(`${deskPaths.mail()}/:id`)
@Allow('mail')
export class MailStepsController {
  constructor(
    private readonly desk: MailDesk,
    private readonly people: People,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('register')
  async register(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const found = await this.desk.find(official, id);
    const now = this.clock.now();
    const t = wordsOfPage(res);
    const language = languageOfPage(res);
    const institution = await this.people.institution(this.transactions.reader, official.institutionId);
    const given = (req.body ?? {}) as Body;
    const body = { ...given, channel: 'email', to: institution.code };
    const chosen = typed(given.kind);
    const kind = KINDS.find((one) => one === chosen);
    const answers = answersBy([institution]);
    const context = { by: 'counter', language, institutions: [institution.code], answers, now } as const;
    const { submission, problems } = readSubmission(body, kind ?? 'access-request', context);
    const all: FieldProblem[] = [...problems];
    if (!kind) all.unshift({ field: 'kind', code: 'kind-missing' });
    const errors: ShownProblem[] = problemWords(all, t, language);
    const reason = this.reasonForAnotherDay(found, given);
    const add = (field: string, code: string): void => {
      errors.push({ field, text: t(`mail-intake:problem.${code}`), href: `#${field}` });
    };
    if (reason === '') add('receivedReason', 'reason-missing');
    if ((reason ?? '').length > LONGEST_REASON) add('receivedReason', 'reason-long');
    if (req.staleForm) errors.unshift({ field: 'subject', text: t('common:errors.staleForm'), href: '#subject' });
    if (!submission || errors.length > 0) return this.again(res, found, given, errors);
    try {
      const filed = await this.desk.register(official, found, submission, reason, now, this.clock.today());
      if (filed.kept) throw new Error('A mail is registered or stays where it is');
      return res.redirect(303, `${deskPaths.caseFile(filed.caseId)}?done=mail-registered`);
    } catch (error) {
      if (error instanceof MailSettled) return this.settledMeanwhile(res, id);
      if (!(error instanceof NotAllowed)) throw error;
      const text = t('intake:problem.receivedOn-future');
      return this.again(res, found, given, [{ field: 'receivedOn', text, href: '#receivedOn' }]);
    }
  }

  @Post('discard')
  async discard(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const found = await this.desk.find(official, id);
    const t = wordsOfPage(res);
    const typedReason = typed(((req.body ?? {}) as Body).reason);
    const reason = cleanText(typedReason);
    const code = reason === '' ? 'reason-missing' : reason.length > LONGEST_REASON ? 'reason-long' : null;
    if (code !== null || req.staleForm) {
      const text = req.staleForm ? t('common:errors.staleForm') : t(`mail-intake:problem.${code ?? ''}`);
      return this.again(res, found, { reason: typedReason }, [{ field: 'reason', text, href: '#reason' }]);
    }
    await this.step(res, id, 'discarded', () =>
      this.desk.discard(official, found.mail, reason, this.clock.now(), this.clock.today()),
    );
  }

  @Post('attach')
  async attach(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const found = await this.desk.find(official, id);
    const t = wordsOfPage(res);
    const body = (req.body ?? {}) as Body;
    const reference = tidyReference(cleanLine(typed(body.reference)));
    const vouched = typed(body.vouched) === '1';
    const refuse = (text: string): void =>
      this.again(res, found, { reference: typed(body.reference), vouched: typed(body.vouched) }, [
        { field: 'reference', text, href: '#reference' },
      ]);
    if (req.staleForm) return refuse(t('common:errors.staleForm'));
    if (reference === '') return refuse(t('mail-intake:problem.reference-missing'));
    try {
      const { now, today } = { now: this.clock.now(), today: this.clock.today() };
      const row = await this.desk.attach(official, found, reference, vouched, now, today);
      if (!row) return refuse(t('mail-intake:problem.reference-unknown'));
      res.redirect(303, `${deskPaths.caseFile(row.id)}?done=mail-attached`);
    } catch (error) {
      if (error instanceof MailSettled) return this.settledMeanwhile(res, id);
      throw error;
    }
  }

  @Post('restore')
  async restore(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const { mail } = await this.desk.find(official, id);
    if (req.staleForm) return res.redirect(303, deskPaths.mailItem(id));
    await this.step(res, id, 'restored', () => this.desk.restore(official, mail, this.clock.now(), this.clock.today()));
  }

  /** Null where the day of arrival counts, as it stands in the mailbox; '' where another one does and nobody said why. */
  private reasonForAnotherDay({ mail }: Found, body: Body): string | null {
    const [day, time] = [readDay(typed(body.receivedOn)), readTime(typed(body.receivedTime))];
    const same = day === localDateOf(mail.receivedAt) && time === localTimeOf(mail.receivedAt);
    return same ? null : cleanText(typed(body.receivedReason));
  }

  private async step(res: Response, id: string, done: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof MailSettled) return this.settledMeanwhile(res, id);
      throw error;
    }
    res.redirect(
      303,
      done === 'discarded' ? `${deskPaths.mail()}?done=discarded` : `${deskPaths.mailItem(id)}?done=${done}`,
    );
  }

  /** Somebody was faster: the page says what became of the mail. */
  private settledMeanwhile(res: Response, id: string): void {
    res.redirect(303, `${deskPaths.mailItem(id)}?done=settled`);
  }

  private again(res: Response, found: Found, body: Body, errors: ShownProblem[]): void {
    const { mail, files } = found;
    const own: Record<string, string> = {
      ...typedFields(body),
      kind: typed(body.kind),
      receivedReason: typed(body.receivedReason),
    };
    const started = draftForm(mail, offeredOnPage(res), languageOfPage(res));
    const form: Record<string, string> = 'subject' in own ? { ...started, urgent: '', ...own } : { ...started };
    for (const name of ['reason', 'reference', 'vouched']) form[name] = typed(body[name]);
    const { answers } = offeredOnPage(res);
    const page = mailPage({ mail, files, form, errors, reference: '', done: null, answers }, wordsOfPage(res));
    res.setHeader('Cache-Control', 'private, no-store');
    res.status(422).render('mail-intake/mail.njk', page);
  }
}
