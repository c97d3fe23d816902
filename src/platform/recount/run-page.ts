import type { Response } from 'express';
import type { LongAction } from '../../records';
import type { LongProgress } from '../long-actions';
import { formatDateTime, formatNumber, type Lang, type Words } from '../views';

/** What came of a change; `good`: it was made. */
export interface RunEnd {
  good: boolean;
  text: string;
}

/** A change by which a worker counts many open cases anew, for `layout/recount.njk`. */
export interface RunView {
  id: string;
  began: string;
  stateHref: string;
  settled: number;
  total: number;
  finished: boolean;
  good: boolean;
  text: string;
}

/** @param end what came of it; null while it is under way */
export function runView(
  action: LongAction,
  { progress, end, stateHref }: { progress: LongProgress | null; end: RunEnd | null; stateHref: string },
  lang: Lang,
  t: Words,
): RunView {
  const running = progress
    ? t('common:run.counted', { done: formatNumber(progress.done, lang), total: formatNumber(progress.total, lang) })
    : t('common:run.waiting');
  return {
    id: action.id,
    began: formatDateTime(action.createdAt, lang),
    stateHref,
    settled: progress?.done ?? 0,
    total: progress?.total ?? 1,
    finished: end !== null,
    good: end?.good ?? false,
    text: end?.text ?? running,
  };
}

/** For the page on which it was asked for: which one, and when it began. */
export const underWayView = (action: LongAction | null, lang: Lang): { id: string; since: string } | null =>
  action && { id: action.id, since: formatDateTime(action.createdAt, lang) };

/** Its page. */
export function showRun(res: Response, template: string, view: RunView): void {
  res.setHeader('Cache-Control', 'no-store');
  res.render(template, view);
}

/** For the script of the page: the same in numbers and words. */
export function tellRun(res: Response, { settled, total, finished, text }: RunView): void {
  res.setHeader('Cache-Control', 'no-store');
  res.json({ settled, total, finished, text });
}
