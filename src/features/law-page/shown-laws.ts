import {
  calendarYears,
  type Extension,
  type LocalDate,
  localDate,
  nationalCalendar,
  type RestReason,
  type StatuteVersion,
  statutes,
} from '../../core/law';
import { restInWords } from '../../platform/intake';
import { formatDate, type Lang, type Words } from '../../platform/views';

/** Where a number stands (in English, as the statute data quotes it), and how well it is known (in words). */
interface Source {
  cite: string;
  mark: string;
}

/** The laws in force on a day, and those that went before them, in words. */
export function shownLaws(today: LocalDate, lang: Lang, t: Words): { current: object[]; past: object[] } {
  const inForce = (law: StatuteVersion): boolean => law.from <= today && (law.until === null || today <= law.until);
  const show = (law: StatuteVersion): object => shownLaw(law, lang, t);
  return {
    current: statutes.filter(inForce).map(show),
    past: statutes.filter((law) => law.until !== null && law.until < today).map(show),
  };
}

function shownLaw(law: StatuteVersion, lang: Lang, t: Words): object {
  const source = (cite: string, mark: string): Source => ({ cite, mark: t(`common:mark.${mark}`) });
  const from = formatDate(law.from, lang);
  return {
    id: `${law.statute}-${law.version.replace(/\W+/g, '-')}`,
    title: law.title[lang],
    matter: t(`law:matter.${law.statute}`),
    inForce: law.until
      ? t('law:laws.between', { from, until: formatDate(law.until, lang) })
      : t('law:laws.since', { from }),
    published: source(law.cite, law.mark),
    terms: law.terms.map((term) => ({
      procedure: t(`common:procedure.${term.procedure}`),
      length: t(`common:term.${term.unit}`, { count: term.length }),
      trigger: t(`law:trigger.${term.trigger}`),
      expiry: t(`law:expiry.${term.atExpiry}`),
      source: source(term.cite, term.mark),
    })),
    extension: law.extension === 'none' ? null : shownExtension(law.extension, t),
    remedy: law.remedy && {
      text:
        law.remedy.days === null
          ? t('law:remedy.withoutDays', { body: t(`law:remedy.body.${law.remedy.body}`) })
          : t('law:remedy.withDays', {
              body: t(`law:remedy.body.${law.remedy.body}`),
              term: t('common:term.day', { count: law.remedy.days }),
            }),
      source: source(law.remedy.cite, law.remedy.mark),
    },
  };
}

function shownExtension(extension: Extension, t: Words): object {
  const days = (count: number): string => t('common:term.day', { count });
  return {
    grounds: extension.grounds.map((ground) => t(`common:extensionGround.${ground}`)),
    readings: [
      t('law:extension.total', { term: days(extension.readings.A.total) }),
      t('law:extension.added', { term: days(extension.readings.B.added) }),
    ],
    source: { cite: extension.cite, mark: t(`common:mark.${extension.mark}`) },
  };
}

/** The rest days of a year that are not weekends, or null when its calendar is not known yet. */
export function shownHolidays(year: number, lang: Lang, t: Words): object {
  const table = calendarYears.find((one) => one.year === year);
  const days = (table?.days ?? []).map(({ day: text }) => {
    const day = localDate(text);
    return { day: formatDate(day, lang, 'weekday'), words: restOf(nationalCalendar.rest(day)!, lang, t) };
  });
  return { year, known: table !== undefined, days, source: table?.source };
}

/** Why offices are closed, and how that is known. */
function restOf(rest: RestReason, lang: Lang, t: Words): string {
  const why = restInWords(rest, lang, t);
  return rest.kind === 'weekend' ? why : `${why} (${t(`common:restState.${rest.state}`)})`;
}
