import type { Figure } from '../../core/report';
import type { Words } from '../../platform/views';

/** The words of a figure, as the page and the file show it. */
export function labelOf({ block, figure }: Pick<Figure, 'block' | 'figure'>, t: Words): string {
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
