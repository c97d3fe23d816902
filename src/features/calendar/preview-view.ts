import type { LocalDate } from '../../core/law';
import { deskPaths } from '../../platform/paths';
import { formatDate, type Lang, rungInWords, type Words } from '../../platform/views';
import type { Official } from '../../records';
import type { Preview, PreviewedCase } from './calendar.service';
import { changeInWords } from './change-words';

/** So many cases are named; of more the number is told. */
const NAMED = 100;

export interface PreviewView {
  title: string;
  /** The days that become days off or working days, in words. */
  days: string[];
  moved: number;
  lifted: number;
  alarms: number;
  kept: number;
  more: number;
  cases: {
    reference: string;
    href: string;
    subject: string;
    assignee: string;
    moves: string[];
    lifted: boolean;
    alarms: string[];
  }[];
}

/** What a change would do, in words: the cases that are due soonest first. */
export function previewView(
  { planned, moved, touched }: Preview,
  officials: readonly Pick<Official, 'id' | 'name'>[],
  lang: Lang,
  t: Words,
): PreviewView {
  const soonest = [...moved].sort((one, other) => (one.row.dueOn < other.row.dueOn ? -1 : 1)).slice(0, NAMED);
  const names = new Map(officials.map(({ id, name }) => [id, name]));
  return {
    title: changeInWords(planned.described, lang, t),
    days: planned.days.map((day) =>
      t(planned.other.calendar.rest(day) ? 'calendar:preview.becomesOff' : 'calendar:preview.becomesWorking', {
        day: formatDate(day, lang, 'weekday'),
      }),
    ),
    moved: moved.length,
    lifted: moved.filter((one) => one.lifted).length,
    alarms: moved.reduce((sum, one) => sum + one.alarms.length, 0),
    kept: touched.keep,
    more: moved.length - soonest.length,
    cases: soonest.map(({ row, events, lifted, alarms }) => ({
      reference: row.reference,
      href: deskPaths.caseFile(row.id),
      subject: row.subject,
      assignee: (row.assigneeId && names.get(row.assigneeId)) || t('calendar:preview.nobody'),
      moves: events.map((event) => (event.of ? t('calendar:preview.complaint') : '') + spanOf(event, lang, t)),
      lifted,
      alarms: alarmsOf(alarms, lang, t),
    })),
  };
}

/** In the order in which they will go out. */
const alarmsOf = (alarms: PreviewedCase['alarms'], lang: Lang, t: Words): string[] =>
  [...alarms]
    .sort((one, other) => ((one.to ?? one.from ?? '') < (other.to ?? other.from ?? '') ? -1 : 1))
    .map((one) => `${rungInWords(one.rung, t)}: ${spanOf(one, lang, t)}`);

/** From when to when, in figures. */
function spanOf({ from, to }: { from: LocalDate | null; to: LocalDate | null }, lang: Lang, t: Words): string {
  const day = (one: LocalDate | null): string => (one ? formatDate(one, lang, 'short') : t('calendar:preview.none'));
  return `${day(from)} → ${day(to)}`;
}
