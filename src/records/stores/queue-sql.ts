import { searchable } from '../searchable';
import type { Cursor, QueueFilter } from './queue-filter';

/**
 * The queue is asked in pieces, each of which one index answers in order without sorting: what runs in days and what
 * runs in hours, open and closed, and for directorate staff their directorate's cases and their own. The pieces are
 * merged afterwards (`Queue.page`). With 100,000 open cases a page reads some hundred rows.
 */
export interface Piece {
  sql: string;
  urgent: boolean;
}

export type Values = Record<string, string | boolean>;

/** More words than this are not looked for. */
const WORDS = 6;

/** Conditions that hold in every piece. Fills `values` with the named parameters. */
function conditions(filter: QueueFilter, values: Values): string[] {
  const found: string[] = [];
  const say = (sql: string, given: Values): void => {
    found.push(sql);
    Object.assign(values, given);
  };
  const { kind, status, assignee, directorate, dueFrom, dueUntil, overdue, text } = filter;
  if (kind) say('c.kind = :kind', { kind });
  if (status === 'complaints') found.push("c.complaint_stage IN ('reply', 'agency', 'comply')");
  else if (!['open', 'all', 'closed'].includes(status)) say('c.status = :status', { status });
  if (assignee === 'nobody') found.push('c.assignee_id IS NULL');
  else if (assignee) say('c.assignee_id = :assignee', { assignee });
  if (directorate === 'none') found.push('c.directorate_id IS NULL');
  else if (directorate) say('c.directorate_id = :directorate', { directorate });
  if (dueFrom) say('c.due_on >= :dueFrom', { dueFrom });
  if (dueUntil) say('c.due_on <= :dueUntil', { dueUntil });
  if (overdue) {
    say('c.due_on <= :today AND (c.due_on < :today OR c.due_at < :now)', {
      today: overdue.today,
      now: overdue.now.toISOString(),
    });
  }
  wordsOf(text).forEach((word, i) => say(`c.search_text LIKE :word${i} ESCAPE '!'`, { [`word${i}`]: `%${word}%` }));
  return found;
}

const wordsOf = (text = ''): string[] =>
  searchable(text)
    .split(' ')
    .filter(Boolean)
    .slice(0, WORDS)
    .map((word) => word.replace(/[!%_]/g, '!$&'));

/** Leads a piece to an index of its own: without statistics SQLite would otherwise walk the whole institution. */
const WITHIN = "(c.institution_id || '') = :institutionId";
const WHOLE = 'c.institution_id = :institutionId';

/** The ways into the table: each is led by one index. Together they find every visible case, some twice. */
function ways({ visible, assignee, directorate }: QueueFilter, values: Values): string[] {
  if (visible.orAssigneeId === undefined) {
    // "Nobody" and "none" too: of 100,000 open cases few have no assignee, and an index knows which.
    return [assignee !== undefined || directorate !== undefined ? WITHIN : WHOLE];
  }
  return [
    ...whose(visible, values).map((one) => `${WITHIN} AND ${one}`),
    ...kinds(visible, values).map((one) => `${WHOLE} AND ${one}`),
  ];
}

/** Kinds of which an official sees every case, whoever has it; an index knows them within the institution. */
const kinds = ({ orKinds = [] }: QueueFilter['visible'], values: Values): string[] =>
  orKinds.map((kind, i) => {
    values[`seen${i}`] = kind;
    return `c.kind = :seen${i}`;
  });

/** Conditions that each find some of the cases that an official sees: of a directorate, or assigned to somebody. */
function whose({ directorateId, orAssigneeId = '', orOf = [] }: QueueFilter['visible'], values: Values): string[] {
  const seen = [{ assigneeId: orAssigneeId, directorateId: directorateId ?? null }, ...orOf];
  return seen.flatMap((one, i) => {
    values[`me${i}`] = one.assigneeId;
    if (one.directorateId === null) return [`c.assignee_id = :me${i}`];
    values[`own${i}`] = one.directorateId;
    return [`c.directorate_id = :own${i}`, `c.assignee_id = :me${i}`];
  });
}

/** Only an open urgent case has an hour. Said with the institution, so that its own index can answer. */
const URGENT = "(c.institution_id = :institutionId AND c.is_open = :urgentOpen AND c.due_at > '')";

