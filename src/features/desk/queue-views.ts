import { type QueueFilter, type QueueOrder, usualOrder } from '../../records';
import { visibleCases } from '../../platform/sign-in';
import type { SignedIn } from '../../platform/web/request';
import { type QueueQuery, withoutUndefined } from './queue-query';
import { dueDays, type ReadAt, receivedDays } from './queue-windows';

/** The views that everybody has, each a link to the list that it counts. Their words: `queue:view.<name>`. */
export const VIEWS = {
  open: {},
  mine: { assignee: 'me' },
  directorate: { directorate: 'mine' },
  nobody: { assignee: 'nobody' },
  overdue: { due: 'overdue' },
  today: { due: 'today' },
  risk: { due: 'risk' },
  waiting: { due: 'waiting' },
  complaints: { status: 'complaints' },
  petitions: { kind: 'petition' },
} as const satisfies Record<string, Partial<QueueQuery>>;
export type ViewName = keyof typeof VIEWS;

/** The directorate that "my directorate" means: the own one, or the first of which one is head. */
export const directorateOf = ({ directorateId, heads = [] }: SignedIn): string | null =>
  directorateId ?? heads[0] ?? null;

/** Who belongs to no directorate has no view of it. */
export const viewsOf = (official: SignedIn): [ViewName, QueueQuery][] =>
  (Object.keys(VIEWS) as ViewName[])
    .filter((name) => name !== 'directorate' || directorateOf(official) !== null)
    .map((name) => [name, { status: 'open', ...VIEWS[name] }]);

/** The question to the store, as this official may ask it. */
export function toFilter(query: QueueQuery, official: SignedIn, at: ReadAt): QueueFilter {
  const { institutionId, ...visible } = visibleCases(official);
  const { status, kind, assignee, directorate, area, due, received, text } = query;
  return withoutUndefined({
    institutionId,
    visible,
    status,
    kind,
    assignee: assignee === 'me' ? official.id : assignee,
    directorate: directorate === 'mine' ? (directorateOf(official) ?? 'none') : directorate,
    area,
    text,
    ...(due ? dueDays(due, at) : {}),
    ...(received ? receivedDays(received, at.today) : {}),
  });
}

/** The order that the address asks for. `groups`: the values of each column in the order of their words. */
export function toOrder(
  { sort, order, status }: QueueQuery,
  groups: () => Record<'kind' | 'status' | 'assignee' | 'directorate', readonly string[]>,
): QueueOrder {
  const usual = usualOrder({ status });
  if (!sort) return order ? { by: 'due', descending: order === 'desc' } : usual;
  const descending = order ? order === 'desc' : sort === 'due' && usual.descending;
  if (sort === 'due' || sort === 'received' || sort === 'reference') return { by: sort, descending };
  return { by: sort, descending, groups: groups()[sort] };
}
