import { Inject, Injectable } from '@nestjs/common';
import {
  Bases,
  type Cursor,
  NO_DUE_DAY,
  Queue,
  type QueueFilter,
  type QueueRow,
  readCursor,
  Transactions,
} from '../../../records';
import { manyOf } from '../../../platform/casework';
import { type Clock, CLOCK } from '../../../platform/clock';
import { formatDate, type Lang, type Words } from '../../../platform/views';
import type { SignedIn } from '../../../platform/web/request';
import { groupsOf } from '../queue-choices';
import { type QueueQuery, readQueueText } from '../queue-query';
import { toFilter, toOrder } from '../queue-views';

/** So many cases at once: more is no longer looked through by anybody. */
export const MOST_CASES = 500;
const AT_ONCE = 100;

/** What a form of many cases says of them: the ticked ones, or a whole list. */
export interface Choice {
  /** `id` or `id.version`: the version that the official saw. */
  cases: readonly string[];
  /** The list as it stands in the address; null where single cases were ticked. */
  list: string | null;
}

export function readChoice(given: Record<string, unknown>): Choice {
  const list = given.all === '1' && typeof given.of === 'string' ? given.of.replace(/^.*\?/, '') : null;
  return { cases: manyOf(given, 'case').slice(0, MOST_CASES), list };
}

/** Null for anything that no form of ours said. */
const versionOf = (one: string): number | null => {
  const [, said] = /\.(\d{1,9})$/.exec(one) ?? [];
  return said === undefined ? null : Number(said);
};

/** A case that was chosen, for the form and for the action. */
export type ChosenRow = QueueRow & { seen: number };

/** Finds the cases that an official chose and may see, in the order of their list. */
@Injectable()
export class ChosenCases {
  constructor(
    private readonly queue: Queue,
    private readonly bases: Bases,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(official: SignedIn, { cases, list }: Choice, lang: Lang, t: Words): Promise<ChosenRow[]> {
    const tx = this.transactions.reader;
    const { calendar } = await this.bases.ofInstitution(tx, official.institutionId);
    const at = { today: this.clock.today(), now: this.clock.now(), calendar };
    const filterOf = (query: QueueQuery): QueueFilter => toFilter(query, official, at);
    if (list === null) {
      const versions = new Map(cases.map((one) => [one.split('.')[0] ?? '', versionOf(one)]));
      const rows = await this.queue.chosen(tx, filterOf({ status: 'all' }), [...versions.keys()]);
      return rows.map((row) => ({ ...row, seen: versions.get(row.id) ?? row.version }));
    }
    const query = readQueueText(list);
    const filter = filterOf(query);
    const { officials, directorates } = await this.queue.names(tx, official.institutionId);
    const order = toOrder(query, () => groupsOf(officials, directorates, lang, t));
    const found: QueueRow[] = [];
    for (let after: Cursor | undefined; found.length < MOST_CASES;) {
      const page = await this.queue.page(tx, filter, { after }, AT_ONCE, order);
      found.push(...page.rows);
      if (!page.next) break;
      after = readCursor(page.next);
    }
    return found.slice(0, MOST_CASES).map((row) => ({ ...row, seen: row.version }));
  }
}

/** A chosen case as the form lists it. */
export const chosenLine = (
  row: ChosenRow,
  lang: Lang,
): { value: string; reference: string; subject: string; due: string } => ({
  value: `${row.id}.${row.seen}`,
  reference: row.reference,
  subject: row.subject,
  due: row.dueOn === NO_DUE_DAY ? '–' : formatDate(row.dueOn, lang, 'short'),
});
