import type { LocalDate } from '../../core/law';
import type { NamedDirectorate, NamedOfficial, QueueRow } from '../../records';
import { NO_DUE_DAY } from '../../records';
import { dueBadge, type DueBadge, outcomeInWords } from '../../platform/casework';
import { deskPaths } from '../../platform/paths';
import { formatDate, formatDateTime, type Lang, type Words } from '../../platform/views';

/** A line of the queue in words: the template only puts it into cells. */
export interface QueueLine {
  href: string;
  reference: string;
  subject: string;
  kind: string;
  urgent: boolean;
  status: { text: string; look: string };
  assignee: string;
  directorate: string;
  due: string;
  badge: DueBadge | null;
  overdue: boolean;
}

/** What is needed to name people and days. */
export interface Naming {
  lang: Lang;
  t: Words;
  today: LocalDate;
  now: Date;
  officials: ReadonlyMap<string, NamedOfficial>;
  directorates: ReadonlyMap<string, NamedDirectorate>;
}

export function nameOf(directorate: NamedDirectorate | undefined, lang: Lang): string {
  return directorate ? { sq: directorate.nameSq, sr: directorate.nameSr, en: directorate.nameEn }[lang] : '';
}

export function queueLine(row: QueueRow, naming: Naming): QueueLine {
  const { lang, t } = naming;
  const badge = badgeOf(row, naming);
  const { outcome, status } = row;
  return {
    href: deskPaths.caseFile(row.id),
    reference: row.reference,
    subject: row.subject,
    kind: t(`common:kindShort.${row.kind}`),
    urgent: row.urgent,
    status:
      outcome === null
        ? { text: t(`common:status.${status}`), look: `q-status--${status}` }
        : { text: outcomeInWords(row.kind, outcome, lang), look: `q-outcome--${outcome}` },
    assignee: row.assigneeId === null ? '' : (naming.officials.get(row.assigneeId)?.name ?? ''),
    directorate: row.directorateId === null ? '' : nameOf(naming.directorates.get(row.directorateId), lang),
    due: dueText(row, lang, t),
    badge,
    overdue: badge?.look === 'overdue',
  };
}

function dueText(row: QueueRow, lang: Lang, t: Words): string {
  if (row.dueOn === NO_DUE_DAY) return t('queue:noCalendar');
  if (row.dueAt && row.status !== 'closed') return formatDateTime(row.dueAt, lang, 'short');
  return formatDate(row.dueOn, lang, 'short');
}

/** Closed cases have no time left. */
function badgeOf(row: QueueRow, naming: Naming): DueBadge | null {
  return row.status === 'closed' || row.dueOn === NO_DUE_DAY ? null : dueBadge(row, naming);
}
