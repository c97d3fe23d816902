/** Work of people and of the machinery in the same moment: who came first shows only in the order of commits. */
export const SAME_MOMENT_MS = 20_000;
export type Wrong =
  | 'lost'
  | 'doubled'
  | 'wrong person'
  | 'after closing'
  | 'not due'
  | 'never sent'
  | 'unknown letter'
  | 'timeline differs'
  | 'broken promise';

export interface Violation {
  what: Wrong;
  where: string;
}

export interface Verdict {
  violations: Violation[];
  /** Alarms that had to be told, by the campaign's own reckoning. */
  expected: number;
  /** Alarms that were told. */
  told: number;
  /** Letters in mailboxes, each once. */
  delivered: number;
  /** Copies of a letter under its own Message-ID, because a process died after the mail server had taken it. */
  copies: number;
  /** Letters that were not sent, because their cases had moved on before the mail server took them. */
  withheld: number;
  /** Mails of a morning. */
  mornings: number;
  late: number;
}

/** Rows by a key, in their order. */
export function groups<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const same = found.get(keyOf(row));
    if (same) same.push(row);
    else found.set(keyOf(row), [row]);
  }
  return found;
}
