import PDFDocument from 'pdfkit';
import { type ZipEntry, zipOf } from '../support/zip';

const FONT = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const types = (type: string, part: string): ZipEntry => ({
  name: '[Content_Types].xml',
  bytes: `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="${part}" ContentType="${type}"/></Types>`,
});

/** A document of Word with one paragraph for each line. */
export function docxOf(lines: readonly string[], more: readonly ZipEntry[] = []): Buffer {
  const paragraphs = lines.map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join('');
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  return zipOf([
    types(type, '/word/document.xml'),
    {
      name: 'word/document.xml',
      bytes: `${XML}<w:document xmlns:w="urn:w"><w:body>${paragraphs}</w:body></w:document>`,
    },
    ...more,
  ]);
}

/** A table of Excel with its texts where Excel puts them. */
export function xlsxOf(cells: readonly string[]): Buffer {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
  return zipOf([
    types(type, '/xl/workbook.xml'),
    {
      name: 'xl/sharedStrings.xml',
      bytes: `${XML}<sst xmlns="urn:x">${cells.map((one) => `<si><t>${one}</t></si>`).join('')}</sst>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      bytes: `${XML}<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>`,
    },
  ]);
}

/** A text or a table of LibreOffice. */
export function openDocumentOf(kind: 'text' | 'spreadsheet', lines: readonly string[]): Buffer {
  const said = lines.map((line) => `<text:p>${line}</text:p>`).join('');
  return zipOf([
    { name: 'mimetype', bytes: `application/vnd.oasis.opendocument.${kind}` },
    {
      name: 'content.xml',
      bytes: `${XML}<office:document-content xmlns:office="urn:o" xmlns:text="urn:t"><office:body>${said}</office:body></office:document-content>`,
    },
  ]);
}

/** A PDF with a text on each page; with a password it is locked. */
export function pdfOf(pages: readonly string[], userPassword?: string): Promise<Buffer> {
  const pdf = new PDFDocument({ autoFirstPage: false, font: FONT, ...(userPassword ? { userPassword } : {}) });
  const parts: Buffer[] = [];
  return new Promise((resolve) => {
    pdf.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)));
    for (const page of pages) pdf.addPage().text(page);
    pdf.end();
  });
}

/** Very many pages, all alike, in a file that is small for them. */
export function pdfWithPages(count: number, said: string): Buffer {
  const stream = `BT /F1 12 Tf 50 700 Td (${said}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${count} /Kids [${Array.from({ length: count }, (_, i) => `${i + 5} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    ...Array.from(
      { length: count },
      () =>
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>',
    ),
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return String(at).padStart(10, '0');
  });
  const rows = places.map((at) => `${at} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  return Buffer.from(
    `${text}${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}
