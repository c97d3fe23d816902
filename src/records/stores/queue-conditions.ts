import { searchable } from '../searchable';
import type { QueueFilter } from './queue-filter';

export type Values = Record<string, string | boolean>;

/** More words than this are not looked for. */
const WORDS = 6;

/** A condition of a filter, and how its cases are found. */
export interface Condition {
  sql: string;
  values: Values;
  /** The index that finds its cases among open and among closed ones, where there is one. */
  index?: { open?: string; shut?: string };
  /**
   * What that index alone can answer, so that counting costs no more than what is counted. Where it is not said: the
   * institution, the condition and the state.
   */
  counted?: (state: string) => string;
  /** The index does not list its cases by their deadlines. */
  unsorted?: true;
  /** Too many open cases fit: for whoever sees only some of them, a list is led by what is due first. */
  wide?: true;
}

/** Cases of a person or of a directorate. */
export const unitIndex = (by: 'assignee' | 'directorate'): { open: string; shut: string } => ({
  open: `case_files_open_by_${by}`,
  shut: `case_files_${by}_due`,
});
const everyState = (index: string): { open: string; shut: string } => ({ open: index, shut: index });

const COMPLAINED = "c.complaint_stage IN ('reply', 'agency', 'comply')";
const AWAITED = "(c.awaited_since IS NOT NULL OR c.due_on = '9999-12-31')";

/** What a filter asks. Of two conditions the first leads a list. */
export function conditionsOf(filter: QueueFilter): Condition[] {
  const { kind, status, assignee, directorate, area } = filter;
  const found: (Condition | undefined)[] = [
    ofUnit('assignee', assignee, 'nobody'),
    ofUnit('directorate', directorate, 'none'),
    area && area !== 'none'
      ? { sql: 'c.subject_area = :area', values: { area }, index: everyState('case_files_area_due') }
      : undefined,
    filter.waiting && { sql: AWAITED, values: {}, index: { open: 'case_files_waiting' } },
    status === 'complaints' || filter.complaints
      ? {
          sql: COMPLAINED,
          values: {},
          index: everyState('case_files_complaints'),
          counted: () => `${WHOLE} AND ${COMPLAINED}`,
        }
      : undefined,
    area === 'none'
      ? { sql: 'c.subject_area IS NULL', values: {}, index: { open: 'case_files_without_area' }, wide: true }
      : undefined,
    ['open', 'all', 'closed', 'complaints'].includes(status)
      ? undefined
      : { sql: 'c.status = :status', values: { status }, index: { open: 'case_files_open_by_status' }, wide: true },
    kind && { sql: 'c.kind = :kind', values: { kind }, index: everyState('case_files_kind_due'), wide: true },
    overdue(filter),
    between('due_on', 'due', filter.dueFrom, filter.dueUntil, DUE),
    between('received_on', 'received', filter.receivedFrom, filter.receivedUntil, RECEIVED),
  ];
  return [...found.filter((one) => one !== undefined), ...words(filter.text)];
}

function ofUnit(by: 'assignee' | 'directorate', id: string | undefined, none: string): Condition | undefined {
  if (id === undefined) return undefined;
  const sql = id === none ? `c.${by}_id IS NULL` : `c.${by}_id = :${by}`;
  const values: Values = id === none ? {} : { [by]: id };
  return { sql, values, index: unitIndex(by), counted: (state) => `${sql} AND ${state}` };
}

const DUE = { index: { open: 'case_files_open_by_due', shut: 'case_files_open_due' } } as const;
const RECEIVED = {
  index: { open: 'case_files_open_by_receipt', shut: 'case_files_received' },
  unsorted: true,
} as const;

function overdue({ overdue: since }: QueueFilter): Condition | undefined {
  if (!since) return undefined;
  const passed = 'c.due_on <= :today';
  return {
    sql: `${passed} AND (c.due_on < :today OR c.due_at < :now)`,
    values: { today: since.today, now: since.now.toISOString() },
    ...DUE,
    counted: (state) => `${WHOLE} AND ${passed} AND ${state}`,
  };
}

/** Days from and until, both included. */
function between(
  column: string,
  name: string,
  from: string | undefined,
  until: string | undefined,
  by: Pick<Condition, 'index' | 'unsorted'>,
): Condition | undefined {
  const ends = [from ? `c.${column} >= :${name}From` : '', until ? `c.${column} <= :${name}Until` : ''].filter(Boolean);
  if (ends.length === 0) return undefined;
  const values: Values = { ...(from ? { [`${name}From`]: from } : {}), ...(until ? { [`${name}Until`]: until } : {}) };
  return { sql: ends.join(' AND '), values, ...by };
}

const words = (text: string | undefined): Condition[] =>
  wordsOf(text).map((word, i) => ({
    sql: `c.search_text LIKE :word${i} ESCAPE '!'`,
    values: { [`word${i}`]: `%${word}%` },
  }));

/** Conditions that hold in every piece of a list. Fills `values` with the named parameters. */
export function conditions(filter: QueueFilter, values: Values): string[] {
  return conditionsOf(filter).map((one) => {
    Object.assign(values, one.values);
    return one.sql;
  });
}

const wordsOf = (text = ''): string[] =>
  searchable(text)
    .split(' ')
    .filter(Boolean)
    .slice(0, WORDS)
    .map((word) => word.replace(/[!%_]/g, '!$&'));

export const WHOLE = 'c.institution_id = :institutionId';

/** Conditions that each find some of the cases that an official sees: of a directorate, of a person, of a kind. */
export function whose(
  { directorateId, orAssigneeId = '', orOf = [], orKinds = [] }: QueueFilter['visible'],
  values: Values,
): { sql: string; by: 'assignee' | 'directorate' | 'kind' }[] {
  const seen = [{ assigneeId: orAssigneeId, directorateId: directorateId ?? null }, ...orOf];
  const kinds = orKinds.map((kind, i) => {
    values[`seen${i}`] = kind;
    return { sql: `c.kind = :seen${i}`, by: 'kind' as const };
  });
  const theirs = seen.flatMap((one, i) => {
    values[`me${i}`] = one.assigneeId;
    const mine = { sql: `c.assignee_id = :me${i}`, by: 'assignee' as const };
    if (one.directorateId === null) return [mine];
    values[`own${i}`] = one.directorateId;
    return [{ sql: `c.directorate_id = :own${i}`, by: 'directorate' as const }, mine];
  });
  return [...theirs, ...kinds];
}

/** Only an open urgent case has an hour. Said with the institution, so that its own index can answer. */
const URGENT = "(c.institution_id = :institutionId AND c.is_open = :urgentOpen AND c.due_at > '')";

/** All that the official sees, in one condition. */
export function visibleAtAll({ visible }: QueueFilter, values: Values): string {
  if (visible.orAssigneeId === undefined) return WHOLE;
  const any = whose(visible, values).map(({ sql }) => sql);
  if (visible.orUrgent) {
    values.urgentOpen = true;
    any.push(URGENT);
  }
  return `${WHOLE} AND (${any.join(' OR ')})`;
}
