import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Config } from '../../src/platform/config';
import { checkUpload, FileKeeper, FilesRefused, safeName, type UploadVerdict } from '../../src/platform/files';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PROGRAM = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600, 0x90)]);
const ELF = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), Buffer.alloc(200)]);

describe('what is taken in', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-files-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  let number = 0;
  const upload = (originalname: string, bytes: Buffer | string): Express.Multer.File => {
    const file = path.join(folder, `upload-${(number += 1)}`);
    writeFileSync(file, bytes);
    return { path: file, originalname, size: Buffer.byteLength(bytes) } as Express.Multer.File;
  };
  const keeper = (): FileKeeper => new FileKeeper({ dataDir: folder } as Config);

  const cases: [string, string, Buffer | string, UploadVerdict][] = [
    ['a PDF', 'vendim.pdf', '%PDF-1.4\n%âãÏÓ\n', 'ok'],
    ['a picture', 'foto.png', PNG, 'ok'],
    ['a picture with a wrong ending', 'foto.pdf', PNG, 'ok'],
    ['text', 'shënim.txt', 'Përshëndetje, Đorđe\r\n', 'ok'],
    ['text that begins like a picture', 'lista.txt', 'BMW, Fiat, Opel', 'ok'],
    ['text that begins like a program', 'lista.csv', 'MZ;Mitrovicë', 'ok'],
    [
      'an old office file',
      'letra.doc',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024)]),
      'ok',
    ],
    [
      'an installer in the same container',
      'setup.pdf',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024)]),
      'type-not-allowed',
    ],
    ['a program renamed to .pdf', 'fatura.pdf', PROGRAM, 'type-not-allowed'],
    ['a Linux program renamed to .docx', 'fatura.docx', ELF, 'type-not-allowed'],
    ['a program renamed to .txt', 'fatura.txt', PROGRAM, 'type-not-allowed'],
    ['a script renamed to .pdf', 'fatura.pdf', '#!/bin/sh\necho', 'type-not-allowed'],
    ['a script renamed to .txt', 'fatura.txt', '#!/bin/sh\necho', 'type-not-allowed'],
    ['a web page', 'faqe.html', '<!doctype html><script>alert(1)</script>', 'type-not-allowed'],
    ['a drawing that can hold scripts', 'logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'type-not-allowed'],
    ['text in an old encoding', 'shenim.txt', Buffer.from([0x50, 0xeb, 0x72, 0xff]), 'type-not-allowed'],
    ['text with a NUL', 'shenim.txt', 'a\0b', 'type-not-allowed'],
    [
      'an archive',
      'te-gjitha.zip',
      Buffer.concat([Buffer.from('504b0506', 'hex'), Buffer.alloc(18)]),
      'type-not-allowed',
    ],
    ['nothing', 'bosh.pdf', '', 'empty'],
  ];
  it.each(cases)('%s', async (_what, name, bytes, verdict) => {
    expect(await checkUpload(upload(name, bytes))).toBe(verdict);
  });

  it('keeps the same bytes once, whatever their names, and gives them back', async () => {
    const [first] = await keeper().keep([upload('a.pdf', '%PDF-1.4 the same')]);
    const [second] = await keeper().keep([upload('b.pdf', '%PDF-1.4 the same')]);
    expect(second).toEqual({ ...first, name: 'b.pdf' });
    expect(readFileSync(keeper().pathOf({ sha256: first?.sha256 ?? '' }), 'utf8')).toBe('%PDF-1.4 the same');
    const stream = await keeper().open({ sha256: first?.sha256 ?? '' });
    expect(Buffer.concat((await stream.toArray()) as Buffer[]).toString()).toBe('%PDF-1.4 the same');
  });

  it('keeps none when one is refused, and names it', async () => {
    const good = upload('mire.pdf', '%PDF-1.7 only in this test');
    const refused = await keeper()
      .keep([good, upload('../../etc/program.pdf', PROGRAM)])
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FilesRefused);
    expect((refused as FilesRefused).refused).toEqual([{ name: 'program.pdf', reason: 'type-not-allowed' }]);
    expect(existsSync(good.path)).toBe(true);
  });

  it('keeps bytes that the product made', async () => {
    const kept = await keeper().keepBytes(Buffer.from('%PDF letter'), 'vendim.pdf', 'application/pdf');
    expect(kept).toMatchObject({ name: 'vendim.pdf', mediaType: 'application/pdf', size: 11 });
    expect(existsSync(keeper().pathOf(kept))).toBe(true);
  });

  it('opens nothing outside its folder', () => {
    expect(() => keeper().pathOf({ sha256: '../../../etc/passwd' })).toThrow();
  });

  const pdf = { mediaType: 'application/pdf', endings: ['pdf'] };
  const jpg = { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'] };
  it.each([
    ['C:\\Users\\Ana\\Vendim ë.pdf', pdf, 'Vendim ë.pdf'],
    ['../../../etc/passwd', pdf, 'passwd.pdf'],
    ['foto.JPEG', jpg, 'foto.jpeg'],
    ['foto.exe', jpg, 'foto.jpg'],
    ['a\u202efdp.exe.pdf', pdf, 'afdp.exe.pdf'],
    ['with "quotes"\r\nand lines.pdf', pdf, 'with quotesand lines.pdf'],
    ['.pdf', pdf, 'file.pdf'],
    [`${'ë'.repeat(300)}.pdf`, pdf, `${'ë'.repeat(116)}.pdf`],
  ])('the name %j', (name, kind, expected) => {
    expect(safeName(name, kind)).toBe(expected);
  });
});
