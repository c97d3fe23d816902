import type { ConsultationEvent, TaskEvent } from '../../core/casefile';
import { formatDate, type Lang, words } from '../views';
import type { Names } from './names';

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

/** What the history says of a third party that was asked: never who it is. */
export function consultationLines(event: ConsultationEvent, lang: Lang): string[] {
  const t = words(lang);
  switch (event.type) {
    case 'consultation-asked':
      return [
        t(`common:refusalGround.${event.ground}`),
        t('consultation:timeline.by', { day: formatDate(event.by, lang) }),
      ];
    case 'consultation-answered':
      return [t(`consultation:stance.${event.stance}`)];
    case 'consultation-lapsed':
      return [t(`consultation:lapsed.${event.reason}`)];
    case 'consultation-reminded':
      return [];
  }
}
