import { crc32, deflateSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deskPaths } from '../../src/platform/paths';
import { COLOURS } from '../../src/platform/views';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { readPdf } from '../support/pdf';

const LOOK = deskPaths.look();
const OFFICE = {
  officeSq: 'Zyra për qasje në dokumente publike',
  officeSr: 'Kancelarija za pristup javnim dokumentima',
  officeEn: 'Office for access to public documents',
};

/** A picture of one colour. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (1 + width * 3), 0x7f);
  for (let y = 0; y < height; y += 1) rows[y * (1 + width * 3)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('how an institution looks', () => {
  let app: TestApp;
  let admin: Client;
  beforeEach(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    admin = app.client();
    await admin.signIn('admin@test');
  });
  afterEach(() => app.close());
  const events = (): Promise<{ data: string }[]> =>
    app.source.query("SELECT data FROM events WHERE type = 'institution.look-changed' ORDER BY seq");
  const crest = (bytes: Buffer, name = 'stema.png') => [{ field: 'crest', name, bytes }];

  it('colour and head of letters are chosen, and stand on every page at once', async () => {
    const answer = await admin.fill(LOOK, { colour: 'green', ...OFFICE });
    expect(answer.location).toBe(`${LOOK}?done=saved`);
    const desk = (await admin.get(answer.location!)).text;
    expect(readable(desk)).toContain('The look has been saved.');
    expect(desk).toMatch(/<body class="[^"]*q-desk q-colour-green"/);
    const home = (await app.client().get('/sq')).text;
    expect(home).toMatch(/<body class="[^"]*q-colour-green"/);
    expect(home).toContain(`<meta name="theme-color" content="${COLOURS.green.brand}">`);
    expect(JSON.parse((await events())[0]!.data)).toMatchObject({ changed: { colour: [null, 'green'] } });
    // The settings of the institution, saved afterwards, leave it as it is.
    await app.source.query("UPDATE institutions SET name_en = 'Elsewhere'");
    expect((await app.client().get('/en')).text).toMatch(/<body class="[^"]*q-colour-green"/);
  });

  it('a coat of arms stands in the head of pages, and is served to browsers that may keep it', async () => {
    expect((await admin.fill(LOOK, { colour: 'teal' }, crest(png(60, 80)))).status).toBe(303);
    const home = (await app.client().get('/sr')).text;
    const address = /<img class="q-crest" src="([^"]+)" alt="">/.exec(home)?.[1] ?? '';
    const picture = await fetch(app.url + address);
    expect(picture.status).toBe(200);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(picture.headers.get('cache-control')).toContain('immutable');
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(png(60, 80));
    expect((await fetch(`${app.url}${address.slice(0, -3)}000`)).status).toBe(404);
    // Saved again without choosing a picture it stays; taken away it is gone.
    await admin.fill(LOOK, { colour: 'blue' });
    expect((await app.client().get('/sr')).text).toContain(address);
    await admin.fill(LOOK, { colour: 'blue', noCrest: '1' });
    expect((await app.client().get('/sr')).text).not.toContain('q-crest');
    expect((await fetch(app.url + address)).status).toBe(404);
    expect(await events()).toHaveLength(3);
  });

  it('a receipt bears office and coat of arms', async () => {
    await admin.fill(LOOK, { colour: 'red', ...OFFICE }, crest(png(60, 80)));
    const citizen = app.client();
    const filed = await citizen.fill('/sr/requests/new', {
      subject: 'Ugovor',
      text: 'Tražim ugovor.',
      wantedForm: 'electronic',
      name: 'Blerta Krasniqi',
      email: 'blerta@example.org',
      applicantType: 'individual',
      answerLanguage: 'sr',
    });
    const answer = await fetch(`${app.url}${filed.location}.pdf`, { headers: { cookie: citizen.cookieHeader() } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const { text } = readPdf(bytes);
    expect(text.indexOf(OFFICE.officeSr)).toBeGreaterThan(text.indexOf('Opština KK'));
    expect(bytes.toString('latin1')).toMatch(/\/Subtype \/Image[\s\S]*?\/Width 60/);
    expect((await citizen.get(filed.location ?? '')).text).toContain('q-crest');
  });

  it.each([
    ['a text that calls itself a picture', Buffer.from('<svg onload="alert(1)"/>'), 'Choose a PNG or JPEG picture'],
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n'), 'Choose a PNG or JPEG picture'],
    ['a picture that unpacks to gigabytes', png(1_201, 10), 'not larger than the hint says'],
    ['a file that is too large', Buffer.concat([png(10, 10), Buffer.alloc(600_000)]), 'not larger than the hint says'],
  ])('%s is refused beside the field, and what was typed is kept', async (_what, bytes, words) => {
    const answer = await admin.fill(LOOK, { colour: 'plum', ...OFFICE }, crest(bytes));
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain(words);
    expect(answer.text).toContain(OFFICE.officeSr);
    expect(answer.text).toMatch(/value="plum" checked/);
    expect(await events()).toEqual([]);
  });

  it('an office in one language only, and no colour, are told in words', async () => {
    const answer = await admin.fill(LOOK, { colour: 'pink', officeSq: OFFICE.officeSq });
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain('Choose a colour');
    expect(readable(answer.text)).toContain('Enter the office in this language too, or leave all three empty');
  });

  it('is for administrators only', async () => {
    const officer = app.client();
    await officer.signIn('zyrtar@test');
    expect((await officer.get(LOOK)).status).toBe(403);
    expect((await officer.post(LOOK, { colour: 'red' })).status).toBe(403);
  });
});

describe('the colours', () => {
  const sheet = readFileSync(path.join(__dirname, '../../templates/styles/_colours.scss'), 'utf8');
  /** WCAG 2.2: relative luminance and contrast. */
  const luminance = (hex: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one: string, other: string): number => {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };

  it.each(Object.entries(COLOURS))('%s: can be read, and the style sheet says the same', (name, colour) => {
    const { brand, deep, pale } = colour;
    expect(contrast(brand, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(deep, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(brand, pale)).toBeGreaterThanOrEqual(4.5);
    expect(sheet).toContain(`'${name}': (${brand}, ${deep}, ${pale})`);
  });
});
