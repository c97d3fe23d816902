import { readFileSync } from 'node:fs';
import path from 'node:path';
import PDFDocument from 'pdfkit';
import type { FileKeeper, KeptFile } from '../platform/files';

const FONT = path.join(path.dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf/DejaVuSansCondensed.ttf');

/** What the few papers of the demonstration show. */
const PAPERS = {
  table: {
    title: 'Pasqyrë · Pregled · Overview',
    lines: [
      'Janar / Januar / January: 4.180,20 €',
      'Shkurt / Februar / February: 3.905,75 €',
      'Mars / Mart / March: 4.402,10 €',
      'Prill / April / April: 3.760,00 €',
    ],
  },
  contract: {
    title: 'Kontratë · Ugovor · Contract',
    lines: [
      '1. Objekti / Predmet / Subject',
      '2. Çmimi / Cena / Price: 48.250,00 €',
      '3. Afati / Rok / Term: 12',
      '4. ██████████████',
    ],
  },
  minutes: {
    title: 'Procesverbal · Zapisnik · Minutes',
    lines: [
      '1. Rendi i ditës / Dnevni red / Agenda',
      '2. Diskutimi / Rasprava / Discussion',
      '3. Votimi / Glasanje / Vote: 21 – 6 – 2',
    ],
  },
  scan: {
    title: 'Shkresë e skanuar · Skenirani dopis · Scanned letter',
    lines: ['…', '…', '…'],
  },
  signatures: {
    title: 'Lista e nënshkrimeve · Spisak potpisa · List of signatures',
    lines: Array.from({ length: 18 }, (_, i) => `${i + 1}. ______________________   ____________`),
  },
} as const;
export type Paper = keyof typeof PAPERS;

/** Makes the papers once and keeps them; the same bytes go by several names. */
export async function keepPapers(keeper: FileKeeper, now: Date): Promise<(paper: Paper, name: string) => KeptFile> {
  const kept = new Map<Paper, KeptFile>();
  for (const paper of Object.keys(PAPERS) as Paper[]) {
    kept.set(paper, await keeper.keepBytes(await pdfOf(paper, now), `${paper}.pdf`, 'application/pdf'));
  }
  return (paper, name) => ({ ...(kept.get(paper) as KeptFile), name: `${name}.pdf` });
}

function pdfOf(paper: Paper, now: Date): Promise<Buffer> {
  const { title, lines } = PAPERS[paper];
  const doc = new PDFDocument({ size: 'A4', margin: 70, info: { Title: title, CreationDate: now, ModDate: now } });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  doc.registerFont('body', readFileSync(FONT)).font('body');
  doc.fontSize(16).text(title).moveDown().fontSize(11);
  for (const line of lines) doc.text(line).moveDown(0.5);
  doc.end();
  return done;
}
