import { awaitingOf, isOpenTask, type Task, taskDue, type TaskState } from '../../../core/casefile';
import type { LocalDate } from '../../../core/law';
import { dueBadge, type DueBadge, type Names } from '../../../platform/casework';
import { deskPaths } from '../../../platform/paths';
import { formatDate, formatDateTime, type Lang, words } from '../../../platform/views';
import { backPlanSettings, type TaskRow } from '../../../records';
import type { CaseData } from './case-data';
import { type FileView, fileView } from './sent-view';

/** Whom a case waits for and since when, and what directorates answered. */
export interface AwaitedView {
  /** The applicant, or another institution. */
  others: { who: string; since: string }[];
  open: TaskView[];
  settled: TaskView[];
}

export interface TaskView {
  directorate: string;
  state: TaskState;
  since: string;
  /** In words; empty while the clock stands still. */
  due: string;
  badge: DueBadge | null;
  /** Who has it there; empty while it is with the head. */
  has: string;
  text: string;
  answer: string;
  files: FileView[];
  href: string;
}

/** Null where nobody is awaited and no directorate was ever asked. Pure. */
export function awaitedView(
  data: CaseData,
  names: Names,
  lang: Lang,
  at: { today: LocalDate; now: Date },
): AwaitedView | null {
  const t = words(lang);
  const { file } = data.loaded;
  const others = awaitingOf(file)
    .filter(({ who }) => who !== 'directorate')
    .map(({ who, since }) => ({ who: t(`tasks:case.${who}`), since: sinceOf(since, lang) }));
  if (others.length === 0 && file.tasks.length === 0) return null;
  const views = file.tasks.flatMap((task) => {
    const row = data.tasks.find((one) => one.id === task.id);
    return row ? [{ task, view: taskView(task, row, data, names, lang, at) }] : [];
  });
  return {
    others,
    open: views.filter(({ task }) => isOpenTask(task)).map(({ view }) => view),
    settled: views.filter(({ task }) => !isOpenTask(task)).map(({ view }) => view),
  };
}

const sinceOf = (day: LocalDate, lang: Lang): string => words(lang)('tasks:case.since', { day: formatDate(day, lang) });

function taskView(
  task: Task,
  row: TaskRow,
  { loaded, files }: CaseData,
  names: Names,
  lang: Lang,
  { today, now }: { today: LocalDate; now: Date },
): TaskView {
  const t = words(lang);
  const due = isOpenTask(task) ? taskDue(task, loaded.clock, backPlanSettings(loaded.institution.settings)) : null;
  return {
    directorate: names.directorate(task.directorateId),
    state: task.state,
    since: isOpenTask(task) ? sinceOf(task.askedOn, lang) : task.settledOn ? formatDate(task.settledOn, lang) : '',
    due: due ? (due.dueAt ? formatDateTime(due.dueAt, lang) : formatDate(due.dueOn, lang, 'weekday')) : '',
    badge: due && dueBadge(due, { today, now, t }),
    has: task.assigneeId ? names.official(task.assigneeId) : '',
    text: row.text,
    answer: row.answer ?? '',
    files: files.filter((one) => row.answerFileIds.includes(one.id)).map((one) => fileView(one, lang)),
    href: deskPaths.task(task.id),
  };
}
