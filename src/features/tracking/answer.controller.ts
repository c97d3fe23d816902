import { randomUUID } from 'node:crypto';
import { Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { answerClarification, NotAllowed, type PageLanguage } from '../../core/casefile';
import { type Clock, CLOCK } from '../../platform/clock';
import { chosenFiles, FileKeeper, hadFiles, type KeptFile, uploadFaults } from '../../platform/files';
import { cleanText, typed } from '../../platform/intake';
import { publicPaths } from '../../platform/paths';
import { Relay } from '../../platform/relay';
import { formatNumber, type Words } from '../../platform/views';
import { languageOfPage, type PageRequest, wordsOfPage } from '../../platform/web/request';
import {
  CaseBook,
  type LoadedCase,
  type NewMessage,
  Outbox,
  Papers,
  People,
  Transactions,
  type Tx,
} from '../../records';
import { type TrackedCase, TrackedCases } from './tracked-cases';
import { ANSWER_LIMIT, type AnswerForm, trackedPage } from './tracked-page';

/** The applicant's answer to a question of the municipality. */
@Controller(['sq/track', 'sr/track', 'en/track'])
export class AnswerController {
  constructor(
    private readonly cases: TrackedCases,
    private readonly book: CaseBook,
    private readonly papers: Papers,
    private readonly people: People,
    private readonly outbox: Outbox,
    private readonly keeper: FileKeeper,
    private readonly relay: Relay,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post(':reference/clarification')
  async send(@Param('reference') reference: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const lang = languageOfPage(res);
    const t = wordsOfPage(res);
    const found = await this.cases.find(req, reference);
    if (!found) return res.redirect(303, `${publicPaths.track(lang)}?reference=${encodeURIComponent(reference)}`);
    const raw = typed((req.body as Record<string, unknown> | undefined)?.answer);
    const text = cleanText(raw);
    const errors = await problemsOf(req, text, t, lang);
    if (errors.length > 0) return this.again(res, found, { text: raw, errors, filesAgain: hadFiles(req) });
    try {
      const files = await this.keeper.keep(chosenFiles(req));
      const messageIds = await this.transactions.run((tx) => this.record(tx, found, text, files, lang));
      this.relay.nudge(messageIds);
      return res.redirect(303, `${publicPaths.tracked(lang, reference)}?done=answered`);
    } catch (error) {
      if (!(error instanceof NotAllowed)) throw error;
    }
    // Answered meanwhile, or closed: a second press of the button is no news, other words are given back.
    const letters = await this.papers.lettersOfCase(this.transactions.reader, found.loaded.row.id);
    const kept = letters.some((one) => one.kind === 'clarification-answer' && one.text === text);
    if (kept) return res.redirect(303, publicPaths.tracked(lang, reference));
    const { institutionId, id } = found.loaded.row;
    const loaded = await this.book.load(this.transactions.reader, institutionId, id);
    const tooLate = { field: '', text: t('tracking:problem.answeredMeanwhile'), href: '#unsent' };
    return this.again(res, { ...found, loaded }, { text: raw, errors: [tooLate], filesAgain: hadFiles(req) }, 409);
  }

  /** The move, the letter as it came in, its files and the mail to whoever handles the case: all or nothing. */
  private async record(
    tx: Tx,
    { loaded: { row } }: TrackedCase,
    text: string,
    files: readonly KeptFile[],
    language: PageLanguage,
  ): Promise<string[]> {
    const now = this.clock.now();
    const letterId = randomUUID();
    const act = { institutionId: row.institutionId, caseId: row.id, actor: { kind: 'citizen' } as const, now };
    const loaded = await this.book.act(tx, act, ({ file }) => [
      answerClarification(file, letterId, this.clock.today()),
    ]);
    await this.papers.addLetter(tx, {
      id: letterId,
      caseId: row.id,
      kind: 'clarification-answer',
      language,
      facts: { files: files.map(({ name, size, sha256 }) => ({ name, size, sha256 })) },
      text,
      fileId: null,
      fromApplicant: true,
      createdAt: now,
    });
    const about = { institutionId: row.institutionId, caseId: row.id, submissionId: null, createdAt: now };
    if (files.length > 0) {
      await this.papers.addFiles(
        tx,
        files.map((file) => ({ ...about, ...file, role: 'clarification' as const, released: true })),
      );
    }
    return this.outbox.add(tx, now, await this.messages(tx, loaded));
  }

  /** To the assignee; to the responsible officers while nobody has taken the case. */
  private async messages(tx: Tx, { row }: LoadedCase): Promise<NewMessage[]> {
    const assignee = row.assigneeId === null ? null : await this.people.byId(tx, row.assigneeId);
    const officers = assignee?.active
      ? [assignee]
      : await this.people.withRoles(tx, row.institutionId, ['responsible-officer']);
    return officers.map((official) => ({
      institutionId: row.institutionId,
      caseId: row.id,
      kind: 'clarification-answered',
      recipient: official.email,
      language: official.language,
      official: { id: official.id },
      facts: { reference: row.reference, caseKind: row.kind, subject: row.subject, caseId: row.id },
    }));
  }

  private async again(res: Response, { loaded }: TrackedCase, form: AnswerForm, status = 422): Promise<void> {
    const papers = await this.cases.papersOf(loaded.row, languageOfPage(res));
    const page = trackedPage(loaded, papers, this.clock.now(), languageOfPage(res), wordsOfPage(res), form);
    res.status(status).render('tracking/tracked.njk', page);
  }
}

async function problemsOf(req: PageRequest, text: string, t: Words, lang: PageLanguage): Promise<AnswerForm['errors']> {
  const errors: AnswerForm['errors'] = [];
  const add = (field: 'answer' | 'files', words: string): void => {
    errors.push({ field, text: words, href: `#${field}` });
  };
  if (req.staleForm) add('answer', t('common:errors.staleForm'));
  if (text === '') add('answer', t('tracking:problem.answerMissing'));
  if (text.length > ANSWER_LIMIT)
    add('answer', t('tracking:problem.answerLong', { limit: formatNumber(ANSWER_LIMIT, lang) }));
  for (const { code, vars } of await uploadFaults(req)) add('files', t(`intake:problem.${code}`, vars));
  return errors;
}
