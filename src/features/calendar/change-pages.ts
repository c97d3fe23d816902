import {
  type CalendarYear,
  calendarYears,
  isLocalDate,
  type LocalDate,
  nationalCalendar,
  newerTable,
} from '../../core/law';
import type { FieldProblem } from '../../platform/casework';
import { readDay, typedDay } from '../../platform/intake';
import { formatDate, type Lang, type Words } from '../../platform/views';
import { type DayForm, DAY_FORMS, readDayForm } from './change-form';
import { dayOffName } from './change-words';
import type { Asked } from './planning';
import { readYearForm, suggestedYear, yearForm } from './year-form';

/** The calendar as it is when a form is shown or read. */
export interface ChangeContext {
  years: readonly CalendarYear[];
  nationalVersion: string;
}

type Form = Record<string, string>;
type ReadAsked = { form: Form; problems: FieldProblem[]; change: Asked | null };

/** One change with its form: `/desk/calendar/<name>`. */
export interface ChangePage {
  name: string;
  template: string;
  /** Whether there is anything to change in this way. */
  offered(context: ChangeContext): boolean;
  /** The form before anybody typed. */
  empty(context: ChangeContext, query: Record<string, unknown>): Form;
  read(body: Record<string, unknown>, context: ChangeContext): ReadAsked;
  /** What the template shows beside the form. */
  data(context: ChangeContext, form: Form, lang: Lang, t: Words): object;
}

const dayPage = (name: DayForm): ChangePage => ({
  name,
  template: name,
  offered: () => true,
  empty: (_context, query): Form => {
    const day = isLocalDate(query.day) ? typedDay(query.day) : '';
    return name === 'move' ? { from: day } : { day };
  },
  read: (body) => readDayForm(name, body),
  data: ({ years }, form, lang, t) => {
    const day = readDay(form.from ?? form.day ?? '');
    const known = years.flatMap((table) => table.days).find((one) => one.day === day);
    return { known: known && `${formatDate(known.day as LocalDate, lang, 'weekday')} – ${dayOffName(known, lang, t)}` };
  },
});

const nextYear = ({ years }: ChangeContext): number => (years.at(-1)?.year ?? 0) + 1;

const yearPage: ChangePage = {
  name: 'year',
  template: 'year',
  offered: () => true,
  empty: (context) => yearForm(suggestedYear(nextYear(context))),
  read: (body, context) => readYearForm(body, nextYear(context)),
  data: (context, form, lang, t) => ({
    year: nextYear(context),
    lines: Object.keys(form)
      .filter((field) => field.startsWith('name-'))
      .map((field) => {
        const index = field.slice('name-'.length);
        const [name, day] = [form[field] ?? '', readDay(form[`day-${index}`] ?? '')];
        const weekday = day ? formatDate(day, lang, 'weekday') : '';
        return { index, name, weekday, words: t(`common:holiday.${name}`), eid: name.startsWith('eid-') };
      }),
  }),
};

const nationalPage: ChangePage = {
  name: 'national',
  template: 'national',
  offered: ({ years, nationalVersion }) =>
    nationalVersion !== nationalCalendar.version && newerTable(years, calendarYears).differences.length > 0,
  empty: () => ({}),
  read: ({ answer }): ReadAsked => {
    const chosen = (['take', 'keep'] as const).find((one) => one === answer);
    if (!chosen) return { form: {}, problems: [{ field: 'answer', code: 'answer-missing' }], change: null };
    return { form: { answer: chosen }, problems: [], change: { type: 'national', answer: chosen } };
  },
  data: ({ years }, _form, lang, t) => ({
    differences: newerTable(years, calendarYears).differences.map(({ own, national }) => {
      const day = (one: string | undefined): string =>
        one ? formatDate(one as LocalDate, lang, 'weekday') : t('calendar:preview.none');
      const named = own ?? national;
      return { name: named ? dayOffName(named, lang, t) : '', own: day(own?.day), national: day(national?.day) };
    }),
  }),
};

export const CHANGE_PAGES: readonly ChangePage[] = [...DAY_FORMS.map(dayPage), yearPage, nationalPage];
