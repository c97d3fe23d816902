import type { PageLanguage } from '../../core/casefile';
import { localDateOf } from '../../core/law';
import type { Institution } from '../../records';
import { words } from '../views';
import { type Block, plainText } from './blocks';
import { type ComposedLetter, frameOf } from './compose';
import { renderPdf } from './pdf';
import { followAddress, type Qr, qrOf } from './qr';
import type { Receipt } from './receipt';

/** What the sheet says besides the receipt itself. */
export interface ReceiptSheet {
  receipt: Receipt;
  institution: Institution;
  lang: PageLanguage;
  /** The whole address of the page on which a case is followed. */
  trackAddress: string;
  /** The moment of writing: the sheet bears its local day. */
  now: Date;
  /** The coat of arms of the institution. */
  crest?: Buffer | null;
}

/** The receipt as an A4 PDF, with every day of the deadline in a table. Slow: never do it inside a transaction. */
export async function receiptPdf(sheet: ReceiptSheet): Promise<Buffer> {
  const { reference, code } = sheet.receipt;
  const qr = await qrOf(followAddress(sheet.trackAddress, reference, code));
  return renderPdf(composeReceipt(sheet, qr), sheet.now, sheet.crest ?? null);
}

/** The name of its file: `KK-2026-00012-vertetim-2026-03-30.pdf`. */
export function receiptFileName({ receipt, lang, now }: ReceiptSheet): string {
  const what = words(lang)('letters:fileName.receipt');
  return `${receipt.reference}-${what}-${localDateOf(now)}.pdf`.replace(/[^A-Za-z0-9._-]+/g, '-');
}

/** Laid out as a letter to nobody: whoever holds the code may have it, so no name stands on it. */
export function composeReceipt(
  { receipt, institution, lang, trackAddress, now }: ReceiptSheet,
  qr: Qr,
): ComposedLetter {
  const t = words(lang);
  const { why } = receipt;
  const paragraph = (text: string): Block => ({ type: 'paragraph', text });
  const facts: [string, string | null][] = [
    [t('intake:receipt.reference'), receipt.reference],
    [t('intake:receipt.code'), receipt.code],
    [t('intake:receipt.kind'), receipt.kind],
    [t('intake:receipt.subject'), receipt.subject],
    [t('intake:receipt.received'), receipt.received],
    [t('intake:receipt.registered'), receipt.registered],
    [t('intake:receipt.channel'), receipt.channel],
    [t('intake:receipt.files'), receipt.files.join('\n') || null],
    [receipt.dueName, why.due ?? t('intake:receipt.dueUnknown')],
  ];
  const body: Block[] = [
    { type: 'facts', rows: facts.filter((row): row is [string, string] => row[1] !== null) },
    { type: 'qr', qr, caption: t('intake:receipt.keepPaper', { address: trackAddress }) },
    { type: 'heading', text: t('intake:receipt.why') },
    paragraph(why.sentences.join(' ')),
    ...(why.days.length > 0 ? [daysTable(receipt, lang)] : []),
    ...(why.days.some((day) => day.expected) ? [paragraph(t('common:days.expectedNote'))] : []),
    ...(why.source ? [paragraph(`${why.source} ${why.calendar}`)] : []),
    { type: 'heading', text: t('intake:receipt.silence') },
    paragraph(receipt.silence.join(' ')),
  ];
  const frame = frameOf(institution, receipt.reference, lang, now);
  const title = t('intake:receipt.paperHeading');
  return {
    ...frame,
    addressee: [],
    title,
    salutation: '',
    body,
    closing: '',
    signature: [],
    text: [title, plainText(body)].join('\n\n'),
  };
}

function daysTable({ why }: Receipt, lang: PageLanguage): Block {
  const t = words(lang);
  const rows = why.days.map((one) => ({
    cells: [
      one.day,
      one.count === null ? '–' : String(one.count),
      one.expected ? `${one.words} (${t('common:days.expected').toLowerCase()})` : one.words,
    ],
    note: one.source ? t('common:days.source', { source: one.source }) : null,
    strong: one.last,
  }));
  return {
    type: 'table',
    caption: t('intake:receipt.days'),
    head: [t('common:days.day'), t('common:days.count'), t('common:days.why')],
    rows,
  };
}
