import { rungsComing, type Staff } from '../../core/alarms';
import {
  backPlan,
  type BackPlanSettings,
  type CaseClock,
  clockVersion,
  complaintStage,
  isClosed,
} from '../../core/casefile';
import { addDays, type LocalDate, startOfLocalDay } from '../../core/law';
import { formatDate, formatDateTime, type Lang, words } from '../../platform/views';
import type { CalendarCase } from '../../records';

/** An entry of a calendar: a whole day, or the hour that ends at an instant. Its texts name no person and no subject. */
export interface FeedEvent {
  uid: string;
  sequence: number;
  stampedAt: Date;
  when: { day: LocalDate } | { until: Date };
  summary: string;
  description: string;
  alarms: Date[];
}

export interface FeedContext {
  officialId: string;
  lang: Lang;
  staff: Staff;
  settings: BackPlanSettings;
  today: LocalDate;
  /** The page of a case, as an address to open. */
  hrefOf: (caseId: string) => string;
}

type Running = Extract<CaseClock, { state: 'running' }>;

const HOUR = 3_600_000;

/** What a calendar says of some cases: the day on which each clock ends, and the dates inside the municipality before it. */
export function feedEvents(cases: readonly CalendarCase[], context: FeedContext): FeedEvent[] {
  return cases.flatMap((one) => owed(one).flatMap((clock) => eventsOf(one, clock, context)));
}

/** The clocks on which the municipality owes something; those that stand still or wait for a calendar have no day. */
function owed({ file, clock, complaintClock }: CalendarCase): Running[] {
  const ours = file.complaint !== null && complaintStage(file.complaint) !== 'agency';
  return [isClosed(file) ? null : clock, ours ? complaintClock : null].filter((one) => one?.state === 'running');
}

function eventsOf(one: CalendarCase, clock: Running, context: FeedContext): FeedEvent[] {
  const { lang, settings, hrefOf } = context;
  const t = words(lang);
  const { reference, kind } = one.file;
  const entry = (what: string, key: string, lines: string[]): Omit<FeedEvent, 'when' | 'alarms'> => ({
    uid: `${one.id}.${clock.procedure}${key}@qasja`,
    sequence: one.version,
    stampedAt: one.changedAt,
    summary: t('calendar-feed:event.summary', { what, reference, kind: t(`common:kindShort.${kind}`) }),
    description: [...lines, hrefOf(one.id)].join('\n'),
  });
  const due = clock.dueAt ? formatDateTime(clock.dueAt, lang) : formatDate(clock.dueOn, lang, 'weekday');
  const first = formatDate(clock.firstDueOn, lang, 'weekday');
  const inside = t('calendar-feed:event.inside', { day: due });
  const plan = Object.entries(backPlan(clock, settings) ?? {}) as [string, LocalDate][];
  return [
    {
      ...entry(t(`common:procedure.${clock.procedure}`), '', [
        t('calendar-feed:event.firstDue', { day: first }),
        t('calendar-feed:event.due', { day: due }),
      ]),
      when: clock.dueAt ? { until: clock.dueAt } : { day: clock.dueOn },
      alarms: alarmsOf(one, clock, context),
    },
    ...plan.map(([step, day]) => ({
      ...entry(t(`calendar-feed:plan.${step}`), `.${step}`, [inside]),
      when: { day },
      alarms: [],
    })),
  ];
}

/** When the coming rungs of this official ring, each moment once. A case that nobody has rings with its first clock. */
function alarmsOf(one: CalendarCase, clock: Running, { officialId, staff, today }: FeedContext): Date[] {
  const versions = [clockVersion(clock), ...(clock === one.clock ? ['registration'] : [])];
  const times = rungsComing(officialId, one.file, one, staff, today)
    .filter(({ version }) => versions.includes(version))
    .map(({ rung, on, nominal }) => (rung.unit === 'hour' || rung.unit === 'minute' ? nominal : officeHour(on)));
  return [...new Set(times.map((time) => time.getTime()))].map((time) => new Date(time));
}

/** Eight in the morning in Kosovo: no earlier than offices open. Clocks change at night, so it is counted from the end. */
const officeHour = (day: LocalDate): Date => new Date(startOfLocalDay(addDays(day, 1)).getTime() - 16 * HOUR);
