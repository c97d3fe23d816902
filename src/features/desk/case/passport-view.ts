import type { CaseClock } from '../../../core/casefile';
import type { PassportDay } from '../../../core/law';
import { formatDate, type Lang, words } from '../../../platform/views';

export interface PassportRow {
  day: string;
  count: string;
  reason: string;
}

export interface PassportView {
  procedure: string;
  cite: string;
  mark: string;
  calendarVersion: string;
  rows: PassportRow[];
}

/** The deadline passport as a table: each day, its number, and why. Null while the case waits for its calendar. */
export function passportView(clock: CaseClock, lang: Lang): PassportView | null {
  if (clock.state !== 'running') return null;
  const t = words(lang);
  return {
    procedure: t(`common:procedure.${clock.procedure}`),
    cite: clock.passport.statute.cite,
    mark: t(`common:mark.${clock.passport.statute.mark}`),
    calendarVersion: clock.calendarVersion,
    rows: clock.passport.days.map((day) => ({
      day: formatDate(day.day, lang, 'weekday'),
      count: day.count === null ? '' : String(day.count),
      reason: reasonOf(day, lang),
    })),
  };
}

function reasonOf({ reason, rest }: PassportDay, lang: Lang): string {
  const t = words(lang);
  const why = t(`common:passport.${reason}`);
  if (!rest || rest.kind === 'weekend') return rest && reason === 'rolled' ? `${why} (${t('common:weekend')})` : why;
  const holiday = t(`common:holiday.${rest.name}`);
  const state = rest.carriedFrom
    ? t('common:restState.carried', { day: formatDate(rest.carriedFrom, lang) })
    : t(`common:restState.${rest.state}`);
  return `${why} (${holiday}, ${state})`;
}
