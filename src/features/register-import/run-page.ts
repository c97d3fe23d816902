import type { LongAction } from '../../records';
import { deskPaths } from '../../platform/paths';
import { formatDateTime, formatNumber, type Lang, type Words } from '../../platform/views';
import { problemsView, trialView } from './import-page';
import type { LongProgress } from '../../platform/long-actions';
import type { ImportFacts, ImportOutcome } from './import-runs';
import { IMPORT_STEPS, type ImportStep } from './plan';

/** Where in a hundred each step begins and ends: writing takes the longest. */
const SHARE: Record<ImportStep, readonly [number, number]> = {
  reading: [0, 5],
  judging: [5, 35],
  writing: [35, 99],
};

function settledOf(step: ImportStep, { done, total }: LongProgress): number {
  const [from, to] = SHARE[step];
  return Math.round(from + ((to - from) * done) / Math.max(1, total));
}

/** A long file that is taken in: how far it is, in words and as a part of a hundred, and what came of it. */
export function runView(action: LongAction, progress: LongProgress | null, by: string, t: Words, lang: Lang) {
  const { fileName, dryRun } = action.facts as unknown as ImportFacts;
  const outcome = action.finishedAt ? (action.result as unknown as ImportOutcome) : null;
  const number = (value: number): string => formatNumber(value, lang);
  const rows = progress && { done: number(progress.done), total: number(progress.total) };
  const step = IMPORT_STEPS.find((one) => one === progress?.step);
  const running = step ? t(`import:run.${step}`, { ...rows }) : t('import:run.waiting');
  return {
    title: t(dryRun ? 'import:run.check' : 'import:run.take'),
    id: action.id,
    fileName,
    by,
    began: formatDateTime(action.createdAt, lang),
    stateHref: deskPaths.importState(action.id),
    settled: outcome ? 100 : progress && step ? settledOf(step, progress) : 0,
    total: 100,
    finished: outcome !== null,
    text: outcome ? endOf(outcome, dryRun, t) : running,
    taken: outcome?.doneId ? t('import:done', { count: outcome.added }) : null,
    broken: outcome?.broken ? t(`import:run.broken.${outcome.broken}`) : null,
    unchanged:
      outcome && !dryRun && !outcome.doneId && !outcome.broken && outcome.found === 0
        ? t('import:unchanged', { count: outcome.unchanged })
        : null,
    problems: outcome && outcome.found > 0 ? problemsView(outcome.problems, outcome.found, t) : null,
    trial: outcome && dryRun && outcome.rows > 0 ? trialView(outcome, t, lang) : null,
  };
}

function endOf({ broken, found, doneId }: ImportOutcome, dryRun: boolean, t: Words): string {
  if (broken) return t('import:run.ended.broken');
  if (found > 0) return t('import:refused.summary', { count: found });
  if (dryRun) return t('import:run.ended.checked');
  return t(doneId ? 'import:run.ended.taken' : 'import:run.ended.same');
}

/** A line of the list on the page of the import. */
export function runLine(action: LongAction, t: Words, lang: Lang): object {
  const view = runView(action, null, '', t, lang);
  return {
    href: deskPaths.importRun(action.id),
    file: view.fileName,
    what: view.title,
    began: formatDateTime(action.createdAt, lang, 'short'),
    state: view.finished ? view.text : t('import:run.underWay'),
  };
}