function visibleAtAll({ visible }: QueueFilter, values: Values, within = WHOLE): string {
  if (visible.orAssigneeId === undefined) return within;
  const any = [...whose(visible, values), ...kinds(visible, values)];
  if (visible.orUrgent) {
    values.urgentOpen = true;
    any.push(URGENT);
  }
  return `${within} AND (${any.join(' OR ')})`;
}

const statesOf = ({ status }: QueueFilter): boolean[] => (status === 'all' ? [true, false] : [status !== 'closed']);

/** The pieces of one page: what lies beyond the cursor in one direction, `limit` rows of each. */
export function pieces(
  filter: QueueFilter,
  from: Cursor | undefined,
  ascending: boolean,
  limit: number,
  values: Values,
): Piece[] {
  const rest = conditions(filter, values);
  const [beyond, order] = ascending ? ['>', 'ASC'] : ['<', 'DESC'];
  if (from)
    Object.assign(values, { fromOn: from.dueOn, fromId: from.id, ...(from.dueAt ? { fromAt: from.dueAt } : {}) });
  // An urgent case comes before the others of its day.
  const inDays = !from
    ? []
    : from.dueAt
      ? [`c.due_on ${ascending ? '>=' : '<'} :fromOn`]
      : [`(c.due_on, c.id) ${beyond} (:fromOn, :fromId)`];
  const inHours = !from
    ? []
    : from.dueAt
      ? [`(c.due_at, c.id) ${beyond} (:fromAt, :fromId)`]
      : [`c.due_on ${ascending ? '>' : '<='} :fromOn`];
  const open = (isOpen: boolean): string => {
    values[isOpen ? 'open' : 'shut'] = isOpen;
    return `c.is_open = :${isOpen ? 'open' : 'shut'}`;
  };
  const piece = (where: string[], by: string, urgent: boolean): Piece => ({
    urgent,
    sql: `SELECT ${COLUMNS} FROM case_files c WHERE ${where.join(' AND ')} ORDER BY c.${by} ${order}, c.id ${order} LIMIT ${limit}`,
  });
  return statesOf(filter).flatMap((isOpen) => [
    ...ways(filter, values).map((way) =>
      piece([way, open(isOpen), 'c.due_at IS NULL', ...rest, ...inDays], 'due_on', false),
    ),
    piece([visibleAtAll(filter, values), open(isOpen), "c.due_at > ''", ...rest, ...inHours], 'due_at', true),
  ]);
}

export const COLUMNS = [
  'c.id AS "id"',
  'c.reference AS "reference"',
  'c.subject AS "subject"',
  'c.kind AS "kind"',
  'c.status AS "status"',
  'c.outcome AS "outcome"',
  'c.urgent AS "urgent"',
  'c.assignee_id AS "assigneeId"',
  'c.directorate_id AS "directorateId"',
  'c.received_on AS "receivedOn"',
  'c.due_on AS "dueOn"',
  'c.due_at AS "dueAt"',
  'c.paused_since AS "pausedSince"',
  'c.complaint_stage AS "complaintStage"',
].join(', ');

/** How many cases fit, counting no further than `limit`. The parameters are this count's own: `prefix` sets them apart. */
export function countSql(filter: QueueFilter, limit: number, prefix: string, values: Values): string {
  const own: Values = { institutionId: filter.institutionId };
  const [only] = ways(filter, own);
  const found = filter.visible.orAssigneeId === undefined ? only : visibleAtAll(filter, own, WITHIN);
  const states = statesOf(filter);
  if (states.length === 1) own.state = states[0] ?? true;
  const where = [found, ...(states.length === 1 ? ['c.is_open = :state'] : []), ...conditions(filter, own)];
  for (const [name, value] of Object.entries(own)) values[prefix + name] = value;
  const sql = `SELECT count(*) FROM (SELECT 1 FROM case_files c WHERE ${where.join(' AND ')} LIMIT ${limit}) counted`;
  return `(${sql.replace(/:([a-zA-Z]\w*)/g, `:${prefix}$1`)})`;
}

/** The visible case with exactly this reference. */
export const exactSql = (filter: QueueFilter, values: Values): string => {
  ways(filter, values);
  return `SELECT ${COLUMNS} FROM case_files c WHERE c.reference = :reference AND ${visibleAtAll(filter, values)}`;
};
