import { type CalendarChange, type DayOffCode, dayOffCodes, type HolidayState, type LocalDate } from '../../core/law';
import { type FieldProblem, lineOf } from '../../platform/casework';
import { readDay } from '../../platform/intake';

/** Forms of one day; a year has a form of its own. */
export const DAY_FORMS = ['add', 'move', 'confirm', 'remove'] as const;
export type DayForm = (typeof DAY_FORMS)[number];

const TITLES = { titleSq: 'sq', titleSr: 'sr', titleEn: 'en' } as const;
type TitleField = keyof typeof TITLES;
const TITLE_FIELDS = Object.keys(TITLES) as TitleField[];

/** The fields of each form, in order. */
const FIELDS: Record<DayForm, readonly string[]> = {
  add: ['day', 'name', ...TITLE_FIELDS, 'state', 'source'],
  move: ['from', 'to', 'state', 'source'],
  confirm: ['day', 'source'],
  remove: ['day', 'reason'],
};
const DAYS = new Set(['day', 'from', 'to']);
const LIMITS: Record<string, number> = { titleSq: 120, titleSr: 120, titleEn: 120, source: 300, reason: 300 };

/** As typed, to be shown again; `change` is null where something cannot be read. */
export interface ReadChange {
  form: Record<string, string>;
  change: CalendarChange | null;
  problems: FieldProblem[];
}

type Body = Record<string, unknown>;

/** Reads the form of one change. What the calendar itself refuses is found by `changeCalendar`. */
export function readDayForm(type: DayForm, body: Body): ReadChange {
  const form = Object.fromEntries(FIELDS[type].map((field) => [field, lineOf(body, field)]));
  const typed = (field: string): string => form[field] ?? '';
  const problems: FieldProblem[] = [];
  const days: Record<string, LocalDate | null> = {};
  for (const field of FIELDS[type]) {
    const limit = LIMITS[field];
    if (DAYS.has(field)) {
      days[field] = readDay(typed(field));
      if (!days[field]) problems.push({ field, code: typed(field) === '' ? 'day-missing' : 'day-invalid' });
    } else if (typed(field) === '') problems.push({ field, code: `${field}-missing` });
    else if (limit !== undefined && typed(field).length > limit) {
      problems.push({ field, code: 'text-long', vars: { limit } });
    }
  }
  const name = dayOffCodes.find((code) => code === typed('name'));
  const state = (['official', 'expected'] as const).find((one) => one === typed('state'));
  if (typed('name') !== '' && !name) problems.push({ field: 'name', code: 'name-missing' });
  if (typed('state') !== '' && !state) problems.push({ field: 'state', code: 'state-missing' });
  return { form, problems, change: problems.length > 0 ? null : changeOf(type, typed, days, { name, state }) };
}

function changeOf(
  type: DayForm,
  typed: (field: string) => string,
  days: Record<string, LocalDate | null>,
  { name, state }: { name: DayOffCode | undefined; state: HolidayState | undefined },
): CalendarChange | null {
  const { day, from, to } = days;
  const source = typed('source');
  if (type === 'move') return from && to && state ? { type, from, to, state, source } : null;
  if (!day) return null;
  if (type === 'confirm') return { type, day, source };
  if (type === 'remove') return { type, day, reason: typed('reason') };
  const title = { sq: typed('titleSq'), sr: typed('titleSr'), en: typed('titleEn') };
  return name && state ? { type, day, name, title, state, source } : null;
}
