import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { NotAllowed } from '../../core/casefile';
import {
  askDirectorates,
  asTyped,
  CaseWork,
  type FieldProblem,
  inWords,
  limitedText,
  lineOf,
  namesApplicant,
  neededText,
  textOf,
  Uploads,
} from '../../platform/casework';
import { readDay } from '../../platform/intake';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import { type PageRequest, wordsOfPage } from '../../platform/web/request';
import { AlarmCases, Papers, StaleCase, type TaskOfCase, Tasks, TrackingStore } from '../../records';
import { type Again, TaskPages } from './task-pages';
import { TaskWork } from './task-work';

type Body = Record<string, unknown>;

/** The forms of one task: refused with what was typed, or made in one transaction. */
@Controller(deskPaths.tasks())
@Allow('tasks', 'case.task')
export class TaskMovesController {
  constructor(
    private readonly work: TaskWork,
    private readonly pages: TaskPages,
    private readonly cases: CaseWork,
    private readonly uploads: Uploads,
    private readonly tasks: Tasks,
    private readonly papers: Papers,
    private readonly alarmCases: AlarmCases,
    private readonly tracking: TrackingStore,
  ) {}

  @Post(':id/answer')
  answer(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    return this.reply(id, req, res, 'answered');
  }

  @Post(':id/refuse')
  refuse(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    return this.reply(id, req, res, 'refused');
  }

  @Post(':id/give')
  async give(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const found = await this.work.find(req.official!, id, 'answer');
    const chosen = lineOf(bodyOf(req), 'give');
    const again = { form: 'give', values: { give: chosen } };
    await this.make(req, res, found, again, 'given', () => this.work.give(req.official!, found, chosen || null));
  }

  @Post(':id/withdraw')
  async withdraw(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const found = await this.work.find(req.official!, id, 'ask');
    await this.make(req, res, found, { form: 'withdraw' }, 'withdrawn', () => this.work.withdraw(req.official!, found));
  }

  /** The same directorate is asked once more, perhaps in other words. */
  @Post(':id/again')
  async again(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official!;
    const found = await this.work.find(official, id, 'ask');
    const body = bodyOf(req);
    const problems: FieldProblem[] = [];
    const text = neededText(body, 'what', problems);
    const typedDay = lineOf(body, 'by');
    const by = readDay(typedDay);
    if (typedDay !== '' && !by) problems.push({ field: 'by', code: 'day-wrong' });
    const mayName = lineOf(body, 'mayName');
    const [what, on, version] = [asTyped(body, 'what'), asTyped(body, 'by'), asTyped(body, 'version')];
    const values = { what, by: on, mayName, version };
    const shown: Again = { form: 'again', values };
    if (problems.length > 0) return this.refused(req, res, found, shown, problems);
    const tools = { tasks: this.tasks, papers: this.papers, alarmCases: this.alarmCases, reader: this.cases.reader };
    const asking = { directorateIds: [found.task.directorateId], text, by, files: [], again: id };
    const caseId = found.row.id;
    await this.make(req, res, found, shown, '', async () => {
      const applicant = await this.tracking.applicant(this.cases.reader, caseId);
      if (mayName === '' && namesApplicant(text, applicant)) throw new NotAllowed('task.names-applicant');
      await this.cases.perform(official, caseId, 'case.task', Number(version), askDirectorates(tools, asking));
      res.redirect(303, `${deskPaths.caseFile(caseId)}?done=ask-documents`);
    });
  }

  private async reply(id: string, req: PageRequest, res: Response, kind: 'answered' | 'refused'): Promise<void> {
    const official = req.official!;
    const found = await this.work.find(official, id, 'answer');
    const body = bodyOf(req);
    const field = kind === 'answered' ? 'answer' : 'reason';
    const { files, problems: wrong } = await this.uploads.take(req);
    const problems: FieldProblem[] = [...wrong];
    const text = limitedText(textOf(body, field), field, problems);
    if (text === '' && (kind === 'refused' || files.length === 0))
      problems.push({ field, code: kind === 'answered' ? 'task-answer-missing' : 'task-reason-missing' });
    const again: Again = { form: kind, values: { [field]: asTyped(body, field) }, files };
    if (problems.length > 0) return this.refused(req, res, found, again, problems);
    await this.make(req, res, found, again, kind, () => this.work.reply(official, found, { kind, text, files }));
  }

  /** Makes a move and leads on; what the rules refuse is told on the page, with what was typed. */
  private async make(
    req: PageRequest,
    res: Response,
    found: TaskOfCase,
    again: Again,
    done: string,
    move: () => Promise<void>,
  ): Promise<void> {
    const t = wordsOfPage(res);
    const told = (text: string) => [{ field: '', text, href: '' }];
    if (req.staleForm) {
      return this.pages.show(req, res, found, { ...again, status: 422, errors: told(t('common:errors.staleForm')) });
    }
    try {
      await move();
    } catch (error) {
      const now = await this.work.find(req.official!, found.task.id);
      if (error instanceof StaleCase)
        return this.pages.show(req, res, now, { ...again, status: 409, errors: told(t('tasks:changed')) });
      if (!(error instanceof NotAllowed)) throw error;
      const errors = told(t(`desk:refused.${error.code}`));
      return this.pages.show(req, res, now, { ...again, status: 422, errors });
    }
    if (done !== '') res.redirect(303, `${deskPaths.task(found.task.id)}?done=${done}`);
  }

  private refused(
    req: PageRequest,
    res: Response,
    found: TaskOfCase,
    again: Again,
    problems: readonly FieldProblem[],
  ): Promise<void> {
    return this.pages.show(req, res, found, { ...again, status: 422, errors: inWords(wordsOfPage(res), problems) });
  }
}

const bodyOf = (req: PageRequest): Body => (req.body ?? {}) as Body;
