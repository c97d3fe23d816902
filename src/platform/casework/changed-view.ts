import type { RecordedEvent } from '../../records';
import type { Lang } from '../views';
import type { SignedIn } from '../web/request';
import { historyFor } from './gathered';
import { HARMLESS } from './harmless';
import type { Names } from './names';
import { type TimelineItem, timelineOf } from './timeline';

/** What made a form stale, as `desk/case-changed.njk` takes it. */
export interface ChangedView {
  items: TimelineItem[];
  /** All of it was done by whoever sent the form: by a second press, or in another window. */
  bySelf: boolean;
}

/** `since`: what happened to the case since the form was opened. */
export const changedView = (
  official: SignedIn,
  row: Parameters<typeof historyFor>[1] & { kind: Parameters<typeof timelineOf>[1] },
  since: readonly RecordedEvent[],
  names: Names,
  lang: Lang,
): ChangedView => ({
  items: timelineOf(historyFor(official, row, since), row.kind, names, lang),
  bySelf: since.every(
    ({ event, actor }) => HARMLESS.has(event.type) || (actor.kind === 'official' && actor.id === official.id),
  ),
});
