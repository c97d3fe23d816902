import type { ComposedLetter } from './compose';
import { artifact } from './pdf-table';

type Pdf = PDFKit.PDFDocument;

const INK = '#14201f';
const QUIET = '#4b5856';
/** In points: a coat of arms stands at the right of the head. */
const CREST = { width: 64, height: 64, above: 14, gap: 12 };

/** Who writes: name, office and addresses of the institution in its colour, its coat of arms beside them, a rule below. */
export function writeHead(
  doc: Pdf,
  letter: ComposedLetter,
  crest: Buffer | null,
  margin: { top: number; left: number; right: number },
  put: (tag: string, write: () => void) => void,
): void {
  const width = doc.page.width - margin.left - margin.right;
  if (crest) {
    const [x, y] = [margin.left + width - CREST.width, margin.top - CREST.above];
    artifact(doc, () => doc.image(crest, x, y, { fit: [CREST.width, CREST.height], align: 'right', valign: 'center' }));
    [doc.x, doc.y] = [margin.left, margin.top];
  }
  const beside = { width: width - (crest ? CREST.width + CREST.gap : 0), lineGap: 2 };
  put('P', () => doc.font('bold').fontSize(14).fillColor(letter.colour).text(letter.institution, beside));
  if (letter.office) put('P', () => doc.font('body').fontSize(10.5).fillColor(INK).text(letter.office, beside));
  doc.font('small').fontSize(8.5).fillColor(QUIET);
  // One element a line: read aloud, "… 5" and "40000 …" must not run together.
  for (const line of letter.contacts) put('P', () => doc.text(line, beside));
  if (crest) doc.y = Math.max(doc.y, margin.top - CREST.above + CREST.height);
  artifact(doc, () => {
    const y = doc.y + 6;
    doc
      .moveTo(margin.left, y)
      .lineTo(margin.left + width, y)
      .lineWidth(1.2)
      .strokeColor(letter.colour)
      .stroke();
  });
}
