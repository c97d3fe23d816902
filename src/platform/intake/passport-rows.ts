import {
  addDays,
  type Clock,
  type LocalDate,
  localTimeOf,
  type PassportDay,
  type PassportReason,
  type Procedure,
  type RestReason,
  startOfLocalDay,
  termFor,
} from '../../core/law';
import { formatDate, type Lang, sourceInWords, type Words } from '../views';

/** One day of a deadline's count as people read it, on a page, on paper and in a PDF. */
export interface PassportRow {
  /** With its weekday. */
  day: string;
  /** Its number; null where it does not count, and on day zero. */
  count: number | null;
  reason: PassportReason;
  /** Why it counts or does not; a day off by its name. */
  words: string;
  /** Where a holiday is known from; null on other days. */
  source: string | null;
  /** A holiday that is not announced yet, and may still move. */
  expected: boolean;
  /** The day on which the deadline ends. */
  last: boolean;
}

/** What the rows are made of: a running clock, or the part of a held one that was walked. */
export type Counted = Pick<Clock, 'procedure' | 'trigger'> & {
  days: readonly PassportDay[];
  /** Null while the clock stands still. */
  dueOn: LocalDate | null;
  dueAt: Date | null;
};

/** Every day of the walk in words; a term in hours tells how much of it runs on each day. */
export function passportRows(counted: Counted, lang: Lang, t: Words): PassportRow[] {
  const { days, dueOn, dueAt } = counted;
  return days.map((one) => ({
    day: formatDate(one.day, lang, 'weekday'),
    count: one.count === 0 || dueAt ? null : one.count,
    reason: one.reason,
    words: wordsOf(one, counted, lang, t),
    source: one.rest?.kind === 'holiday' ? sourceInWords(t, one.rest.source) : null,
    expected: isExpected(one),
    last: one.day === dueOn,
  }));
}

/** Why the day counts or does not; the last one says that it is the last, unless its reason says so already. */
function wordsOf(one: PassportDay, counted: Counted, lang: Lang, t: Words): string {
  const { dueAt, dueOn } = counted;
  const words = dueAt ? hoursInWords(one.day, counted, dueAt, t) : dayInWords(one, counted, lang, t);
  if (one.day !== dueOn || one.reason === 'rolled') return words;
  return `${words.replace(/\.$/, '')}. ${t('common:days.ends')}`;
}

/** Whether the day is a holiday that is not announced yet. */
export const isExpected = ({ rest }: PassportDay): boolean => rest?.kind === 'holiday' && rest.state === 'expected';

/** A day off by name; a declared one says by whom, and a holiday that was carried over from where. */
export function restInWords(rest: RestReason, lang: Lang, t: Words): string {
  if (rest.kind === 'weekend') return t('common:weekend').toLowerCase();
  const kind = t(`common:holiday.${rest.name}`);
  const name = rest.title ? `${rest.title[lang]} (${kind})` : kind;
  if (!rest.carriedFrom) return name;
  return `${name}, ${t('common:restState.carried', { day: formatDate(rest.carriedFrom, lang) })}`;
}

/** The reasons of which a day off tells more: `common:passportOff.<reason>`. */
const OFF: readonly PassportReason[] = ['counted', 'extended', 'holiday', 'rolled'];

function dayInWords({ reason, rest }: PassportDay, { procedure, trigger }: Counted, lang: Lang, t: Words): string {
  if (reason === 'day-zero')
    return `${t('common:passport.day-zero')}: ${t(`common:dayZero.${zeroOf(procedure, trigger)}`)}`;
  if (rest && OFF.includes(reason)) return t(`common:passportOff.${reason}`, { why: restInWords(rest, lang, t) });
  return t(`common:passport.${reason}`);
}

const zeroOf = (procedure: Procedure, trigger: LocalDate): string => termFor(procedure, trigger).term.trigger;

const MINUTE = 60_000;

/** "From 09:30: 14 h 30 min". A day on which the clocks change has 23 or 25 hours, and says so. */
function hoursInWords(day: LocalDate, { procedure, trigger }: Counted, dueAt: Date, t: Words): string {
  const { term } = termFor(procedure, trigger);
  const received = dueAt.getTime() - term.length * 60 * MINUTE;
  const [begins, ends] = [startOfLocalDay(day).getTime(), startOfLocalDay(addDays(day, 1)).getTime()];
  const [from, until] = [Math.max(begins, received), Math.min(ends, dueAt.getTime())];
  const minutes = Math.round((until - from) / MINUTE);
  const hours = t('common:hours.duration', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  const part = from > begins ? 'from' : until < ends ? 'until' : 'whole';
  const time = localTimeOf(new Date(part === 'from' ? from : until));
  const said = part === 'whole' ? t('common:hours.whole', { hours }) : t(`common:hours.${part}`, { time, hours });
  return ends - begins === 24 * 60 * MINUTE ? said : `${said} ${t('common:hours.clocks')}`;
}
