import type { CaseClock } from '../../core/casefile';
import type { PassportDay, RestReason } from '../../core/law';
import { statuteFor, termFor } from '../../core/law';
import { formatDate, formatDateTime, type Lang, type Words } from '../views';

/** Why a deadline is what it is, in sentences for a citizen, and the list of days behind them. */
export interface Explained {
  /** Null while no calendar is known that far. */
  due: string | null;
  sentences: string[];
  days: { day: string; count: number | null; words: string; reason: string; last: boolean }[];
  /** Where the number stands, and how well it is known. */
  source: string;
}

/** Turns a clock's passport into words: the law and its number, day zero, days off met on the way, the roll at the end. */
export function explainDeadline(clock: CaseClock, t: Words, lang: Lang): Explained {
  if (clock.state === 'no-calendar') {
    const sentences = [t('intake:why.noCalendar', { day: formatDate(clock.lastKnownDay, lang) })];
    return { due: null, sentences, days: [], source: '' };
  }
  const { passport, procedure, trigger } = clock;
  const { term } = termFor(procedure === 'access.extension' ? 'access.decision' : procedure, trigger);
  const law = statuteFor(procedure, trigger).title[lang];
  const day = (one: PassportDay): string => formatDate(one.day, lang, 'weekday');
  const sentences = [t('intake:why.law', { law, term: t(`common:term.${term.unit}`, { count: term.length }) })];
  if (clock.dueAt) {
    sentences.push(t('intake:why.hours', { due: formatDateTime(clock.dueAt, lang) }));
  } else {
    sentences.push(t('intake:why.dayZero', { day: formatDate(trigger, lang, 'weekday') }));
    if (clock.extended) sentences.push(t('intake:why.extended', { first: formatDate(clock.firstDueOn, lang) }));
    const skipped = passport.days.filter((one) => one.reason === 'holiday');
    const holidays = skipped.map((one) => `${day(one)} (${restWords(one.rest, t, lang)})`).join('; ');
    if (holidays) sentences.push(t('intake:why.skipped', { holidays }));
    const last = passport.days.findLast((one) => one.count !== null);
    if (last && last.day !== clock.dueOn) {
      const off = passport.days.filter((one) => one.day >= last.day && one.rest);
      const names = off.map((one) => `${day(one)} (${restWords(one.rest, t, lang)})`).join('; ');
      sentences.push(
        t('intake:why.rolled', {
          number: last.count,
          last: day(last),
          off: names,
          due: formatDate(clock.dueOn, lang, 'weekday'),
        }),
      );
    }
  }
  return {
    due: clock.dueAt ? formatDateTime(clock.dueAt, lang) : formatDate(clock.dueOn, lang, 'weekday'),
    sentences,
    days: passport.days.map((one) => ({
      day: day(one),
      count: one.count,
      reason: one.reason,
      words: dayWords(one, t, lang),
      last: one.day === clock.dueOn,
    })),
    source: t('intake:why.source', { law, mark: t(`common:mark.${passport.statute.mark}`) }),
  };
}

/** What a day of the walk is; the day to which the deadline rolled is a working day and says so. */
function dayWords(one: PassportDay, t: Words, lang: Lang): string {
  if (one.reason === 'rolled' && !one.rest) return t('intake:why.lands');
  const rest = one.rest && one.reason !== 'weekend' ? restWords(one.rest, t, lang) : '';
  return [t(`common:passport.${one.reason}`), rest].filter(Boolean).join(': ');
}

/** A day off by name; a holiday that was carried over says from where, and one not yet confirmed says so. */
function restWords(rest: RestReason | undefined, t: Words, lang: Lang): string {
  if (!rest || rest.kind === 'weekend') return t('common:weekend').toLowerCase();
  const carried = rest.carriedFrom ? t('common:restState.carried', { day: formatDate(rest.carriedFrom, lang) }) : '';
  const expected = rest.state === 'expected' ? t('common:restState.expected') : '';
  return [t(`common:holiday.${rest.name}`), carried, expected].filter(Boolean).join(', ');
}
