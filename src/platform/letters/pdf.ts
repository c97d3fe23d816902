import { languageTag, words } from '../views';
import type { Block } from './blocks';
import type { ComposedLetter } from './compose';
import { font } from './pdf-fonts';
import { writeHead } from './pdf-head';
import { QR_SIDE, writeQr } from './pdf-qr';
import { artifact, type TableStyle, writeFacts, writeTable } from './pdf-table';

type Pdf = PDFKit.PDFDocument;

const MARGIN = { top: 64, bottom: 72, left: 76, right: 72 };
const INK = '#14201f';
const QUIET = '#4b5856';
const LINE = '#a9b3b0';
const SIZE = 10.5;
const NO_BREAK_BELOW = 90;

/**
 * A letter as an A4 PDF: tagged for screen readers, with language and title, pages numbered.
 * Takes some ten milliseconds, the first one some hundred: never do it inside a transaction.
 */
export async function renderPdf(letter: ComposedLetter, now: Date, crest: Buffer | null = null): Promise<Buffer> {
  // Loaded with the first letter: it and its fonts would be a tenth of an idle process.
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({
    size: 'A4',
    margins: MARGIN,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: languageTag(letter.language),
    displayTitle: true,
    info: {
      Title: `${letter.title} – ${letter.reference}`,
      Author: letter.institution,
      CreationDate: now,
      ModDate: now,
    },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  doc.registerFont('body', font('DejaVuSerifCondensed'));
  doc.registerFont('bold', font('DejaVuSerifCondensed-Bold'));
  doc.registerFont('small', font('DejaVuSansCondensed'));
  layOut(doc, letter, crest);
  numberPages(doc, letter);
  doc.end();
  return done;
}

function layOut(doc: Pdf, letter: ComposedLetter, crest: Buffer | null): void {
  const root = doc.struct('Document');
  doc.addStructure(root);
  const put = (tag: string, write: () => void): void => void root.add(doc.struct(tag, {}, write));
  // One element a line: read aloud, "… 5" and "40000 …" must not run together.
  const putLines = (lines: readonly string[]): void => {
    for (const line of lines) put('P', () => doc.text(line, { lineGap: 2 }));
  };

  writeHead(doc, letter, crest, MARGIN, put);
  doc.y += 24;
  doc.font('body').fontSize(SIZE).fillColor(INK);
  putLines([letter.reference, letter.placeAndDate]);
  doc.y += 18;
  if (letter.addressee.length > 0) {
    putLines(letter.addressee);
    doc.y += 22;
  }
  put('H1', () => doc.font('bold').fontSize(12.5).text(letter.title, { lineGap: 2 }));
  doc.y += 14;
  if (letter.salutation) {
    put('P', () => doc.font('body').fontSize(SIZE).text(letter.salutation));
    doc.y += 9;
  }
  const tail = tailOf(letter.body);
  const below = letter.signature.length > 0 ? NO_BREAK_BELOW + 30 : 0;
  letter.body.forEach((block, index) => {
    if (index === letter.body.length - tail.length) keepTogether(doc, heightOf(doc, tail) + below);
    write(doc, root, block);
  });
  if (letter.signature.length > 0) sign(doc, letter, put, putLines);
  root.end();
}

/** Greeting and signature, never torn apart. */
function sign(
  doc: Pdf,
  letter: ComposedLetter,
  put: (tag: string, write: () => void) => void,
  putLines: (lines: readonly string[]) => void,
): void {
  keepTogether(doc, NO_BREAK_BELOW + 30);
  doc.y += 10;
  put('P', () => doc.font('body').fontSize(SIZE).text(letter.closing));
  doc.y += 34;
  const [first = '', ...rest] = letter.signature;
  put('P', () => doc.font('bold').fontSize(SIZE).text(first));
  doc.font('body');
  putLines(rest);
}

function write(doc: Pdf, root: PDFKit.PDFStructureElement, block: Block): void {
  const running = { lineGap: 2.6 };
  const put = (tag: string, make: () => void): void => void root.add(doc.struct(tag, {}, make));
  if (block.type === 'facts') return writeFacts(doc, root, block.rows, tableStyle(doc));
  if (block.type === 'table') return writeTable(doc, root, block, tableStyle(doc));
  if (block.type === 'qr') {
    keepTogether(doc, QR_SIDE + 12);
    return writeQr(doc, root, block, tableStyle(doc), SIZE);
  }
  if (block.type === 'heading') {
    keepTogether(doc, NO_BREAK_BELOW);
    doc.y += 5;
    put('H2', () => doc.font('bold').fontSize(11).text(block.text));
    doc.y += 5;
    return;
  }
  if (block.type === 'paragraph') put('P', () => doc.font('body').fontSize(SIZE).text(block.text, running));
  if (block.type === 'quote') {
    for (const line of block.lines) {
      if (line.trim() === '') doc.y += 6;
      else put('P', () => doc.font('body').fontSize(SIZE).text(line, running));
    }
  }
  if (block.type === 'list') {
    const list = doc.struct('L');
    root.add(list);
    for (const item of block.items) {
      const body = doc.struct('LBody', {}, () => doc.font('body').fontSize(SIZE).text(`–  ${item}`, running));
      const entry = doc.struct('LI');
      list.add(entry);
      entry.add(body);
      entry.end();
    }
    list.end();
  }
  doc.y += 9;
}

const tableStyle = (doc: Pdf): TableStyle => ({
  left: MARGIN.left,
  width: doc.page.width - MARGIN.left - MARGIN.right,
  bottom: MARGIN.bottom,
  ink: INK,
  quiet: QUIET,
  line: LINE,
});

/** The last paragraph, with its heading: a page that holds a signature and nothing else could belong to any letter. */
function tailOf(body: readonly Block[]): readonly Block[] {
  if (body.at(-1)?.type !== 'paragraph') return [];
  return body.slice(body.at(-2)?.type === 'heading' ? -2 : -1);
}

/** In points, with the room below each block. */
function heightOf(doc: Pdf, blocks: readonly Block[]): number {
  doc.font('body').fontSize(SIZE);
  const one = (block: Block): number => ('text' in block ? doc.heightOfString(block.text, { lineGap: 2.6 }) : 0);
  return blocks.reduce((sum, block) => sum + one(block) + 10, 0);
}

/** Begins a new page when less than `points` are left on this one: a heading or a signature never stands alone. */
function keepTogether(doc: Pdf, points: number): void {
  if (doc.y + points > doc.page.height - MARGIN.bottom) doc.addPage();
}

function numberPages(doc: Pdf, letter: ComposedLetter): void {
  const t = words(letter.language);
  const { start, count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    doc.switchToPage(start + index);
    // Below the margin pdfkit would begin a new page.
    doc.page.margins.bottom = 0;
    artifact(doc, () => {
      const page = t('letters:frame.page', { page: index + 1, pages: count });
      const y = doc.page.height - 44;
      const width = doc.page.width - MARGIN.left - MARGIN.right;
      doc.font('small').fontSize(8).fillColor(QUIET);
      doc.text(letter.reference, MARGIN.left, y, { width, align: 'left', lineBreak: false });
      doc.text(page, MARGIN.left, y, { width, align: 'right', lineBreak: false });
    });
  }
}
