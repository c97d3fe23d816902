import type { BulkAction, BulkProgress, RefusedItem } from '../../../records';
import { deskPaths } from '../../../platform/paths';
import { formatDateTime, type Lang, words } from '../../../platform/views';

interface Names {
  person: string;
  directorate: string;
}

/** How far an action on many cases is, in words and numbers. */
export function progressView(
  { id, act, facts, total, createdAt, finishedAt }: BulkAction,
  { done, refused, waiting }: BulkProgress,
  refusedItems: readonly RefusedItem[],
  names: Names,
  lang: Lang,
) {
  const t = words(lang);
  const settled = done + refused;
  const finished = finishedAt !== null && waiting === 0;
  const to = [names.person, names.directorate].filter(Boolean).join(', ');
  const parts = [
    t('bulk:progress.done', { count: done, total }),
    ...(refused > 0 ? [t('bulk:progress.refused', { count: refused })] : []),
  ];
  return {
    id,
    act,
    title: t(`bulk:${act}.title`),
    what: act === 'assign' ? to : (facts.note ?? ''),
    began: formatDateTime(createdAt, lang),
    settled,
    total,
    finished,
    text: `${finished ? t('bulk:progress.finished') : t('bulk:progress.running')} ${parts.join(' ')}`,
    stateHref: deskPaths.bulkState(id),
    refused: refusedItems.map(({ id: caseId, reference, subject, code }) => ({
      href: deskPaths.caseFile(caseId),
      reference,
      subject,
      why: OWN_CODES.includes(code) ? t(`bulk:refused.${code}`) : t(`desk:refused.${code}`),
    })),
  };
}

/** Refusals that only an action on many cases knows; the others are those of the single form. */
const OWN_CODES = ['changed', 'not-yours', 'failed'];

/** An official's actions so far. */
export const bulkLines = (actions: readonly BulkAction[], lang: Lang): object[] =>
  actions.map(({ id, act, total, createdAt, finishedAt }) => ({
    href: deskPaths.bulkAction(id),
    title: words(lang)(`bulk:${act}.title`),
    total,
    began: formatDateTime(createdAt, lang, 'short'),
    finished: finishedAt !== null,
  }));
