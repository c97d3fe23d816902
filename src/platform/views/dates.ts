import { type LocalDate, localDateOf, localTimeOf } from '../../core/law';
import { type Lang, languageTag } from './words';

export type DateStyle = 'long' | 'short' | 'weekday';

interface Names {
  months: readonly string[];
  shortMonths: readonly string[];
  weekdays: readonly string[];
}

const names = new Map<Lang, Names>();

/** Month and weekday names come from Intl, once; the order of the parts is ours, as each language writes it. */
function namesOf(lang: Lang): Names {
  const known = names.get(lang);
  if (known) return known;
  const part = (options: Intl.DateTimeFormatOptions, type: string, date: Date): string =>
    new Intl.DateTimeFormat(languageTag(lang), { ...options, timeZone: 'UTC' })
      .formatToParts(date)
      .find((piece) => piece.type === type)?.value ?? '';
  const month = (style: 'long' | 'short') => (_: unknown, index: number) =>
    part({ day: 'numeric', month: style, year: 'numeric' }, 'month', new Date(Date.UTC(2026, index, 1)));
  const made: Names = {
    months: Array.from({ length: 12 }, month('long')),
    shortMonths: Array.from({ length: 12 }, month('short')),
    // 2026-03-01 was a Sunday, as is weekday 0 of Date
    weekdays: Array.from({ length: 7 }, (_, index) =>
      part({ weekday: 'long', day: 'numeric', month: 'long' }, 'weekday', new Date(Date.UTC(2026, 2, 1 + index))),
    ),
  };
  names.set(lang, made);
  return made;
}

/**
 * A day in words: sq "30 mars 2026", sr "30. mart 2026.", en "30 March 2026"; 'short' for tables (sq "30.03.2026",
 * sr "30.03.2026.", en "30 Mar 2026"); 'weekday' puts the day's name in front. An instant is read in Europe/Belgrade.
 */
export function formatDate(date: LocalDate | Date, lang: Lang, style: DateStyle = 'long'): string {
  const day = typeof date === 'string' ? date : localDateOf(date);
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  if (style === 'short' && lang === 'sq') return `${dayOfMonth}.${month}.${year}`;
  if (style === 'short' && lang === 'sr') return `${dayOfMonth}.${month}.${year}.`;
  const { months, shortMonths, weekdays } = namesOf(lang);
  const name = (style === 'short' ? shortMonths : months)[Number(month) - 1] ?? '';
  const text = lang === 'sr' ? `${Number(dayOfMonth)}. ${name} ${year}.` : `${Number(dayOfMonth)} ${name} ${year}`;
  if (style !== 'weekday') return text;
  const weekday = weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
  return lang === 'en' ? `${weekday} ${text}` : `${weekday}, ${text}`;
}

const timeJoins: Record<Lang, string> = { sq: ', ora ', sr: ' u ', en: ' at ' };

/** An instant as Europe/Belgrade day and 24-hour time, in every language (Intl would give sq twelve hours). */
export function formatDateTime(instant: Date, lang: Lang, style: DateStyle = 'long'): string {
  return formatDate(instant, lang, style) + timeJoins[lang] + localTimeOf(instant);
}

const numbers = new Map<Lang, Intl.NumberFormat>();

/** A number with the grouping and decimal mark of the language. */
export function formatNumber(value: number, lang: Lang): string {
  let format = numbers.get(lang);
  if (!format) numbers.set(lang, (format = new Intl.NumberFormat(languageTag(lang), { maximumFractionDigits: 1 })));
  return format.format(value);
}

/** A file size for people: units of 1024, one decimal at most. */
export function formatBytes(bytes: number, lang: Lang): string {
  if (bytes < 1024) return `${formatNumber(bytes, lang)} B`;
  if (bytes < 1024 * 1024) return `${formatNumber(Math.round(bytes / 1024), lang)} KB`;
  return `${formatNumber(bytes / 1024 / 1024, lang)} MB`;
}
