import { searchable } from '../searchable';
import type { QueueFilter } from './queue-filter';

export type Values = Record<string, string | boolean>;

/** More words than this are not looked for. */
const WORDS = 6;

/** Conditions that hold in every piece of a list. Fills `values` with the named parameters. */
export function conditions(filter: QueueFilter, values: Values): string[] {
  const found: string[] = [];
  const say = (sql: string, given: Values): void => {
    found.push(sql);
    Object.assign(values, given);
  };
  const { kind, status, assignee, directorate, area, dueFrom, dueUntil, receivedFrom, receivedUntil } = filter;
  if (kind) say('c.kind = :kind', { kind });
  if (status === 'complaints' || filter.complaints) found.push("c.complaint_stage IN ('reply', 'agency', 'comply')");
  if (!['open', 'all', 'closed', 'complaints'].includes(status)) say('c.status = :status', { status });
  if (assignee === 'nobody') found.push('c.assignee_id IS NULL');
  else if (assignee) say('c.assignee_id = :assignee', { assignee });
  if (directorate === 'none') found.push('c.directorate_id IS NULL');
  else if (directorate) say('c.directorate_id = :directorate', { directorate });
  if (area === 'none') found.push('c.subject_area IS NULL');
  else if (area) say('c.subject_area = :area', { area });
  if (filter.waiting) found.push("(c.awaited_since IS NOT NULL OR c.due_on = '9999-12-31')");
  if (dueFrom) say('c.due_on >= :dueFrom', { dueFrom });
  if (dueUntil) say('c.due_on <= :dueUntil', { dueUntil });
  if (receivedFrom) say('c.received_on >= :receivedFrom', { receivedFrom });
  if (receivedUntil) say('c.received_on <= :receivedUntil', { receivedUntil });
  if (filter.overdue) {
    const { today, now } = filter.overdue;
    say('c.due_on <= :today AND (c.due_on < :today OR c.due_at < :now)', { today, now: now.toISOString() });
  }
  wordsOf(filter.text).forEach((word, i) =>
    say(`c.search_text LIKE :word${i} ESCAPE '!'`, { [`word${i}`]: `%${word}%` }),
  );
  return found;
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
