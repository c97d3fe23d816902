import type { Block } from './blocks';
import type { TableStyle } from './pdf-table';

/** In points, some 32 mm: modules wide enough for an old telephone. */
export const QR_SIDE = 92;

/** Beside its words: a telephone reads the code, a person the words. */
export function writeQr(
  doc: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  { qr, caption }: Extract<Block, { type: 'qr' }>,
  { left, width, ink }: TableStyle,
  fontSize: number,
): void {
  const top = doc.y;
  const side = QR_SIDE / qr.size;
  const draw = (): void => {
    for (const run of qr.runs) doc.rect(left + run.x * side, top + run.y * side, run.width * side, side);
    doc.fillColor('#000000').fill();
  };
  root.add(doc.struct('Figure', { alt: caption }, draw));
  const besides = { width: width - QR_SIDE - 16, lineGap: 2.6 };
  const say = (): void => {
    doc.font('body').fontSize(fontSize).fillColor(ink);
    doc.text(caption, left + QR_SIDE + 16, top + 4, besides);
  };
  root.add(doc.struct('P', {}, say));
  doc.x = left;
  doc.y = Math.max(doc.y, top + QR_SIDE) + 12;
}
