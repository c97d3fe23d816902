import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { isClosed, isOpenTask, taskDue } from '../../core/casefile';
import {
  dueBadge,
  type FieldError,
  isOfTask,
  mayAnswerTask,
  namesFrom,
  type OfferedFile,
  versionShown,
} from '../../platform/casework';
import { type Clock, CLOCK } from '../../platform/clock';
import { ACCEPTED_ENDINGS } from '../../platform/files';
import { deskPaths } from '../../platform/paths';
import { may } from '../../platform/sign-in';
import { formatBytes, formatDate, formatDateTime, type Lang, words } from '../../platform/views';
import { languageOfPage, type PageRequest } from '../../platform/web/request';
import {
  backPlanSettings,
  CaseBook,
  type FileRow,
  type LoadedCase,
  Papers,
  People,
  type TaskOfCase,
  Transactions,
} from '../../records';
import { membersOf } from './task-work';

/** What is shown of a form that was refused. */
export interface Again {
  status?: number;
  /** Which form it was. */
  form?: string;
  values?: Record<string, string>;
  files?: readonly OfferedFile[];
  errors?: FieldError[];
}

/** The page of one task, for the directorate and for whoever asked. It does not say who the applicant is. */
@Injectable()
export class TaskPages {
  constructor(
    private readonly book: CaseBook,
    private readonly papers: Papers,
    private readonly people: People,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async show(req: PageRequest, res: Response, found: TaskOfCase, again: Again = {}): Promise<void> {
    const official = req.official!;
    const lang = languageOfPage(res);
    const t = words(lang);
    const { task, row } = found;
    const { reader } = this.transactions;
    const loaded = await this.book.load(reader, row.institutionId, row.id);
    const ids = [...task.fileIds, ...task.answerFileIds];
    const files = await this.papers.filesByIds(reader, row.institutionId, ids);
    const officials = await this.people.officials(reader, row.institutionId);
    const directorates = await this.people.directorates(reader, row.institutionId);
    const names = namesFrom(officials, directorates, lang);
    const due = this.dueOf(loaded, task.id);
    const open = task.state === 'open' && !isClosed(loaded.file);
    const asks = may(official, 'case.task', row);
    const twice = loaded.file.tasks.some((one) => isOpenTask(one) && one.directorateId === task.directorateId);
    res.status(again.status ?? 200).render('tasks/task.njk', {
      title: names.directorate(task.directorateId),
      task: {
        ...{ id: task.id, state: task.state, text: task.text, answer: task.answer ?? '' },
        ...{ reference: row.reference, subject: row.subject, kind: t(`common:kind.${row.kind}`) },
        due: due && (due.dueAt ? formatDateTime(due.dueAt, lang) : formatDate(due.dueOn, lang, 'weekday')),
        badge: due && dueBadge(due, { today: this.clock.today(), now: this.clock.now(), t }),
        who: task.assigneeId ? names.official(task.assigneeId) : t('tasks:head'),
        askedBy: names.official(task.askedBy),
        askedAt: formatDateTime(task.askedAt, lang),
        settledAt: task.settledAt ? formatDateTime(task.settledAt, lang) : '',
        settledBy: task.settledBy ? names.official(task.settledBy) : '',
        files: filesIn(task.fileIds, task.id, files, lang),
        answerFiles: filesIn(task.answerFileIds, task.id, files, lang),
        caseHref: may(official, 'case.read', row) ? deskPaths.caseFile(row.id) : '',
        knowsApplicant: may(official, 'case.applicant', row),
      },
      offers: {
        answer: open && mayAnswerTask(official, task, row),
        give: open && isOfTask(official, task),
        withdraw: open && asks,
        again: !open && !isClosed(loaded.file) && asks && !twice,
      },
      members: membersOf(task.directorateId, { officials, directorates }).map((one) => ({
        value: one.id,
        text: one.name,
      })),
      version: versionShown(row.version, again.values, again.status === 409),
      done: typeof req.query.done === 'string' && DONE.includes(req.query.done) ? req.query.done : '',
      accept: ACCEPTED_ENDINGS.map((ending) => `.${ending}`).join(','),
      form: again.form ?? '',
      values: { give: task.assigneeId ?? '', what: task.text, ...again.values },
      keptFiles: again.files ?? [],
      errors: again.errors ?? [],
      breadcrumbs: [{ text: t('tasks:title'), href: deskPaths.tasks() }, { text: row.reference }],
    });
  }

  private dueOf({ file, clock, institution }: LoadedCase, id: string): ReturnType<typeof taskDue> {
    const task = file.tasks.find((one) => one.id === id);
    return task && isOpenTask(task) ? taskDue(task, clock, backPlanSettings(institution.settings)) : null;
  }
}

const DONE = ['answered', 'refused', 'given', 'withdrawn'];

const filesIn = (ids: readonly string[], taskId: string, files: readonly FileRow[], lang: Lang): object[] =>
  files
    .filter((one) => ids.includes(one.id))
    .map((one) => ({ name: one.name, size: formatBytes(one.size, lang), href: deskPaths.taskFile(taskId, one.id) }));
