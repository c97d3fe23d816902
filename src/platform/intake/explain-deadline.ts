import type { CaseClock, CaseFile } from '../../core/casefile';
import { daysBetween, type PassportDay, statuteFor, type StatuteCite, termFor } from '../../core/law';
import { citeInWords, formatDate, formatDateTime, type Lang, type Words } from '../views';
import { isExpected, type PassportRow, passportRows, restInWords } from './passport-rows';

/** Why a deadline is what it is, in sentences for a citizen, and the list of days behind them. */
export interface Explained {
  /** Null while no calendar is known that far, and while the clock stands still. */
  due: string | null;
  sentences: string[];
  days: PassportRow[];
  /** Where the number stands, and how well it is known; empty while no calendar is known. */
  source: string;
  /** The calendar by which the days were counted; empty while none is known. */
  calendar: string;
}

/** How the deadline of a case is called: a petition is considered first, and then its applicant is told in writing. */
export function deadlineName({ kind, consideredOn }: Pick<CaseFile, 'kind' | 'consideredOn'>, t: Words): string {
  if (kind === 'access-request') return t('common:deadline.answer');
  return t(consideredOn === null ? 'common:deadline.consider' : 'common:deadline.notice');
}

type Running = Extract<CaseClock, { state: 'running' }>;
type Held = Extract<CaseClock, { state: 'paused' }>;

/** Turns a clock's passport into words: the law and its number, day zero, days off met on the way, the roll at the end. */
export function explainDeadline(clock: CaseClock, t: Words, lang: Lang): Explained {
  switch (clock.state) {
    case 'running':
      return explainRunning(clock, t, lang);
    case 'paused':
      return explainHeld(clock, t, lang);
    case 'no-calendar': {
      const sentences = [t('intake:why.noCalendar', { day: formatDate(clock.lastKnownDay, lang) })];
      return { due: null, sentences, days: [], source: '', calendar: '' };
    }
  }
}

function explainRunning(clock: Running, t: Words, lang: Lang): Explained {
  const { dueAt, dueOn, passport } = clock;
  const counted = { ...clock, days: passport.days };
  return {
    due: dueAt ? formatDateTime(dueAt, lang) : formatDate(dueOn, lang, 'weekday'),
    sentences: dueAt
      ? [lawSentence(clock, t, lang), t('intake:why.hours', { due: formatDateTime(dueAt, lang) })]
      : [...opening(clock, t, lang), ...daySentences(clock, t, lang)],
    days: passportRows(counted, lang, t),
    source: sourceLine(passport.statute, t),
    calendar: t('intake:why.calendar', { version: passport.calendarVersion }),
  };
}

/** The clock of a municipality that stops it while it waits for the applicant's answer. */
function explainHeld(clock: Held, t: Words, lang: Lang): Explained {
  const paused = t('intake:why.paused', {
    day: formatDate(clock.since, lang, 'weekday'),
    left: t('common:term.day', { count: clock.remaining }),
  });
  return {
    due: null,
    sentences: [...opening(clock, t, lang), paused],
    days: passportRows({ ...clock, dueOn: null, dueAt: null }, lang, t),
    source: sourceLine(clock.statute, t),
    calendar: t('intake:why.calendar', { version: clock.calendarVersion }),
  };
}

/** Which law sets which number, and from which day it is counted. */
function opening(clock: Running | Held, t: Words, lang: Lang): string[] {
  const said = [lawSentence(clock, t, lang), dayZeroSentence(clock, t, lang)];
  if (clock.extended) said.push(t('intake:why.extended', { first: formatDate(clock.firstDueOn, lang) }));
  return said;
}

/** Of a complaint day zero is no day of receipt: its law says what happens on it. */
function dayZeroSentence({ procedure, trigger }: Running | Held, t: Words, lang: Lang): string {
  const day = formatDate(trigger, lang, 'weekday');
  if (!procedure.startsWith('complaint.')) return t('intake:why.dayZero', { day });
  const { term } = termFor(procedure, trigger);
  return t('intake:why.dayZeroOf', { day, what: t(`common:dayZero.${term.trigger}`) });
}

function lawSentence({ procedure, trigger }: Running | Held, t: Words, lang: Lang): string {
  const { term } = termFor(procedure === 'access.extension' ? 'access.decision' : procedure, trigger);
  const law = statuteFor(procedure, trigger).title[lang];
  return t('intake:why.law', { law, term: t(`common:term.${term.unit}`, { count: term.length }) });
}

const sourceLine = ({ cite, mark }: StatuteCite, t: Words): string =>
  t('intake:why.source', { cite: citeInWords(t, cite), mark: t(`common:mark.${mark}`) });

/** Near the end of the count, so near that a moved holiday can move the deadline (days). */
const NEAR = 2;

function daySentences(clock: Running, t: Words, lang: Lang): string[] {
  const { dueOn, passport, pausedDays } = clock;
  const said: string[] = [];
  const named = (days: readonly PassportDay[]): string =>
    days
      .map((one) => `${formatDate(one.day, lang, 'weekday')} (${one.rest ? restInWords(one.rest, lang, t) : ''})`)
      .join('; ');
  const skipped = passport.days.filter((one) => one.reason === 'holiday');
  if (skipped.length > 0) said.push(t('intake:why.skipped', { holidays: named(skipped) }));
  if (pausedDays > 0) said.push(t('intake:why.wasPaused', { days: t('common:term.day', { count: pausedDays }) }));
  const last = passport.days.findLast((one) => one.count !== null);
  if (last && last.day !== dueOn) {
    const off = named(passport.days.filter((one) => one.day >= last.day && one.rest));
    const due = formatDate(dueOn, lang, 'weekday');
    said.push(t('intake:why.rolled', { number: last.count, last: formatDate(last.day, lang, 'weekday'), off, due }));
  }
  const open = passport.days.filter(
    (one) => isExpected(one) && (one.reason === 'holiday' || daysBetween(one.day, dueOn) <= NEAR),
  );
  if (open.length > 0) said.push(t('intake:why.expected', { days: named(open) }));
  return said;
}
