import { Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { NotAllowed } from '../../../core/casefile';
import { extensionGrounds } from '../../../core/law';
import {
  asTyped,
  CaseWork,
  changedView,
  type FieldError,
  headOf,
  inWords,
  manyOf,
  namesFrom,
  type OfferedFile,
  Uploads,
  versionShown,
} from '../../../platform/casework';
import { ACCEPTED_ENDINGS } from '../../../platform/files';
import { Letters } from '../../../platform/letters';
import { deskPaths } from '../../../platform/paths';
import { Allow } from '../../../platform/sign-in';
import { languageOfPage, type PageRequest, wordsOfPage } from '../../../platform/web/request';
import {
  AlarmCases,
  CaseMessages,
  Consultations,
  type LoadedCase,
  Papers,
  People,
  type RecordedEvent,
  StaleCase,
  SubjectAreas,
  Tasks,
  TrackingStore,
  Transfers,
} from '../../../records';
import { assignableBy, type MoveDefinition, MOVES, RefusedBeside, type Tools } from './moves';

const PATHS = MOVES.map((move) => `:id/${move.name}`);

interface Shown {
  status?: number;
  body?: Record<string, unknown>;
  files?: OfferedFile[];
  errors?: FieldError[];
  since?: RecordedEvent[];
}

/** The forms of the case page: shown, refused with what was typed, or made in one transaction. */
@Controller('desk/cases')
@Allow('case.read')
export class CaseMovesController {
  private readonly tools: Tools;

  constructor(
    private readonly work: CaseWork,
    private readonly uploads: Uploads,
    private readonly people: People,
    letters: Letters,
    papers: Papers,
    tracking: TrackingStore,
    transfers: Transfers,
    tasks: Tasks,
    alarmCases: AlarmCases,
    messages: CaseMessages,
    consultations: Consultations,
    areas: SubjectAreas,
  ) {
    const { reader } = work;
    const stores = { papers, people, tracking, transfers, tasks, alarmCases, messages, consultations, areas };
    this.tools = { letters, ...stores, reader };
  }

  @Get(PATHS)
  async form(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    await this.show(req, res, id, moveOf(req), {});
  }

  @Post(PATHS)
  @Allow('case.assign', ...MOVES.map((move) => move.action))
  async make(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const move = moveOf(req);
    const official = req.official!;
    const t = wordsOfPage(res);
    const body = (req.body ?? {}) as Record<string, unknown>;
    await this.work.load(official, id, move.action);
    const taken = move.takesFiles ? await this.uploads.take(req) : { files: [], problems: [] };
    const { files } = taken;
    const refuse = (shown: Shown): Promise<void> =>
      this.show(req, res, id, move, { status: 422, body, files, ...shown });
    if (req.staleForm) return refuse({ errors: [{ field: '', text: t('common:errors.staleForm'), href: '' }] });
    const reading = move.read(body, files);
    const problems = [...reading.problems, ...taken.problems];
    if (problems.length > 0) return refuse({ errors: inWords(t, problems) });
    try {
      const version = Number(asTyped(body, 'version'));
      await this.work.perform(official, id, move.action, version, reading.prepare(this.tools));
    } catch (error) {
      if (error instanceof StaleCase) return refuse({ status: 409, since: error.since });
      if (!(error instanceof NotAllowed)) throw error;
      const field = error instanceof RefusedBeside ? error.field : '';
      return refuse({ errors: [{ field, text: t(`desk:refused.${error.code}`), href: field && `#${field}` }] });
    }
    res.redirect(303, `${deskPaths.caseFile(id)}?done=${move.name}`);
  }

  private async show(req: PageRequest, res: Response, id: string, move: MoveDefinition, shown: Shown): Promise<void> {
    const official = req.official!;
    const t = wordsOfPage(res);
    const lang = languageOfPage(res);
    const loaded = await this.work.load(official, id, move.action);
    const { now, today } = this.work.now(official);
    const { row } = loaded;
    const head = headOf(loaded, lang, today, now);
    const officials = await this.people.officials(this.work.reader, row.institutionId);
    const directorates = await this.people.directorates(this.work.reader, row.institutionId);
    const areas = shown.since ? await this.tools.areas.of(this.work.reader, row.institutionId) : [];
    const applicant = await this.tools.tracking.applicant(this.work.reader, id);
    const names = namesFrom(officials, directorates, lang, areas);
    const assignable = assignableBy(official, row);
    res.status(shown.status ?? 200).render('desk/case-move.njk', {
      title: t(`desk:move.${move.name}.title`),
      move: move.name,
      head,
      version: versionShown(row.version, shown.body, shown.since !== undefined),
      action: deskPaths.move(id, move.name),
      multipart: move.takesFiles,
      values: shown.body ? typedValues(move, shown.body) : { ...startValues(loaded), ...move.start?.(loaded, today) },
      keptFiles: shown.files ?? [],
      accept: ACCEPTED_ENDINGS.map((ending) => `.${ending}`).join(','),
      errors: shown.errors ?? [],
      changed: shown.since && changedView(official, row, shown.since, names, lang),
      people: officials.filter((one) => assignable.person(one)).map((one) => ({ value: one.id, text: one.name })),
      directorates: directorates.filter((one) => assignable.directorate(one)),
      grounds: extensionGrounds.map((value) => ({ value, text: t(`common:extensionGround.${value}`) })),
      access: row.kind === 'access-request',
      byMail: applicant.email !== null,
      ...(await move.extras?.(this.tools, loaded, lang, now, today)),
      breadcrumbs: [
        { text: t('common:nav.queue'), href: deskPaths.queue() },
        { text: row.reference, href: head.href },
        { text: t(`desk:move.${move.name}.action`) },
      ],
    });
  }
}

function moveOf(req: PageRequest): MoveDefinition {
  const name = req.path.replace(/\/+$/, '').split('/').at(-1);
  const move = MOVES.find((one) => one.name === name);
  if (!move) throw new NotFoundException();
  return move;
}

const typedValues = (move: MoveDefinition, body: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    move.fields.map((field) => [
      field,
      move.many?.includes(field) ? manyOf(body, field).join(' ') : asTyped(body, field),
    ]),
  );

/** What a fresh form begins with. */
const startValues = ({ row }: LoadedCase): Record<string, string> => ({
  assignee: row.assigneeId ?? '',
  directorate: row.directorateId ?? '',
});
