import type { NamedArea, OwnDesk, QueueHead, QueueOrder, QueuePage, QueueRow } from '../../records';
import { deskPaths } from '../../platform/paths';
import { may } from '../../platform/sign-in';
import { formatDateTime } from '../../platform/views';
import type { SignedIn } from '../../platform/web/request';
import { queueChoices } from './queue-choices';
import { readColumns } from './queue-columns';
import { headCells } from './queue-head';
import { queueAddress, type QueueQuery, queueText } from './queue-query';
import type { LastSeen } from './queue-seen';
import { type Naming, queueLine } from './queue-view';
import { directorateOf, type ViewName } from './queue-views';

/** All that a page of the queue is made of. */
export interface QueueParts {
  official: SignedIn;
  query: QueueQuery;
  order: QueueOrder;
  found: QueuePage & { exact: QueueRow | null };
  views: readonly (readonly [ViewName, QueueQuery])[];
  counts: Record<ViewName, number>;
  above: QueueHead;
  /** Counts above this are not told exactly. */
  counted: number;
  own: OwnDesk;
  areas: NamedArea[];
  naming: Naming;
  seen: LastSeen | null;
  /** The filters as they stand in the address. */
  list: string;
}

/** The page of the queue, for its template. */
export function queuePage(parts: QueueParts): Record<string, unknown> {
  const { official, query, order, found, counts, above, counted, own, naming, seen, list } = parts;
  const { lang, t, today, away } = naming;
  const here = deskPaths.queue();
  const { after: _after, before: _before, ...whole } = query;
  const columns = query.columns ?? readColumns(own.settings.columns);
  const changed = naming.changed.size;
  return {
    lines: found.rows.map((row) => queueLine(row, naming)),
    exact: found.exact ? queueLine(found.exact, naming) : null,
    head: headCells(here, query, columns, order, t),
    columns,
    shows: Object.fromEntries(columns.map((name) => [name, true])),
    views: parts.views.map(([name, view]) => {
      const count = counts[name];
      return {
        name,
        href: queueAddress(here, view),
        number: count > counted ? `${counted}+` : String(count),
        current: queueText(view) === list,
        bad: name === 'overdue' && count > 0,
      };
    }),
    ownViews: own.views.map(({ name, query: kept }) => ({
      name,
      href: kept === '' ? here : `${here}?${kept}`,
      current: kept === queueText(whole),
    })),
    saveHref: deskPaths.ownDesk(queueText(whole)),
    isSaved: own.views.some((one) => one.query === queueText(whole)),
    standingIn: (official.standsInFor ?? []).map(({ id, name }) => ({
      href: queueAddress(here, { status: 'open', assignee: id }),
      name,
      until: away.get(id)?.absence.untilOn ?? today,
    })),
    choices: queueChoices(
      query,
      {
        officials: [...naming.officials.values()],
        directorates: [...naming.directorates.values()],
        areas: parts.areas,
      },
      lang,
      t,
      directorateOf(official) !== null,
    ),
    query,
    kept: { sort: query.sort, order: query.order, columns: query.columns?.join('.') },
    filtered: list !== '',
    caption: t(`queue:sorted.${order.by}${order.descending ? 'Down' : ''}`),
    pages: {
      previous: found.previous && queueAddress(here, query, { before: found.previous }),
      next: found.next && queueAddress(here, query, { after: found.next }),
    },
    changedText:
      seen && changed > 0
        ? t('queue:changed.since', { count: changed, at: formatDateTime(seen.at, lang, 'short') })
        : '',
    changesHref: `${deskPaths.queueChanges()}?since=${above.seq}${list && `&${list}`}`,
    hereHref: queueAddress(here, query),
    ofList: queueText(whole),
    mayExport: official.role !== 'auditor',
    mayAssign: may(official, 'case.assign'),
    mayNote: may(official, 'case.note'),
    bulkHref: own.bulk && deskPaths.bulkAction(own.bulk.id),
    shortcuts: own.settings.shortcuts,
    backlog: official.role === 'directorate-staff' ? 0 : above.backlog,
    mayRegister: may(official, 'counter'),
  };
}
