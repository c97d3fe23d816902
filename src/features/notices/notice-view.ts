import type { LocalDate } from '../../core/law';
import type { NoticePlace, NoticeRow } from '../../records';
import { deskPaths } from '../../platform/paths';
import { formatDateTime, type Lang, noticeInWords } from '../../platform/views';

/** A line of the bell in words. */
export interface NoticeView {
  id: string;
  text: string;
  when: string;
  at: Date;
  unread: boolean;
  /** Where it leads; empty where there is nothing to open. */
  href: string;
  /** The case to which "I have it" is said; empty where nothing is asked. */
  acknowledge: string;
  alarmId: string;
  acknowledged: boolean;
}

/** Those that are about no case lead to what they are about. */
const HREFS: Record<string, () => string> = {
  'calendar-ends': deskPaths.calendar,
  'transfer-offered': deskPaths.transfers,
  'deadlines-moved': deskPaths.queue,
  'assigned-many': () => `${deskPaths.queue()}?assignee=me`,
  'mail-arrived': deskPaths.mail,
  'mailbox-trouble': deskPaths.mailbox,
  'official-mail-failed': deskPaths.jobs,
};

export function noticeView(row: NoticeRow, today: LocalDate, lang: Lang): NoticeView {
  const wanted = row.ackState === 'wanted' && row.caseId !== null;
  return {
    id: row.id,
    text: noticeInWords(row, today, lang),
    when: formatDateTime(row.at, lang),
    at: row.at,
    unread: row.readAt === null,
    href: hrefOf(row),
    acknowledge: wanted && row.caseId ? deskPaths.acknowledge(row.caseId) : '',
    alarmId: row.alarmId ?? '',
    acknowledged: row.ackState === 'acknowledged',
  };
}

/** A directorate that was asked sees its task and not the case. */
function hrefOf({ kind, caseId, facts }: NoticeRow): string {
  if (typeof facts.taskId === 'string') return deskPaths.task(facts.taskId);
  return caseId ? deskPaths.caseFile(caseId) : (HREFS[kind]?.() ?? '');
}

/** The place of a notice in the list, as it stands in an address. */
export const placeText = ({ unread, at, id }: NoticePlace): string =>
  [unread ? 'new' : 'read', at.toISOString(), id].join('_');

/** Null for anything that is no place: the list then begins at its beginning. */
export function readPlace(text: unknown): NoticePlace | null {
  if (typeof text !== 'string') return null;
  const [, state, at = '', id = ''] =
    /^(new|read)_(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([\w-]{1,36})$/.exec(text) ?? [];
  const moment = new Date(at);
  return state === undefined || Number.isNaN(moment.getTime()) ? null : { unread: state === 'new', at: moment, id };
}
