import { firstDayOver } from '../../core/casefile';
import { CalendarUnknown, type Clock, clockFor, type LocalDate, nationalCalendar, termFor } from '../../core/law';
import { remedyAgainst } from '../../core/letters';
import { formatDate, type Lang, type Words } from '../../platform/views';

/** What follows when the day passes without the act; after an unanswered request, where to complain and until when. */
export function expiryWords({ procedure, trigger, dueOn, dueAt }: Clock, lang: Lang, t: Words): string[] {
  const { atExpiry } = termFor(procedure, trigger).term;
  if (atExpiry === 'none') return [];
  if (atExpiry !== 'silence-is-refusal') return [t('deadline:answer.expiry', { expiry: t(`law:expiry.${atExpiry}`) })];
  const silentOn = firstDayOver({ dueOn, dueAt });
  const said = [t('deadline:answer.silence', { day: formatDate(silentOn, lang, 'weekday') })];
  const remedy = remedyAgainst(silentOn, nationalCalendar);
  if (!remedy) return said;
  const body = t(`common:remedy.${remedy.body}`);
  if (remedy.days === null) return [...said, t('deadline:answer.complainOpen', { body })];
  const term = t('common:term.day', { count: remedy.days });
  if (!remedy.lastDay) return [...said, t('deadline:answer.complainWithin', { body, term })];
  const day = formatDate(remedy.lastDay, lang, 'weekday');
  return [...said, t('deadline:answer.complain', { body, term, day })];
}

/** After the consideration of a petition and its like there is a written notice, with a term of its own. */
export function noticeWords({ procedure, dueOn }: Clock, lang: Lang, t: Words): string[] {
  const notice = NOTICE[procedure];
  if (!notice) return [];
  const { term } = termFor(notice, dueOn);
  const words = t(`common:term.${term.unit}`, { count: term.length });
  try {
    const clock = clockFor({ procedure: notice, trigger: dueOn, calendar: nationalCalendar });
    return [t('deadline:answer.notice', { term: words, day: formatDate(clock.dueOn, lang, 'weekday') })];
  } catch (error) {
    if (error instanceof CalendarUnknown) return [t('deadline:answer.noticeWithin', { term: words })];
    throw error;
  }
}

const NOTICE: Partial<Record<Clock['procedure'], Clock['procedure']>> = {
  'petition.consider': 'petition.notice',
  'initiative.consider': 'initiative.notice',
  'citizen-request.consider': 'citizen-request.notice',
};

/** Where the complaint goes. */
export function complaintWords(refusedOn: LocalDate, t: Words): string[] {
  const remedy = remedyAgainst(refusedOn, nationalCalendar);
  return remedy ? [t('deadline:answer.where', { body: t(`common:remedy.${remedy.body}`) })] : [];
}
