import type { TaskEvent } from '../../core/casefile';
import { formatDate, type Lang, words } from '../views';
import type { Names } from './timeline';

/** What the history says of a request for documents: which directorate, and until when or to whom. */
export function taskLines(event: TaskEvent, names: Names, lang: Lang): string[] {
  const t = words(lang);
  const directorate = names.directorate(event.directorateId);
  if (event.type === 'task-asked') {
    return [directorate, ...(event.by ? [t('tasks:timeline.by', { day: formatDate(event.by, lang) })] : [])];
  }
  if (event.type !== 'task-given') return [directorate];
  return [directorate, event.assigneeId ? names.official(event.assigneeId) : t('tasks:timeline.head')];
}
