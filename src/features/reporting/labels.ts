import type { Figure, ReportArea } from '../../core/report';
import type { Lang, Words } from '../../platform/views';

/** The words of a figure, as the page and the file show it. */
export function labelOf(
  { block, figure, area }: Pick<Figure, 'block' | 'figure' | 'area'>,
  t: Words,
  lang: Lang,
): string {
  if (figure === 'not-recorded') return t('report:notRecorded');
  switch (block) {
    case 'balance':
      return figure.startsWith('closed.')
        ? t(`common:outcome.${figure.slice('closed.'.length)}`)
        : t(`report:balance.${figure}`);
    case 'answer-form':
      return t(`common:answerForm.${figure}`);
    case 'applicants':
      return t(`common:applicant.${figure}`);
    case 'documents':
      return t(`common:document.${figure}`);
    case 'grounds':
      return t(`common:refusalGround.${figure}`);
    case 'complaints':
      return figure === 'total' || figure === 'pending'
        ? t(`report:complaints.${figure}`)
        : t(`common:complaintOutcome.${figure}`);
    case 'complaint-reply':
    case 'compliance':
      return t(`report:${block === 'compliance' ? 'compliance' : 'complaintReply'}.${figure}`);
    case 'outcome-after':
      return t(`common:outcome.${figure}`);
    case 'areas':
      return area === undefined ? t('report:areas.total') : areaName(area, t, lang);
    case 'area-outcomes':
      return `${areaName(area ?? null, t, lang)}, ${t(`report:received.${figure.split('.')[1]}`)}`;
    case 'consideration':
    case 'notice':
      return t(`report:stage.${figure}`);
    case 'received':
    case 'answers':
    case 'extensions':
    case 'urgent':
      return t(`report:${block}.${figure}`);
  }
}

/** A subject area by its name in the language of whoever reads; one that was retired is called so. */
export function areaName(area: ReportArea | null, t: Words, lang: Lang): string {
  if (area === null) return t('report:areas.none');
  const name = { sq: area.nameSq, sr: area.nameSr, en: area.nameEn }[lang];
  return area.active ? name : t('report:areas.retired', { name });
}
