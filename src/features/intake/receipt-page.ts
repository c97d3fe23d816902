import type { PageLanguage } from '../../core/casefile';
import { calculatorLink } from '../../platform/intake';
import { receiptOf } from '../../platform/letters';
import { publicPaths } from '../../platform/paths';
import { words } from '../../platform/views';
import { shownInstitution } from '../../platform/web/shown-institution';
import type { Applicant, FileRow, LoadedCase } from '../../records';

/** The page of a receipt: what it tells, and where to go from it. */
export function receiptPage(
  loaded: LoadedCase,
  applicant: Applicant,
  files: readonly FileRow[],
  lang: PageLanguage,
): object {
  const { row, file, institution } = loaded;
  const t = words(lang);
  return {
    ...receiptOf(loaded, applicant, files, lang),
    title: t('intake:receipt.title', { reference: row.reference }),
    lang,
    t,
    byMail: applicant.email !== null,
    trackHref: publicPaths.tracked(lang, row.reference),
    pdfHref: publicPaths.receiptPdf(lang, row.reference),
    calculatorHref: calculatorLink(lang, file),
    institution: shownInstitution(institution),
  };
}
