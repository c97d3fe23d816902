import type { CaseClocks } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import type { Away, NamedArea, NamedDirectorate, NamedOfficial, QueueRow } from '../../records';
import { NO_DUE_DAY } from '../../records';
import { awayInWords, dueBadge, type DueBadge, leftInWords, outcomeInWords } from '../../platform/casework';
import { deskPaths } from '../../platform/paths';
import { formatDate, formatDateTime, type Lang, type Words } from '../../platform/views';

/** A line of the queue in words: the template only puts it into cells. */
export interface QueueLine {
  id: string;
  href: string;
  reference: string;
  subject: string;
  kind: string;
  urgent: boolean;
  status: { text: string; look: string };
  assignee: string;
  /** Until when the assignee is away, and who stands in; empty while they are here. */
  away: string;
  directorate: string;
  received: string;
  due: string;
  /** An escalation waits for somebody's "I have it". */
  asked: boolean;
  /** Somebody else did something to it since this list was last shown. */
  changed: boolean;
  version: number;
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
  /** Officials who are away today, by their id. */
  away: ReadonlyMap<string, Away>;
  /** Of the cases on which nothing of ours runs (`waits`), by their id. */
  clocks: ReadonlyMap<string, CaseClocks>;
  /** Cases that others changed since this list was last shown. */
  changed: ReadonlySet<string>;
  /** Words that were found for this page: fifty lines share few kinds, states and days. */
  found?: Map<string, unknown>;
}

/** Words cost more than rows: each is looked up once for a page. */
function once<T>(naming: Naming, key: string, find: () => T): T {
  const found = (naming.found ??= new Map());
  if (!found.has(key)) found.set(key, find());
  return found.get(key) as T;
}

/** Nothing of ours runs on it: the line says what is awaited, which its row does not know. */
export const waits = ({ dueOn }: QueueRow): boolean => dueOn === NO_DUE_DAY;

type Named = Pick<NamedDirectorate, 'nameSq' | 'nameSr' | 'nameEn'>;

export function nameOf(named: Named | undefined, lang: Lang): string {
  return named ? { sq: named.nameSq, sr: named.nameSr, en: named.nameEn }[lang] : '';
}

/** Cases keep a subject area that was retired: it is called so. */
export const areaName = (area: NamedArea, lang: Lang, t: Words): string =>
  area.active ? nameOf(area, lang) : t('queue:area.retired', { name: nameOf(area, lang) });

export function queueLine(row: QueueRow, naming: Naming): QueueLine {
  const { lang, t } = naming;
  const badge = badgeOf(row, naming);
  const { outcome, status } = row;
  return {
    id: row.id,
    href: deskPaths.caseFile(row.id),
    reference: row.reference,
    subject: row.subject,
    kind: once(naming, row.kind, () => t(`common:kindShort.${row.kind}`)),
    urgent: row.urgent,
    status:
      outcome === null || status === 'complaint' || status === 'at-agency'
        ? once(naming, status, () => ({ text: t(`common:status.${status}`), look: `q-status--${status}` }))
        : { text: outcomeInWords(row.kind, outcome, lang), look: `q-outcome--${outcome}` },
    assignee: row.assigneeId === null ? '' : (naming.officials.get(row.assigneeId)?.name ?? ''),
    away: awayText(row, naming),
    directorate: row.directorateId === null ? '' : nameOf(naming.directorates.get(row.directorateId), lang),
    received: once(naming, `on ${row.receivedOn}`, () => formatDate(row.receivedOn, lang, 'short')),
    due: dueText(row, naming),
    asked: row.asked,
    changed: naming.changed.has(row.id),
    version: row.version,
    badge,
    overdue: badge?.look === 'overdue',
  };
}

function awayText({ assigneeId, status }: QueueRow, { away, officials, lang }: Naming): string {
  const found = status === 'closed' ? undefined : away.get(assigneeId ?? '');
  return found ? awayInWords(found, (id) => officials.get(id)?.name ?? '', lang) : '';
}

function dueText(row: QueueRow, naming: Naming): string {
  const { lang, t } = naming;
  if (waits(row)) return awaited(row, naming);
  if (row.dueAt && row.status !== 'closed') return formatDateTime(row.dueAt, lang, 'short');
  const day = once(naming, `on ${row.dueOn}`, () => formatDate(row.dueOn, lang, 'short'));
  return row.status === 'complaint' ? t(`queue:complaint.${row.complaintStage}`, { day }) : day;
}

/** The applicant's answer, the Agency's decision, or the calendar of the year. */
function awaited({ id, complaintStage }: QueueRow, { lang, t, clocks }: Naming): string {
  const { clock, complaintClock } = clocks.get(id) ?? {};
  if (clock?.state === 'paused') {
    const day = formatDate(clock.since, lang, 'short');
    return t('queue:paused', { day, left: leftInWords(clock.remaining, lang) });
  }
  if (complaintStage !== 'agency') return t('queue:noCalendar');
  return complaintClock?.state === 'running'
    ? t('queue:complaint.agency', { day: formatDate(complaintClock.dueOn, lang, 'short') })
    : t('common:status.at-agency');
}

/** Closed cases have no time left. */
function badgeOf(row: QueueRow, naming: Naming): DueBadge | null {
  if (row.status === 'closed' || waits(row)) return null;
  return row.dueAt ? dueBadge(row, naming) : once(naming, `badge ${row.dueOn}`, () => dueBadge(row, naming));
}
