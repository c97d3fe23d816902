import type { CalendarDay, LocalDate } from '../../core/law';
import { formatDate, type Lang, type Words } from '../../platform/views';
import type { DescribedChange } from './described';

/** A day off by its name; a declared one by its title, and who declared it. */
export function dayOffName({ name, title }: Pick<CalendarDay, 'name' | 'title'>, lang: Lang, t: Words): string {
  const kind = t(`common:holiday.${name}`);
  return title ? `${title[lang]} (${kind})` : kind;
}

/** What was changed, as a line of the history and as the title of a preview. */
export function changeInWords(change: DescribedChange, lang: Lang, t: Words): string {
  const day = (one: LocalDate): string => formatDate(one, lang, 'weekday');
  switch (change.type) {
    case 'add':
    case 'confirm':
    case 'remove':
      return t(`calendar:change.${change.type}`, { day: day(change.day), name: dayOffName(change, lang, t) });
    case 'move': {
      const { from, to } = change;
      return t('calendar:change.move', { from: day(from), to: day(to), name: dayOffName(change, lang, t) });
    }
    case 'add-year':
      return t('calendar:change.add-year', { year: change.year });
    case 'national': {
      const years = change.years.join(', ');
      if (change.kept) return t('calendar:change.national-kept');
      if (change.days === 0 && years) return t('calendar:change.national-years', { years });
      return t('calendar:change.national', { count: change.days });
    }
  }
}

/** The same of what a basis keeps; a change of another kind than the calendar's is a setting. */
export function historyInWords(change: Record<string, unknown> | null, lang: Lang, t: Words): string {
  if (change === null) return t('calendar:change.first');
  const known = ['add', 'confirm', 'remove', 'move', 'add-year', 'national'].includes(String(change.type));
  return known ? changeInWords(change as unknown as DescribedChange, lang, t) : t('calendar:change.settings');
}
