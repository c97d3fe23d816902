import { readFile } from 'node:fs/promises';
import { LIMITS, type ReadText, TextSoFar } from './limits';

/** The text of a PDF, page after page. Nothing in it is run, drawn or fetched. */
export async function readPdf(path: string, until: number, now: () => number): Promise<ReadText> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const loading = getDocument({
    data: new Uint8Array(await readFile(path)),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    enableXfa: false,
    disableAutoFetch: true,
    maxImageSize: 0,
    verbosity: 0,
  });
  try {
    const pdf = await loading.promise;
    const text = new TextSoFar();
    const pages = Math.min(pdf.numPages, LIMITS.pages);
    for (let number = 1; number <= pages; number += 1) {
      if (now() > until) return text.done('partly');
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      page.cleanup();
      const lines = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
      if (!text.add(`${lines}\n`)) break;
    }
    return text.done(pdf.numPages > pages ? 'partly' : 'read');
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    return { state: name === 'PasswordException' ? 'encrypted' : 'broken', text: '' };
  } finally {
    await loading.destroy().catch(() => undefined);
  }
}
