import type { QueueOrder } from '../../records';
import type { Words } from '../../platform/views';
import type { ColumnName } from './queue-columns';
import { queueAddress, type QueueQuery, type Sort } from './queue-query';

/** A heading of the list, and the link that sorts by it. */
export interface HeadCell {
  name: string;
  text: string;
  href: string;
  /** How the list is sorted by it now (`aria-sort`). */
  sorted: 'ascending' | 'descending' | null;
}

/** The headings: pressing one sorts by it, pressing it again turns the order round. */
export function headCells(
  base: string,
  query: QueueQuery,
  columns: readonly ColumnName[],
  order: QueueOrder,
  t: Words,
): HeadCell[] {
  const cell = (name: string, sort: Sort): HeadCell => {
    const sorted = order.by === sort ? (order.descending ? 'descending' : 'ascending') : null;
    const turned = sorted === 'ascending' ? ('desc' as const) : ('asc' as const);
    const { after: _after, before: _before, ...rest } = query;
    const href = queueAddress(base, { ...rest, sort, order: turned });
    return { name, text: t(`queue:column.${name}`), href, sorted };
  };
  return [cell('case', 'reference'), ...columns.map((name) => cell(name, name))];
}
