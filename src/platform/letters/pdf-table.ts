import type { Block } from './blocks';

type Pdf = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;
type Table = Extract<Block, { type: 'table' }>;

/** What the table needs of the page that it stands on; lengths in points. */
export interface TableStyle {
  left: number;
  width: number;
  bottom: number;
  ink: string;
  quiet: string;
  /** A line between two rows. */
  line: string;
}

/** Of keys and values, of a table, and of its small print. */
const FACT = 9.5;
const SIZE = 8.5;
const NOTE = 7;
/** Above and below a line; of a long table less, so that sixty days stand on two sheets. */
const PAD = 2.2;
const TIGHT = 1.3;
const LONG = 30;
const GAP = 10;
/** Of the whole width: the day, its number, the reason. */
const SHARES = [0.3, 0.09, 0.61];

/** Keys and values, two to a line, as a table for screen readers: "Protocol number: KK-2026-00012". */
export function writeFacts(doc: Pdf, root: Element, rows: readonly [string, string][], style: TableStyle): void {
  const table = attached(doc, root, 'Table');
  const keyWidth = style.width * 0.3;
  for (const [key, value] of rows) {
    const width = style.width - keyWidth - GAP;
    doc.font('bold').fontSize(FACT);
    const height = doc.heightOfString(value, { width });
    makeRoom(doc, height + 5, style);
    const y = doc.y;
    const row = attached(doc, table, 'TR');
    row.add(
      doc.struct('TH', { scope: 'Row' } as never, () =>
        doc.font('body').fontSize(FACT).fillColor(style.quiet).text(key, style.left, y, { width: keyWidth }),
      ),
    );
    const keyEnd = doc.y;
    row.add(
      doc.struct('TD', {}, () =>
        doc
          .font('bold')
          .fontSize(FACT)
          .fillColor(style.ink)
          .text(value, style.left + keyWidth + GAP, y, { width }),
      ),
    );
    row.end();
    doc.y = Math.max(keyEnd, doc.y) + 3.5;
  }
  table.end();
  doc.x = style.left;
  doc.y += 8;
}

/** Three columns; its head is repeated on every page, and no row is torn in two. */
export function writeTable(doc: Pdf, root: Element, { head, rows }: Table, style: TableStyle): void {
  const table = attached(doc, root, 'Table');
  const pad = rows.length > LONG ? TIGHT : PAD;
  writeHead(doc, table, head, style);
  for (const row of rows) {
    const font = row.strong ? 'bold' : 'body';
    const height = heightOf(doc, row, font, style) + 2 * pad;
    if (doc.y + height > doc.page.height - style.bottom) {
      doc.addPage();
      artifact(doc, () => cells(doc, head, 'bold', style));
    }
    const top = doc.y;
    const line = attached(doc, table, 'TR');
    let end = top;
    row.cells.forEach((cell, index) => {
      const place = columnOf(index, style);
      const tag = index === 0 ? 'TH' : 'TD';
      line.add(
        doc.struct(tag, (index === 0 ? { scope: 'Row' } : {}) as never, () => {
          doc
            .font(font)
            .fontSize(SIZE)
            .fillColor(style.ink)
            .text(cell, place.x, top + pad, place);
          if (index === 2 && row.note) doc.font('body').fontSize(NOTE).fillColor(style.quiet).text(row.note, place);
        }),
      );
      end = Math.max(end, doc.y);
    });
    line.end();
    doc.y = end + pad;
    rule(doc, style, row.strong ? 1 : 0.4);
  }
  table.end();
  doc.x = style.left;
  doc.y += 10;
}

function writeHead(doc: Pdf, table: Element, head: readonly string[], style: TableStyle): void {
  makeRoom(doc, 60, style);
  const top = doc.y;
  const row = attached(doc, table, 'TR');
  head.forEach((text, index) => {
    const place = columnOf(index, style);
    row.add(
      doc.struct('TH', { scope: 'Column' } as never, () =>
        doc
          .font('bold')
          .fontSize(SIZE)
          .fillColor(style.quiet)
          .text(text, place.x, top + PAD, place),
      ),
    );
  });
  row.end();
  doc.y += PAD;
  rule(doc, style, 0.8);
}

function cells(doc: Pdf, texts: readonly string[], font: string, style: TableStyle): void {
  const top = doc.y;
  texts.forEach((text, index) => {
    const place = columnOf(index, style);
    doc
      .font(font)
      .fontSize(SIZE)
      .fillColor(style.quiet)
      .text(text, place.x, top + PAD, place);
  });
  doc.y += PAD;
}

function columnOf(index: number, { left, width }: TableStyle): { x: number; width: number; align: 'left' | 'right' } {
  const before = SHARES.slice(0, index).reduce((sum, share) => sum + share, 0);
  const own = SHARES[index] ?? 0;
  return {
    x: left + before * width + (index === 2 ? GAP : 0),
    width: own * width - (index === 2 ? GAP : 0),
    align: index === 1 ? 'right' : 'left',
  };
}

function heightOf(doc: Pdf, row: Table['rows'][number], font: string, style: TableStyle): number {
  doc.font(font).fontSize(SIZE);
  const tallest = Math.max(...row.cells.map((cell, index) => doc.heightOfString(cell, columnOf(index, style))));
  if (!row.note) return tallest;
  return tallest + doc.font('body').fontSize(NOTE).heightOfString(row.note, columnOf(2, style));
}

function makeRoom(doc: Pdf, points: number, { bottom }: TableStyle): void {
  if (doc.y + points > doc.page.height - bottom) doc.addPage();
}

function rule(doc: Pdf, { left, width, line }: TableStyle, thickness: number): void {
  artifact(doc, () => {
    doc
      .moveTo(left, doc.y)
      .lineTo(left + width, doc.y)
      .lineWidth(thickness)
      .strokeColor(line)
      .stroke();
  });
}

/** Page furniture: screen readers pass over it. */
export function artifact(doc: Pdf, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}

/** A structure element that is part of the tree at once, so that its content can be written in order. */
function attached(doc: Pdf, parent: Element, tag: string): Element {
  const element = doc.struct(tag);
  parent.add(element);
  return element;
}
