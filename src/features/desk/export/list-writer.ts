import { open, rename } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { type Clock, CLOCK } from '../../../platform/clock';
import { outcomeInWords } from '../../../platform/casework';
import { type Lang, words, type Words } from '../../../platform/views';
import type { SignedIn } from '../../../platform/web/request';
import {
  Bases,
  type Cursor,
  NO_DUE_DAY,
  Queue,
  type QueueNames,
  type QueueRow,
  readCursor,
  Transactions,
} from '../../../records';
import { groupsOf } from '../queue-choices';
import { readQueueText } from '../queue-query';
import { nameOf } from '../queue-view';
import { toFilter, toOrder } from '../queue-views';

/** Rows read and written at once. */
const AT_ONCE = 500;
/** Counting goes no further: beyond it nobody asks how much is left. */
const COUNTED = 2_000_000;

/**
 * Writes a list of the queue as CSV in UTF-8 (with a byte order mark, so that spreadsheets read ë and č), in its order and
 * with what the list shows: nobody who asked. Days are written as 2026-03-30. What begins like a formula is made harmless.
 */
@Injectable()
export class ListWriter {
  constructor(
    private readonly queue: Queue,
    private readonly bases: Bases,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Resolves to the number of cases. Written beside and renamed: a file that can be seen is whole. */
  async write(
    official: SignedIn,
    list: string,
    file: string,
    told: (done: number, total: number) => void,
  ): Promise<number> {
    const tx = this.transactions.reader;
    const { calendar } = await this.bases.ofInstitution(tx, official.institutionId);
    const query = readQueueText(list);
    const filter = toFilter(query, official, { today: this.clock.today(), now: this.clock.now(), calendar });
    const names = await this.queue.names(tx, official.institutionId);
    const [lang, t] = [official.language, words(official.language)];
    const order = toOrder(query, () => groupsOf(names.officials, names.directorates, lang, t));
    const { total } = await this.queue.counts(tx, { total: filter }, COUNTED);
    const line = lineIn(names, lang, t);
    const handle = await open(`${file}.part`, 'w', 0o600);
    let done = 0;
    try {
      await handle.writeFile(stringify([HEAD.map((name) => t(`export:column.${name}`))], { bom: true }));
      for (let after: Cursor | undefined; ;) {
        const page = await this.queue.page(tx, filter, { after }, AT_ONCE, order);
        await handle.writeFile(stringify(page.rows.map(line), { escape_formulas: true }));
        done += page.rows.length;
        told(done, Math.max(done, total));
        if (!page.next) break;
        after = readCursor(page.next);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${file}.part`, file);
    return done;
  }
}

const HEAD = [
  'reference',
  'subject',
  'kind',
  'status',
  'urgent',
  'assignee',
  'directorate',
  'received',
  'due',
] as const;

function lineIn({ officials, directorates }: QueueNames, lang: Lang, t: Words): (row: QueueRow) => string[] {
  const people = new Map(officials.map((one) => [one.id, one.name]));
  const units = new Map(directorates.map((one) => [one.id, nameOf(one, lang)]));
  return (row) => [
    row.reference,
    row.subject,
    t(`common:kind.${row.kind}`),
    row.outcome === null ? t(`common:status.${row.status}`) : outcomeInWords(row.kind, row.outcome, lang),
    row.urgent ? t('export:yes') : '',
    people.get(row.assigneeId ?? '') ?? '',
    units.get(row.directorateId ?? '') ?? '',
    row.receivedOn,
    row.dueOn === NO_DUE_DAY ? '' : row.dueOn,
  ];
}
