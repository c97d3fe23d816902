/** The columns of the queue, in their order; the case itself always stands first. */
export const COLUMNS = ['kind', 'status', 'assignee', 'directorate', 'received', 'due'] as const;
export type ColumnName = (typeof COLUMNS)[number];

/** What stands there until an official chooses otherwise. */
export const USUAL_COLUMNS: readonly ColumnName[] = ['status', 'assignee', 'due'];

/** Columns as an official's settings keep them. */
export const readColumns = (kept: string): readonly ColumnName[] => {
  const found = COLUMNS.filter((column) => kept.split(' ').includes(column));
  return found.length > 0 ? found : USUAL_COLUMNS;
};
