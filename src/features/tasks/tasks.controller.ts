import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { taskDue } from '../../core/casefile';
import { dueBadge, namesFrom, tasksOf } from '../../platform/casework';
import { type Clock, CLOCK } from '../../platform/clock';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import { formatDate, formatDateTime } from '../../platform/views';
import { languageOfPage, type PageRequest, wordsOfPage } from '../../platform/web/request';
import { AlarmCases, People, type TaskPlace, Tasks, Transactions } from '../../records';

const PAGE_SIZE = 50;

/** The open tasks of an official's directorate, what is due first. */
@Controller(deskPaths.tasks())
@Allow('tasks')
export class TasksController {
  constructor(
    private readonly tasks: Tasks,
    private readonly cases: AlarmCases,
    private readonly people: People,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async list(
    @Query('after') after: unknown,
    @Query('done') done: unknown,
    @Req() req: PageRequest,
    @Res() res: Response,
  ): Promise<void> {
    const official = req.official!;
    const { reader } = this.transactions;
    const lang = languageOfPage(res);
    const t = wordsOfPage(res);
    const of = tasksOf(official);
    const place = readPlace(after);
    const found = await this.tasks.open(reader, of, PAGE_SIZE + 1, place);
    const shown = found.slice(0, PAGE_SIZE);
    const last = found.length > PAGE_SIZE ? shown.at(-1)?.task : undefined;
    // The day follows from the case as it stands; the order of the list from when something last happened to it.
    const { cases } = await this.cases.seen(reader, [...new Set(shown.map(({ row }) => row.id))]);
    const officials = await this.people.officials(reader, official.institutionId);
    const directorates = await this.people.directorates(reader, official.institutionId);
    const names = namesFrom(officials, directorates, lang);
    const at = { today: this.clock.today(), now: this.clock.now(), t };
    res.render('tasks/list.njk', {
      title: t('tasks:title'),
      lead: t(of.people ? 'tasks:leadOwn' : 'tasks:lead'),
      done: done === 'answered' || done === 'refused' ? done : '',
      next: last && deskPaths.tasks(`${last.dueOn}_${last.id}`),
      first: place === null,
      lines: shown.map(({ task, row }) => {
        const known = cases.find((one) => one.id === row.id);
        const asked = known?.file.tasks.find((one) => one.id === task.id);
        const due = known && asked ? taskDue(asked, known.clock, known.backPlan) : null;
        return {
          href: deskPaths.task(task.id),
          reference: row.reference,
          subject: row.subject,
          what: task.text,
          directorate: names.directorate(task.directorateId),
          who: task.assigneeId ? names.official(task.assigneeId) : t('tasks:head'),
          due: due && (due.dueAt ? formatDateTime(due.dueAt, lang) : formatDate(due.dueOn, lang, 'weekday')),
          badge: due && dueBadge(due, at),
        };
      }),
    });
  }
}

/** Null for anything that is no place: the list then begins at its beginning. */
function readPlace(text: unknown): TaskPlace | null {
  const [, dueOn, id] = (typeof text === 'string' && /^(\d{4}-\d\d-\d\d)_([\w-]{1,36})$/.exec(text)) || [];
  return dueOn && id ? { dueOn: dueOn as TaskPlace['dueOn'], id } : null;
}
