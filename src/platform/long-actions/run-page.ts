import type { Response } from 'express';
import type { LongAction } from '../../records';
import type { LongProgress } from './long-action-runs';
import { formatDateTime, formatNumber, type Lang, type Words } from '../views';

/** What came of it; `good`: it was done. */
export interface RunEnd {
  good: boolean;
  text: string;
}

/** What a worker does in the background, for `layout/long-action.njk`. */
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

/** How it is said, meanwhile, how far it is (`done`, `total`), and that it has not begun. */
interface Meanwhile {
  far: string;
  waiting: string;
}
const COUNTING: Meanwhile = { far: 'common:run.counted', waiting: 'common:run.waiting' };

interface Run {
  progress: LongProgress | null;
  /** What came of it; null while it is under way. */
  end: RunEnd | null;
  stateHref: string;
  /** Unless cases are counted anew. */
  said?: Meanwhile;
}

export function runView(
  action: LongAction,
  { progress, end, stateHref, said = COUNTING }: Run,
  lang: Lang,
  t: Words,
): RunView {
  const running = progress
    ? t(said.far, { done: formatNumber(progress.done, lang), total: formatNumber(progress.total, lang) })
    : t(said.waiting);
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
