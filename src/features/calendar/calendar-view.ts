import type { CalendarYear, LocalDate } from '../../core/law';
import type { ClockBasisRow, Official, RecordedHouseEvent } from '../../records';
import { formatDate, formatDateTime, type Lang, sourceInWords, type Words } from '../../platform/views';
import { deskPaths } from '../../platform/paths';
import { dayOffName, historyInWords } from './change-words';

export interface YearView {
  year: number;
  state: string;
  source: string;
  /** Shown unfolded: this year and those to come. */
  open: boolean;
  days: DayView[];
}

interface DayView {
  day: string;
  name: string;
  /** Declared by the municipality or the government, beside the law. */
  declared: boolean;
  state: string;
  expected: boolean;
  /** Empty where it is that of the year. */
  source: string;
  actions: { text: string; href: string; hidden: string }[];
}

/** The years that an institution counts by, the latest first; a day of a year that is over offers nothing to do. */
export function yearViews(years: readonly CalendarYear[], today: LocalDate, lang: Lang, t: Words): YearView[] {
  const present = Number(today.slice(0, 4));
  return [...years].reverse().map(({ year, state, source, days }) => ({
    year,
    state: t(`common:restState.${state}`),
    source: sourceInWords(t, source),
    open: year >= present,
    days: days.map((one) => {
      const day = formatDate(one.day as LocalDate, lang, 'weekday');
      const own = one.state ?? state;
      const moves = ['confirm', 'move', 'remove'].filter((what) => what !== 'confirm' || own === 'expected');
      const carried = one.carriedFrom
        ? `, ${t('common:restState.carried', { day: formatDate(one.carriedFrom as LocalDate, lang) })}`
        : '';
      return {
        day,
        name: dayOffName(one, lang, t) + carried,
        declared: one.title !== undefined,
        state: t(`common:restState.${own}`),
        expected: own === 'expected',
        source: one.source && one.source !== source ? sourceInWords(t, one.source) : '',
        actions:
          year < present
            ? []
            : moves.map((what) => ({
                text: t(`calendar:action.${what}`),
                href: deskPaths.calendarChange(what, { day: one.day }),
                hidden: day,
              })),
      };
    }),
  }));
}

export interface VersionView {
  number: number;
  when: string;
  who: string;
  what: string;
  version: string;
  /** How many open cases moved; null where no calendar was changed. */
  moved: number | null;
}

/** The bases of an institution, the latest first: who changed what when, and how many cases moved with it. */
export function versionViews(
  history: readonly ClockBasisRow[],
  events: readonly RecordedHouseEvent[],
  officials: readonly Pick<Official, 'id' | 'name'>[],
  lang: Lang,
  t: Words,
): VersionView[] {
  return [...history].reverse().map(({ id, number, calendarVersion, change, byId, recordedAt }) => {
    const moved = events.find(({ event }) => event.basisId === id)?.event.casesMoved;
    return {
      number,
      when: formatDateTime(recordedAt, lang),
      who: officials.find((one) => one.id === byId)?.name ?? t('calendar:history.program'),
      what: historyInWords(change, lang, t),
      version: calendarVersion,
      moved: typeof moved === 'number' ? moved : null,
    };
  });
}
