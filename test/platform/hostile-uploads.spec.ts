import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkUpload } from '../../src/platform/files';
import { docxOf, openDocumentOf, pdfOf, pdfWithPages, xlsxOf } from '../make/office-files';
import { overlappingZip, zipOf } from '../support/zip';

const MEGABYTE = 1024 * 1024;
const DOCX = 'word/document.xml';

describe('files that mean harm', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-hostile-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function verdict(originalname: string, bytes: Buffer): Promise<string> {
    const file = path.join(folder, 'sent');
    writeFileSync(file, bytes);
    return checkUpload({ path: file, originalname });
  }

  it('lets honest ones in', async () => {
    expect(await verdict('a.docx', docxOf(['Kërkesë'], [{ name: 'word/media/hartë.png', bytes: 'x' }]))).toBe('ok');
    expect(await verdict('a.xlsx', xlsxOf(['Kërkesë']))).toBe('ok');
    expect(await verdict('a.odt', openDocumentOf('text', ['Kërkesë']))).toBe('ok');
    expect(await verdict('a.pdf', await pdfOf(['Kërkesë']))).toBe('ok');
    expect(await verdict('a.pdf', pdfWithPages(10_000, 'x'))).toBe('ok');
    // A table full of the same number packs very tightly, and is small.
    expect(await verdict('a.docx', docxOf(['0'.repeat(8 * MEGABYTE)]))).toBe('ok');
  });

  it('refuses a zip bomb, and one inside another', async () => {
    const bomb = [{ name: 'word/media/a.bin', bytes: Buffer.alloc(200 * MEGABYTE) }];
    expect(await verdict('a.docx', docxOf(['x'], bomb))).toBe('archive-unsafe');
    const nested = zipOf([{ name: 'b.zip', bytes: zipOf(bomb) }]);
    // What lies inside is never unpacked by us: small as it stands, it is let be.
    expect(await verdict('a.docx', docxOf(['x'], [{ name: 'c.zip', bytes: nested }]))).toBe('ok');
    expect(
      await verdict(
        'a.docx',
        docxOf(
          ['x'],
          Array.from({ length: 5_001 }, (_, i) => ({ name: `p/${i}`, bytes: '' })),
        ),
      ),
    ).toBe('archive-unsafe');
  });

  it('refuses an archive whose parts share their bytes, or hold more than they say', async () => {
    const names = [DOCX, ...Array.from({ length: 2_000 }, (_, i) => `word/${i}.xml`)];
    expect(await verdict('a.docx', overlappingZip(names, 1))).not.toBe('ok');
    expect(await verdict('a.docx', docxOf(['x'], [{ name: 'word/a.xml', bytes: 'a'.repeat(9_999), says: 9 }]))).toBe(
      'archive-unsafe',
    );
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'C:\\Windows\\x', 'word\\..\\..\\x'])(
    'refuses parts named %s',
    async (name) => {
      expect(await verdict('a.docx', docxOf(['x'], [{ name, bytes: 'x' }]))).not.toBe('ok');
    },
  );

  it('refuses locked parts', async () => {
    expect(await verdict('a.docx', docxOf(['x'], [{ name: 'word/a.xml', bytes: 'x', locked: true }]))).toBe(
      'archive-unsafe',
    );
  });

  it('refuses a file that is two kinds in one', async () => {
    const pdf = await pdfOf(['x']);
    const zip = zipOf([{ name: 'run.js', bytes: 'alert(1)' }]);
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    expect(await verdict('a.png', png)).toBe('ok');
    expect(await verdict('a.pdf', Buffer.concat([pdf, zip]))).toBe('two-in-one');
    expect(await verdict('a.png', Buffer.concat([png, zip]))).toBe('two-in-one');
    expect(await verdict('a.png', Buffer.concat([png, pdf]))).toBe('two-in-one');
    expect(await verdict('a.txt', Buffer.from('tekst\n%PDF-1.4\n1 0 obj'))).toBe('two-in-one');
    expect(await verdict('a.docx', Buffer.concat([Buffer.from('<html>'), docxOf(['x'])]))).toBe('type-not-allowed');
  });

  it('judges a hostile file in bounded time and memory', async () => {
    const bomb = docxOf(['x'], [{ name: 'word/a.bin', bytes: Buffer.alloc(350 * MEGABYTE) }]);
    const [began, before] = [performance.now(), process.memoryUsage().rss];
    expect(await verdict('a.docx', bomb)).toBe('archive-unsafe');
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * MEGABYTE);
  });
});
