import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FileReader, LIMITS, type ReadText } from '../../src/platform/reading';
import { docxOf, openDocumentOf, pdfOf, pdfWithPages, xlsxOf } from '../make/office-files';
import { zipOf } from '../support/zip';

describe('the text of a file', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-reading-'));
  const reader = new FileReader();
  afterAll(() => {
    reader.onApplicationShutdown();
    rmSync(folder, { recursive: true, force: true });
  });

  function read(name: string, bytes: Buffer | string): Promise<ReadText> {
    const file = path.join(folder, 'kept');
    writeFileSync(file, bytes);
    return reader.read({ path: file, name });
  }

  it('is read from each kind of document', async () => {
    const said = ['Fatura për karburante', 'Račun za gorivo'];
    for (const [name, bytes] of [
      ['a.pdf', await pdfOf(said)],
      ['a.docx', docxOf(said)],
      ['a.xlsx', xlsxOf(said)],
      ['a.odt', openDocumentOf('text', said)],
      ['a.ods', openDocumentOf('spreadsheet', said)],
      ['a.txt', said.join('\n')],
      ['a.csv', said.join(';')],
    ] as const) {
      const { state, text } = await read(name, bytes);
      expect([name, state]).toEqual([name, 'read']);
      for (const line of said) expect(text).toContain(line);
    }
  });

  it('is nothing where there is none, and says why where it cannot be read', async () => {
    expect(await read('a.png', Buffer.alloc(10))).toEqual({ state: 'no-text', text: '' });
    expect((await read('a.pdf', await pdfOf(['fshehtë'], 'fjalekalim'))).state).toBe('encrypted');
    expect((await read('a.pdf', '%PDF-1.7 and then nothing')).state).toBe('broken');
    expect((await read('a.docx', 'PK no archive')).state).toBe('broken');
    expect((await read('a.docx', docxOf(['<w:t>not <closed']))).state).toBe('broken');
    expect((await read('gone.pdf', '')).state).toBe('broken');
  });

  it('expands no entity, from inside or outside', async () => {
    const bomb = '<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>';
    const parts = [{ name: 'word/document.xml', bytes: `${bomb}<w:d><w:p><w:t>&b;&x;</w:t></w:p></w:d>` }];
    const { text } = await read('a.docx', zipOf(parts));
    expect(text).not.toContain('lol');
    expect(text).not.toContain('root:');
  });

  it('is cut where a file has very much of it', async () => {
    const long = await read('a.txt', 'fjalë '.repeat(200_000));
    expect([long.state, long.text.length <= LIMITS.text]).toEqual(['partly', true]);
    const pages = await read('a.pdf', pdfWithPages(10_000, 'Faqe e gjate'));
    expect([pages.state, pages.text.includes('Faqe e gjate')]).toEqual(['partly', true]);
  });

  it('survives a bomb, and reads the next file', async () => {
    const bomb = zipOf([{ name: 'word/document.xml', bytes: Buffer.alloc(300 * 1024 * 1024, '<w:a>') }]);
    expect(bomb.length).toBeLessThan(2 * 1024 * 1024);
    const before = process.memoryUsage().rss;
    expect(['partly', 'too-much', 'broken', 'no-text']).toContain((await read('a.docx', bomb)).state);
    expect(process.memoryUsage().rss - before).toBeLessThan(600 * 1024 * 1024);
    const inside = zipOf([{ name: 'word/document.xml', bytes: bomb }]);
    expect(await read('a.docx', docxOf(['jashtë'], [{ name: 'word/b.docx', bytes: inside }]))).toEqual({
      state: 'read',
      text: 'jashtë',
    });
    expect((await read('a.txt', 'mirë')).text).toBe('mirë');
  });

  it('is read one after the other, however many come at once', async () => {
    const files = await Promise.all(
      Array.from({ length: 60 }, (_, i) => {
        const file = path.join(folder, `many-${i}`);
        writeFileSync(file, `numri ${i}`);
        return reader.read({ path: file, name: 'a.txt' });
      }),
    );
    expect(files.map(({ text }) => text)).toEqual(Array.from({ length: 60 }, (_, i) => `numri ${i}`));
  });
});
