import { daysBetween, isLocalDate, type LocalDate } from '../../core/law';
import { formatDateTime, formatDate } from './dates';
import { rungInWords } from './rungs';
import { type Lang, words } from './words';

/** What of a notice its words need. */
export interface NoticeSaid {
  kind: string;
  facts: Record<string, unknown>;
}

/** How long there is until a due day: 'due tomorrow', 'overdue by 3 days'. */
export function daysLeftInWords(today: LocalDate, dueOn: LocalDate, lang: Lang): string {
  const t = words(lang);
  const left = daysBetween(today, dueOn);
  if (left < 0) return t('mail:due.overdue', { count: -left });
  if (left === 0) return t('mail:due.today');
  return left === 1 ? t('mail:due.tomorrow') : t('mail:due.in', { count: left });
}

/** A notice in one line, as the bell and the digest show it; how long there is left is counted from `today`. */
export function noticeInWords(notice: NoticeSaid, today: LocalDate, lang: Lang): string {
  const t = words(lang);
  const { inPlaceOf, nobodyPresent } = notice.facts;
  const absent = Array.isArray(inPlaceOf) && inPlaceOf.length > 0 ? inPlaceOf.join(', ') : null;
  const line = lineOf(notice, today, lang);
  if (nobodyPresent === true) return `${line} (${t('desk:message.nobody-present')})`;
  return absent === null ? line : `${line} (${t('mail:digest.of', { name: absent })})`;
}

function lineOf({ kind, facts }: NoticeSaid, today: LocalDate, lang: Lang): string {
  const t = words(lang);
  const text = (name: string): string => (typeof facts[name] === 'string' ? facts[name] : '');
  const { dueOn } = facts;
  const dueAt = text('dueAt');
  const left = dueAt
    ? t('mail:notice.until', { moment: formatDateTime(new Date(dueAt), lang) })
    : isLocalDate(dueOn)
      ? daysLeftInWords(today, dueOn, lang)
      : t('mail:due.none');
  /** What is owed, where it is not the decision. */
  const what = text('owed');
  const told = { reference: text('reference'), subject: text('subject') };
  switch (kind) {
    case 'reminder': {
      const { directorateOn } = facts;
      if (isLocalDate(directorateOn))
        return t('mail:notice.directorate', { ...told, day: formatDate(directorateOn, lang) });
      if (what) return t('mail:owed.subject.reminder', { ...told, left, what: t(`mail:owed.${what}.name`) });
      return t(facts.vacant === true ? 'mail:notice.vacant' : 'mail:notice.reminder', { ...told, left });
    }
    case 'escalation':
      if (what) return t('mail:owed.subject.escalation', { ...told, left, what: t(`mail:owed.${what}.missing`) });
      return t('mail:notice.escalation', { ...told, left });
    case 'climb':
      return t('mail:notice.climb', { ...told, left });
    case 'urgent':
      return t('mail:notice.urgent', { ...told, what: rungInWords(text('rung'), t) });
    case 'unassigned':
      return t('mail:notice.unassigned', told);
    case 'assigned':
      return t('mail:notice.assigned', { ...told, left });
    case 'clarification-answered':
      return t('mail:notice.clarification-answered', told);
    case 'task-asked':
    case 'task-due':
    case 'task-answered':
    case 'task-refused':
    case 'task-withdrawn':
      return taskInWords(kind, facts, told, lang);
    case 'consultation-silent':
      return t('mail:notice.consultation-silent', told);
    case 'message-received':
      return t(facts.unknown === true ? 'mail:notice.message-unknown' : 'mail:notice.message-received', told);
    case 'forward-refused':
      return t('mail:notice.forward-refused', told);
    case 'forward-lapsed':
      return t('mail:notice.forward-lapsed', told);
    case 'message-failed':
      return t('mail:notice.message-failed', told);
    case 'official-mail-failed':
      return t('mail:notice.official-mail-failed', { recipient: text('recipient') });
    case 'transfer-offered':
      return t('mail:notice.transfer-offered', { subject: told.subject });
    case 'assigned-many':
      return t('mail:notice.assigned-many', { count: Number(facts.total) });
    case 'deadlines-moved':
      return t('mail:notice.deadlines-moved', { count: Number(facts.total) });
    case 'mail-arrived':
      return t('mail:notice.mail-arrived', { subject: told.subject || t('mail-intake:noSubject') });
    case 'mailbox-trouble':
      return t('mail:notice.mailbox-trouble', { trouble: t(`mail-intake:trouble.${text('trouble')}`) });
    case 'calendar-ends':
      return t('mail:notice.calendar-ends');
    default:
      return t('mail:notice.other', { ...told, kind });
  }
}

/** What a directorate is asked for, what becomes of it, and until when. */
function taskInWords(
  kind: string,
  { taskDueOn, taskDueAt, taskOver, directorate }: Record<string, unknown>,
  told: { reference: string; subject: string },
  lang: Lang,
): string {
  const t = words(lang);
  const names = (directorate ?? {}) as Partial<Record<'nameSq' | 'nameSr' | 'nameEn', string>>;
  const name = { sq: names.nameSq, sr: names.nameSr, en: names.nameEn }[lang] ?? '';
  const day =
    typeof taskDueAt === 'string'
      ? formatDateTime(new Date(taskDueAt), lang)
      : isLocalDate(taskDueOn)
        ? formatDate(taskDueOn, lang)
        : '';
  if (kind === 'task-due')
    return t(taskOver === true ? 'mail:notice.task-over' : 'mail:notice.task-due', { ...told, day });
  if (kind === 'task-asked') {
    return day === '' ? t('mail:notice.task-asked-undated', told) : t('mail:notice.task-asked', { ...told, day });
  }
  if (kind === 'task-withdrawn') return t('mail:notice.task-withdrawn', told);
  return t(`mail:notice.${kind}`, { ...told, directorate: name });
}
