import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { htmlToText } from '../../src/features/mail-intake/reading/html-text';
import { ownWords } from '../../src/features/mail-intake/reading/own-words';
import { type ParsedMail, parseMail } from '../../src/features/mail-intake/reading/parse-mail';
import { recognise } from '../../src/features/mail-intake/reading/recognise';
import { readWinmail } from '../../src/features/mail-intake/reading/winmail';
import { letter, withFiles } from '../make/mails';
import { winmail } from '../make/winmail';

describe('the formats of mail', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-mail-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function parsed(raw: string | Buffer): Promise<ParsedMail> {
    const file = path.join(folder, 'message');
    writeFileSync(file, raw);
    return parseMail(file, folder);
  }
  /** A message whose body has exactly these bytes. */
  const bytes = (headers: string[], body: Buffer): Buffer =>
    Buffer.concat([Buffer.from(letter({ headers, text: '' }).replace(/\r\n\r\n[\s\S]*$/, '\r\n\r\n')), body]);
  const encodedWord = (charset: string, text: Buffer): string => `=?${charset}?B?${text.toString('base64')}?=`;

  it.each([
    ['UTF-8', 'Kërkesë për çmimet – Ulqin', Buffer.from('Kërkesë për çmimet – Ulqin')],
    ['ISO-8859-1', 'Kërkesë për çmimet', Buffer.from('Kërkesë për çmimet', 'latin1')],
    [
      'windows-1252',
      'Kërkesë „për” €',
      Buffer.from([0x4b, 0xeb, 0x72, 0x6b, 0x65, 0x73, 0xeb, 0x20, 0x84, 0x70, 0xeb, 0x72, 0x94, 0x20, 0x80]),
    ],
    [
      'windows-1250',
      'Zahtev za šumu, Đorđe Ćosić',
      Buffer.from([
        0x5a, 0x61, 0x68, 0x74, 0x65, 0x76, 0x20, 0x7a, 0x61, 0x20, 0x9a, 0x75, 0x6d, 0x75, 0x2c, 0x20, 0xd0, 0x6f,
        0x72, 0xf0, 0x65, 0x20, 0xc6, 0x6f, 0x73, 0x69, 0xe6,
      ]),
    ],
    ['ISO-8859-2', 'Žalba šalje', Buffer.from([0xae, 0x61, 0x6c, 0x62, 0x61, 0x20, 0xb9, 0x61, 0x6c, 0x6a, 0x65])],
    [
      'windows-1251',
      'Захтев за приступ',
      Buffer.from([
        0xc7, 0xe0, 0xf5, 0xf2, 0xe5, 0xe2, 0x20, 0xe7, 0xe0, 0x20, 0xef, 0xf0, 0xe8, 0xf1, 0xf2, 0xf3, 0xef,
      ]),
    ],
    ['KOI8-R', 'привет', Buffer.from([0xd0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4])],
  ])('are read in %s, in head and body', async (charset, text, body) => {
    const headers = [`Content-Type: text/plain; charset=${charset}`, 'Content-Transfer-Encoding: 8bit'];
    const raw = bytes(headers, body)
      .toString('latin1')
      .replace(/^Subject: .*$/m, `Subject: ${encodedWord(charset, body)}`);
    expect(await parsed(Buffer.from(raw, 'latin1'))).toMatchObject({ subject: text, text });
  });

  it('are read in quoted-printable and base64, with soft line ends', async () => {
    const quoted = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'];
    expect((await parsed(letter({ headers: quoted, text: 'K=C3=ABrkes=C3=\r\n=AB p=C3=ABr' }))).text).toBe(
      'Kërkesë për',
    );
    const base64 = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'];
    const text = Buffer.from('Захтев').toString('base64');
    expect((await parsed(letter({ headers: base64, text }))).text).toBe('Захтев');
  });

  it('say who wrote, also with the name in another alphabet', async () => {
    const from = `${encodedWord('UTF-8', Buffer.from('Ђорђе Ћосић'))} <DJORDJE@Example.ORG>`;
    expect(await parsed(letter({ from }))).toMatchObject({
      fromName: 'Ђорђе Ћосић',
      fromAddress: 'djordje@example.org',
    });
    expect(await parsed(letter({ from: '' }))).toMatchObject({ fromName: '', fromAddress: '' });
  });

  it('may be HTML alone, of which only the words are taken', async () => {
    const html = `<html><head><title>T</title><style>p{}</style></head><body><script>alert('x')</script>
      <p>Kërkesë &amp; <b>përgjigje</b></p><ul><li>një</li><li>dy</li></ul><img src="http://tracker.example/p.gif">
      <!-- <p>hidden</p> --><a href="javascript:alert(1)">lidhja</a></body></html>`;
    const mail = await parsed(letter({ headers: ['Content-Type: text/html; charset=utf-8'], text: html }));
    expect(mail.text.replace(/\s+/g, ' ')).toBe('Kërkesë & përgjigje - një - dy lidhja');
  });

  it('prefer the plain text where both are there', async () => {
    const boundary = 'alt';
    const text = [
      `--${boundary}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      'i thjeshtë',
      `--${boundary}`,
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>i pasur</p>',
      `--${boundary}--`,
    ].join('\r\n');
    const headers = ['MIME-Version: 1.0', `Content-Type: multipart/alternative; boundary=${boundary}`];
    expect((await parsed(letter({ headers, text }))).text).toBe('i thjeshtë');
  });

  it.each([
    ['nothing at all', ''],
    ['no head', 'vetëm tekst'],
    [
      'a boundary that never comes',
      letter({ headers: ['Content-Type: multipart/mixed; boundary="x"'], text: 'Teksti' }),
    ],
    ['an unknown charset', letter({ headers: ['Content-Type: text/plain; charset=x-klingon'], text: 'Teksti' })],
    [
      'an unknown encoding',
      letter({ headers: ['Content-Transfer-Encoding: x-none', 'Content-Type: text/plain'], text: 'Teksti' }),
    ],
    [
      'broken base64',
      letter({ headers: ['Content-Transfer-Encoding: base64', 'Content-Type: text/plain'], text: '@@@' }),
    ],
    [
      'a message in a message in a message',
      letter({
        headers: ['Content-Type: message/rfc822'],
        text: letter({ headers: ['Content-Type: message/rfc822'], text: letter() }),
      }),
    ],
    ['NUL and bytes of nothing', Buffer.from([0, 255, 254, 13, 10, 13, 10, 0, 128, 200])],
    ['a thousand parts in one another', nested(1_000)],
    ['a head of half a megabyte', letter({ headers: [`X-Long: ${'a'.repeat(500_000)}`] })],
  ])('may be broken: %s', async (_what, raw) => {
    const mail = await parsed(raw);
    expect(typeof mail.text).toBe('string');
    expect(mail.contentKey).toMatch(/^[0-9a-f]{64}$/);
  });

  it('bring attachments as they were, names and all', async () => {
    const files = [
      { name: 'a.bin', type: 'application/octet-stream', bytes: Buffer.from([0, 1, 2, 255]) },
      { name: '../../etc/passwd', type: 'text/plain', bytes: 'x' },
    ];
    const mail = await parsed(withFiles(files));
    expect(mail.files.map((one) => [one.name, one.size])).toEqual([
      ['a.bin', 4],
      ['../../etc/passwd', 1],
    ]);
    expect(mail.files.every((one) => path.dirname(one.path) === folder)).toBe(true);
    expect(readFileSync(mail.files[0]?.path ?? '')).toEqual(Buffer.from([0, 1, 2, 255]));
    const many = await parsed(
      withFiles(Array.from({ length: 60 }, (_, i) => ({ name: `${i}.txt`, type: 'text/plain', bytes: 'x' }))),
    );
    expect([many.files.length, many.filesCut]).toEqual([50, true]);
  });

  it('know a winmail.dat, and what Outlook wrapped into it', async () => {
    const dat = winmail([
      { name: 'fatura e gjatë.pdf', bytes: Buffer.from('%PDF-1.4') },
      { name: 'b.txt', bytes: Buffer.from('b') },
    ]);
    const mail = await parsed(withFiles([{ name: 'winmail.dat', type: 'application/ms-tnef', bytes: dat }]));
    expect(mail.files.map((one) => [one.name, one.size])).toEqual([
      ['fatura e gjatë.pdf', 8],
      ['b.txt', 1],
    ]);
    for (let cut = 0; cut < dat.length; cut += 7)
      expect(readWinmail(dat.subarray(0, cut)).files.length).toBeLessThan(3);
    const broken = await parsed(
      withFiles([{ name: 'winmail.dat', type: 'application/ms-tnef', bytes: 'no such thing' }]),
    );
    expect(broken.files.map((one) => one.name)).toEqual(['winmail.dat']);
  });

  it('are the same mail by whatever way it came, and another one with other words', async () => {
    const same = letter({ id: '<1@x>', text: 'a' });
    const key = async (raw: string): Promise<string> => (await parsed(raw)).contentKey;
    expect(await key(`Received: by another\r\nDelivered-To: x@y\r\n${same}`)).toBe(await key(same));
    expect(await key(letter({ id: '<1@x>', text: 'b' }))).not.toBe(await key(same));
    expect(await key(letter({ id: null, text: 'a' }))).not.toBe(
      await key(`X: y\r\n${letter({ id: null, text: 'a' })}`),
    );
  });

  it.each([
    ['a person', [], null, false],
    ['a person who says so', ['Auto-Submitted: no'], null, false],
    ['an absence', ['Auto-Submitted: auto-replied (vacation)'], 'auto-reply', true],
    ['a program', ['Auto-Submitted: auto-generated'], 'auto-reply', true],
    ['an old program', ['Precedence: auto_reply'], 'auto-reply', true],
    [
      'a reader’s program',
      ['Content-Type: multipart/report; report-type=disposition-notification; boundary=x'],
      'auto-reply',
      true,
    ],
    ['a mail server', ['Content-Type: multipart/report; report-type="delivery-status"; boundary=x'], 'bounce', true],
    ['an old mail server', ['X-Failed-Recipients: a@b'], 'bounce', true],
    ['a list', ['List-Id: <news.example.org>'], 'bulk', true],
    ['an advertiser', ['List-Unsubscribe: <https://example.org/u>'], 'bulk', true],
    ['a mass mailer', ['Precedence: bulk'], 'bulk', true],
    ['what is marked as junk', ['X-Spam-Flag: YES'], 'spam', true],
    ['an empty return path', ['Return-Path: <>'], 'auto-reply', true],
    ['a mail that goes round', Array.from({ length: 101 }, (_, i) => `Received: from hop${i}`), 'loop', true],
    ['who asks for silence', ['X-Auto-Response-Suppress: All'], null, true],
  ] as const)('are recognised by their head: %s', async (_who, headers, setAside, quiet) => {
    const { head, fromAddress } = await parsed(letter({ headers }));
    expect(recognise(head, fromAddress, { addresses: ['kerkesa@komuna.example'] })).toEqual({ setAside, quiet });
  });

  it('are our own when they come from us, and from nobody who can read when from a machine', async () => {
    const of = async (from: string) =>
      recognise((await parsed(letter({ from }))).head, from, { addresses: ['kerkesa@komuna.example'] });
    expect(await of('Kerkesa@komuna.example')).toEqual({ setAside: 'loop', quiet: true });
    expect(await of('noreply@shop.example')).toEqual({ setAside: null, quiet: true });
    expect(await of('robert@example.org')).toEqual({ setAside: null, quiet: false });
  });

  it('turn HTML into text in a time that grows with its length alone', () => {
    const began = performance.now();
    for (const evil of [
      '<'.repeat(500_000),
      '<div>'.repeat(200_000),
      '<!--'.repeat(300_000),
      '&'.repeat(1_000_000),
      '<script>'.repeat(100_000),
    ]) {
      expect(typeof htmlToText(evil)).toBe('string');
    }
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it.each([
    ['Po, dokumenti.\n\nMë 3 mars 2026, ora 10:00, Komuna KK shkroi:\n> Cili dokument?', 'Po, dokumenti.'],
    ['Da, taj.\n\nDana 3. 3. 2026. u 10:00, Opština KK je napisala:\n> Koji?', 'Da, taj.'],
    ['Yes.\n\nOn Tue, 3 Mar 2026 at 10:00, Municipality\n<info@komuna.example> wrote:\n> Which?', 'Yes.'],
    ['Po.\n\nFrom: Komuna\nSent: Tuesday\nTo: Ana\nSubject: x\n\nCili?', 'Po.'],
    ['Nga: kjo ditë e tutje kërkoj\nedhe faturat.', 'Nga: kjo ditë e tutje kërkoj\nedhe faturat.'],
    ['Po.\n> Cili?\n> Tjetri?', 'Po.'],
    ['> Cili?\nKy.\n> Dhe?\nAi.', '> Cili?\nKy.\n> Dhe?\nAi.'],
    ['> Vetëm kjo', '> Vetëm kjo'],
  ])('give the words of a reply without what it quotes', (text, own) => {
    expect(ownWords(text)).toBe(own);
  });
});

function nested(depth: number): string {
  let text = 'fundi';
  for (let i = 0; i < depth; i += 1) {
    text = `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n${text}\r\n--b${i}--`;
  }
  return `From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n${text}`;
}
