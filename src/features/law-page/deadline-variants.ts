import {
  CalendarUnknown,
  type Clock,
  clockOrHeld,
  type ClockQuestion,
  type HeldClock,
  nationalCalendar,
  termFor,
} from '../../core/law';
import { formatDate, type Lang, type Words } from '../../platform/views';
import type { DeadlineQuestion } from './deadline-question';

/** The sources disagree about an extended deadline, so both readings are told: A is the one shown, B the other. */
export function extensionWords(asked: DeadlineQuestion, shown: Clock, lang: Lang, t: Words): string[] {
  const { extension } = termFor('access.decision', asked.day).statute;
  if (extension === 'none') return [];
  const days = (count: number): string => t('common:term.day', { count });
  const said = [
    t('deadline:answer.first', { first: formatDate(shown.firstDueOn, lang, 'weekday') }),
    t('deadline:answer.readingA', { term: days(extension.readings.A.total) }),
  ];
  const other = variant(asked, { extended: { reading: 'B' } });
  if (!other || 'since' in other) return said;
  const day = formatDate(other.dueOn, lang, 'weekday');
  return [...said, t('deadline:answer.readingB', { term: days(extension.readings.B.added), day })];
}

/** A question to the applicant stops no clock by any text that is known; a municipality may have set that it does. */
export function questionWords(
  asked: DeadlineQuestion,
  question: NonNullable<DeadlineQuestion['question']>,
  lang: Lang,
  t: Words,
): string[] {
  const day = formatDate(question.on, lang);
  const said = question.answeredOn
    ? t('deadline:answer.answered', { asked: day, answered: formatDate(question.answeredOn, lang) })
    : t('deadline:answer.asked', { asked: day });
  const runs = [said, t('deadline:answer.runs')];
  const pauses = [{ from: question.on, until: question.answeredOn }];
  const paused = variant(asked, { pauses, clarification: 'pauses' });
  if (!paused) return runs;
  if ('since' in paused) {
    return [...runs, t('deadline:answer.held', { left: t('common:term.day', { count: paused.remaining }) })];
  }
  return paused.pausedDays === 0
    ? runs
    : [...runs, t('deadline:answer.paused', { day: formatDate(paused.dueOn, lang, 'weekday') })];
}

/** The same request under another setting; null where no calendar reaches its day. */
function variant(asked: DeadlineQuestion, setting: Partial<ClockQuestion>): Clock | HeldClock | null {
  const extended = asked.extended ? ({ reading: 'A' } as const) : false;
  try {
    return clockOrHeld({
      procedure: 'access.decision',
      trigger: asked.day,
      calendar: nationalCalendar,
      extended,
      ...setting,
    });
  } catch (error) {
    if (error instanceof CalendarUnknown) return null;
    throw error;
  }
}
