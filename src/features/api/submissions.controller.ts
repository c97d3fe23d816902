import { Controller, Inject, Post, Req, Res, UnsupportedMediaTypeException, UseFilters } from '@nestjs/common';
import type { Response } from 'express';
import { People, TrackingStore, Transactions } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { type Config, CONFIG } from '../../platform/config';
import { FileKeeper } from '../../platform/files';
import { answersBy, type Filed, IntakeService, NoSuchInstitution, SubmissionRate } from '../../platform/intake';
import { apiPaths, publicPaths } from '../../platform/paths';
import { languageOfPage, type PageRequest, wordsOfPage } from '../../platform/web/request';
import { Problem, ProblemFilter } from './problem';
import { readSubmissionBody } from './submission-body';
import { keepUploads } from './uploads';

/** Filing by another system: the same reader and the same way in as the web form. */
@Controller(apiPaths.submissions())
@UseFilters(ProblemFilter)
export class SubmissionsController {
  constructor(
    private readonly intake: IntakeService,
    private readonly rate: SubmissionRate,
    private readonly people: People,
    private readonly tracking: TrackingStore,
    private readonly transactions: Transactions,
    private readonly keeper: FileKeeper,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  async file(@Req() req: PageRequest, @Res({ passthrough: true }) res: Response): Promise<object> {
    const now = this.clock.now();
    const t = wordsOfPage(res);
    if (!req.is(['application/json', 'multipart/form-data'])) throw new UnsupportedMediaTypeException();
    const retryAfter = this.rate.take(req.ip ?? '', now);
    if (retryAfter > 0) throw new Problem('too-many-submissions', { retryAfter });
    const institutions = await this.people.openInstitutions(this.transactions.reader);
    const submission = readSubmissionBody(req.body, {
      language: languageOfPage(res),
      institutions: institutions.map((one) => one.code),
      answers: answersBy(institutions),
      key: req.get('idempotency-key'),
      now,
      t,
    });
    const files = await keepUploads(req, this.keeper, t);
    const filed = await this.intake.file(submission, files, { kind: 'citizen' }, now).catch((error: unknown) => {
      if (!(error instanceof NoSuchInstitution)) throw error;
      const errors = [{ field: 'to', code: 'to-unknown', message: t('intake:problem.to-unknown') }];
      throw new Problem('invalid-body', { errors });
    });
    res.setHeader('Cache-Control', 'no-store');
    return this.answer(res, filed, submission.language, submission.submissionKey);
  }

  /** 201 with the number; 200 when it was filed before; 202 when it is kept and its number follows. */
  private async answer(
    res: Response,
    filed: Filed,
    language: 'sq' | 'sr' | 'en',
    submissionKey: string,
  ): Promise<object> {
    if (filed.kept) {
      res.status(202);
      return { state: 'kept', submissionKey };
    }
    const { caseId, reference, caseKind, accessCode, receivedOn, dueOn, dueAt } = filed;
    // A new case has one deadline; one that was filed before may have been extended since.
    const [row] = filed.again ? await this.tracking.byIds(this.transactions.reader, [caseId]) : [];
    res.status(filed.again ? 200 : 201).setHeader('Location', apiPaths.submission(reference));
    return {
      state: 'registered',
      submissionKey,
      reference,
      accessCode,
      kind: caseKind,
      receivedOn,
      firstDueOn: row ? row.firstDueOn : dueOn,
      dueOn,
      dueAt,
      trackingUrl: this.config.publicUrl + publicPaths.trackLink(language, reference, accessCode),
    };
  }
}
