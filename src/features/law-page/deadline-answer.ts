import {
  CalendarUnknown,
  type Clock,
  clockFor,
  type ClockQuestion,
  type LocalDate,
  localTimeOf,
  NoStatute,
  type PassportDay,
  type RestReason,
  termFor,
} from '../../core/law';
import { formatDate, type Lang, type Words } from '../../platform/views';

/** The answer to the form, in words; or why there is none. */
export type DeadlineAnswer =
  | {
      state: 'found';
      sentence: string;
      basis: { title: string; cite: string; mark: string };
      expiry: string | null;
      days: DayRow[];
    }
  | { state: 'none'; text: string };

interface DayRow {
  day: string;
  count: number | null;
  reason: string;
  /** Why offices are closed on it. */
  rest: string | null;
  last: boolean;
}

/** Asks the law and puts the answer into words. */
export function answerQuestion(question: ClockQuestion, lang: Lang, t: Words): DeadlineAnswer {
  try {
    return found(clockFor(question), lang, t);
  } catch (error) {
    if (error instanceof NoStatute) return { state: 'none', text: t('law:result.noStatute') };
    // Days near the end of time are beyond every calendar as well.
    if (!(error instanceof CalendarUnknown) && !(error instanceof RangeError)) throw error;
    const { firstDay, lastDay } = question.calendar;
    const text = t('law:result.noCalendar', { first: formatDate(firstDay, lang), last: formatDate(lastDay, lang) });
    return { state: 'none', text };
  }
}

function found(clock: Clock, lang: Lang, t: Words): DeadlineAnswer {
  const { statute, term } = termFor(clock.procedure, clock.trigger);
  const day = formatDate(clock.dueOn, lang, 'weekday');
  const sentence = clock.dueAt
    ? t('law:result.until', { day, time: localTimeOf(clock.dueAt) })
    : t('law:result.lastDay', { day });
  return {
    state: 'found',
    sentence,
    basis: { title: statute.title[lang], cite: clock.statute.cite, mark: t(`common:mark.${clock.statute.mark}`) },
    expiry: term.atExpiry === 'none' ? null : t(`law:expiry.${term.atExpiry}`),
    // Hours run through day and night: there are no days to be counted.
    days: (clock.dueAt ? [] : clock.passport.days).map((one) => ({
      day: formatDate(one.day, lang, 'weekday'),
      count: one.count === 0 ? null : one.count,
      reason: reasonOf(one, clock.dueOn, t),
      rest: one.rest ? restOf(one.rest, lang, t) : null,
      last: one.day === clock.dueOn,
    })),
  };
}

function reasonOf({ day, reason, rest }: PassportDay, dueOn: LocalDate, t: Words): string {
  if (reason === 'day-zero') return t('law:result.dayZero');
  // The working day on which a rolled term ends is itself no day off.
  if (reason === 'rolled' && day === dueOn && !rest) return t('law:result.nextWorkingDay');
  return t(`common:passport.${reason}`);
}

/** Why offices are closed: the weekend, or a holiday with where that is known from. */
export function restOf(rest: RestReason, lang: Lang, t: Words): string {
  if (rest.kind === 'weekend') return t('common:weekend');
  const carried = rest.carriedFrom
    ? `, ${t('common:restState.carried', { day: formatDate(rest.carriedFrom, lang) })}`
    : '';
  return `${t(`common:holiday.${rest.name}`)}${carried} (${t(`common:restState.${rest.state}`)})`;
}
