import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { NotAllowed } from '../../core/casefile';
import {
  asTyped,
  CaseWork,
  changedView,
  consultationViews,
  type FieldError,
  type FieldProblem,
  headOf,
  inWords,
  Looks,
  namesFrom,
  type OfferedFile,
  Together,
  Uploads,
  versionShown,
} from '../../platform/casework';
import { ACCEPTED_ENDINGS } from '../../platform/files';
import type { ComposedLetter } from '../../platform/letters';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import { formatDate, languageTag } from '../../platform/views';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import {
  Consultations,
  type LoadedCase,
  People,
  type RecordedEvent,
  StaleCase,
  SubjectAreas,
  TrackingStore,
} from '../../records';
import { readDecision, typedValues } from './decision-form';
import { AnsweredTogether, otherLanguages, togetherView } from './answered-together';
import { DecisionMaker } from './decision-maker';
import { decisionView } from './decision-view';

interface Shown {
  status?: number;
  body?: Record<string, unknown>;
  files?: OfferedFile[];
  errors?: FieldError[];
  since?: RecordedEvent[];
  /** The case that is answered along of which it was told that it changed. */
  toldOf?: string;
  letter?: ComposedLetter;
}

/** The decision: form, preview of its letter, and the decision itself. */
@Controller('desk/cases/:id/decide')
@Allow('case.decide')
export class DecisionController {
  constructor(
    private readonly work: CaseWork,
    private readonly looks: Looks,
    private readonly maker: DecisionMaker,
    private readonly together: AnsweredTogether,
    private readonly uploads: Uploads,
    private readonly people: People,
    private readonly areas: SubjectAreas,
    private readonly tracking: TrackingStore,
    private readonly consultations: Consultations,
  ) {}

  @Get()
  async form(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    await this.show(req, res, id, {});
  }

  @Post()
  async decide(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official!;
    const t = wordsOfPage(res);
    const body = (req.body ?? {}) as Record<string, unknown>;
    const loaded = await this.work.load(official, id, 'case.decide');
    const { files, problems: uploadProblems } = await this.uploads.take(req);
    const again = (shown: Shown): Promise<void> => this.show(req, res, id, { body, files, ...shown });
    const told = (text: string): FieldError[] => [{ field: '', text, href: '' }];
    if (req.staleForm) return again({ status: 422, errors: told(t('common:errors.staleForm')) });
    const { email } = await this.tracking.applicant(this.work.reader, id);
    const { form, problems } = readDecision(body, loaded.row.kind, email !== null);
    const wrong: FieldProblem[] = [...problems, ...uploadProblems];
    if (!form || wrong.length > 0) return again({ status: 422, errors: inWords(t, wrong) });
    try {
      if (asTyped(body, 'do') === 'preview') {
        return await again({ letter: await this.maker.preview(loaded, this.work.now(official), form, files) });
      }
      const version = Number(asTyped(body, 'version'));
      const others = await this.together.of(official, loaded.row);
      const also = form.also.filter(({ caseId }) => others.some((one) => one.id === caseId));
      // Ticked, and decided, parted or given away meanwhile: all of them or none.
      const gone = form.also.find((one) => !also.includes(one));
      if (gone && loaded.file.decision === null) {
        const which = await this.work.load(official, gone.caseId).then(
          ({ row }) => `${row.reference}: `,
          () => '',
        );
        return await again({ status: 422, errors: told(`${which}${t('desk:refused.together.changed')}`) });
      }
      const prepare = this.maker.prepare(form, files);
      const own = { caseId: id, action: 'case.decide', expectedVersion: version, prepare } as const;
      const moves = also.map(({ caseId, version: expectedVersion }) => ({
        ...own,
        caseId,
        expectedVersion,
        prepare: this.maker.prepare(form, files, true),
      }));
      if (moves.length > 0) {
        await this.work.performTogether(official, [own, ...moves]);
        return res.redirect(303, deskPaths.together(id));
      }
      await this.work.perform(official, id, 'case.decide', version, prepare);
    } catch (error) {
      if (error instanceof Together) {
        // Told of the case at which it stopped; of the own one as ever.
        const { cause, loaded: at } = error;
        if (cause instanceof StaleCase && at.row.id === id) return again({ status: 409, since: cause.since });
        const code = cause instanceof StaleCase ? 'together.changed' : cause.code;
        const text = t(`desk:refused.${code}`);
        const errors = told(at.row.id === id ? text : `${at.row.reference}: ${text}`);
        return again({ status: 422, errors, toldOf: at.row.id });
      }
      if (error instanceof StaleCase) return again({ status: 409, since: error.since });
      if (!(error instanceof NotAllowed)) throw error;
      return again({ status: 422, errors: told(t(`desk:refused.${error.code}`)) });
    }
    res.redirect(303, `${deskPaths.caseFile(id)}?done=decide`);
  }

  private async show(req: PageRequest, res: Response, id: string, shown: Shown): Promise<void> {
    const official = req.official!;
    const t = wordsOfPage(res);
    const lang = languageOfPage(res);
    const loaded = await this.work.load(official, id, 'case.decide');
    const { now, today } = this.work.now(official);
    const { row } = loaded;
    const applicant = await this.tracking.applicant(this.work.reader, id);
    const values = shown.body ? typedValues(shown.body) : startValues(loaded, applicant.email, today);
    const errors = shown.errors ?? [];
    if (shown.letter) await this.looks.applicant(req, row, 'decision');
    const head = headOf(loaded, lang, today, now);
    const others = await this.together.of(official, row);
    res.status(shown.status ?? 200).render('decisions/decide.njk', {
      title: t('desk:move.decide.title'),
      head,
      version: versionShown(row.version, shown.body, shown.since !== undefined),
      action: deskPaths.move(id, 'decide'),
      values,
      parties: loaded.file.consultations.length
        ? consultationViews(loaded, await this.consultations.ofCase(this.work.reader, id), lang, { today, now })
        : [],
      together: togetherView(others, row, values, shown, lang),
      d: decisionView(row, applicant, values, errors, lang, otherLanguages(others, row)),
      keptFiles: shown.files ?? [],
      accept: ACCEPTED_ENDINGS.map((ending) => `.${ending}`).join(','),
      errors,
      changed: shown.since && (await this.changed(official, loaded, shown.since, lang)),
      letter: shown.letter,
      letterLang: shown.letter ? languageTag(shown.letter.language) : '',
      breadcrumbs: [
        { text: t('common:nav.queue'), href: deskPaths.queue() },
        { text: row.reference, href: head.href },
        { text: t('desk:move.decide.action') },
      ],
    });
  }

  private async changed(
    official: SignedIn,
    { row }: LoadedCase,
    since: RecordedEvent[],
    lang: 'sq' | 'sr' | 'en',
  ): Promise<object> {
    const tx = this.work.reader;
    const officials = await this.people.officials(tx, row.institutionId);
    const directorates = await this.people.directorates(tx, row.institutionId);
    const areas = await this.areas.of(tx, row.institutionId);
    return changedView(official, row, since, namesFrom(officials, directorates, lang, areas), lang);
  }
}

/** What a fresh form begins with: today, the form of answer that was asked for, mail where there is an address. */
function startValues(
  { row }: LoadedCase,
  email: string | null,
  today: Parameters<typeof formatDate>[0],
): Record<string, string> {
  return {
    decidedOn: formatDate(today, 'sq', 'short'),
    answerForm: row.wantedForm ?? '',
    delivery: email ? 'email' : 'print',
    grounds: '',
  };
}
