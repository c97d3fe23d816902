// Every page at a desk and on a phone, in Albanian, Serbian and English side by side, into docs/screens:
// node scripts/screens.mjs [WORD] (only pages whose name has it)
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { smallPng } from './lib/png.mjs';
import { Refusal, root, say, script } from './lib/say.mjs';
import { DESK, PHONE, shot, sideBySide, startBrowser } from './lib/shots.mjs';

const FOLDER = path.join(root, 'docs/screens');
const LANGUAGES = ['sq', 'sr', 'en'];
/** How much of a page is shown, how small it is drawn, and with how many colours: a few kB for each page. */
const SCREENS = {
  desk: { size: DESK, most: 1_500, scale: 0.5, colours: 28 },
  phone: { size: PHONE, most: 2_000, scale: 0.6, colours: 28 },
};
/** The page as it comes back when its form was sent with nothing typed into it. */
const SENT_EMPTY = '#sent-empty';
const MOST_BYTES = 15_000_000;
const NAMES = {
  'zyrtar@test': 'officer',
  'drejtor@test': 'directorate-head',
  'admin@test': 'administrator',
  'kryetar@test': 'mayors-office',
  'auditor@test': 'auditor',
  'kuvendi@test': 'assembly-secretariat',
};

/** The house of every page, in a process that ends when its input does. */
async function openHouse() {
  const args = ['-r', './test/support/register-ts.cjs', 'test/stories/every-page.serve.ts'];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'test' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Refusal('the pages ended before their pictures were taken');
    return JSON.parse(value);
  };
  const house = await next();
  const speaks = (email, language) => {
    child.stdin.write(`${email} ${language}\n`);
    return next();
  };
  const close = () => new Promise((resolve) => child.once('close', resolve).stdin.end());
  return { ...house, speaks, close };
}

/** Addresses without the ids in them, as names of files. */
const nameOf = (address, things) =>
  Object.entries(things)
    .reduce((name, [thing, id]) => name.replaceAll(id, thing), address.replace(/^\/desk\b/, ''))
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '') || 'first';

async function looks(page, address) {
  await page.setViewportSize(DESK);
  await page.goto(address);
  if (address.endsWith(SENT_EMPTY)) {
    await page.click('main form:has(.govuk-form-group) button[type=submit]');
    await page.waitForSelector('.govuk-error-summary');
  }
  const shots = {};
  // What is new of a form that came back stands at its top.
  const part = address.endsWith(SENT_EMPTY) ? 0.6 : 1;
  for (const [screen, { size, most }] of Object.entries(SCREENS)) {
    await page.setViewportSize(size);
    shots[screen] = await shot(page, most * part);
  }
  return shots;
}

async function signIn(page, { url, password }, email) {
  await page.goto(`${url}/desk/sign-in`);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', password);
  await page.click('main button[type=submit]');
  await page.waitForSelector('form[action="/desk/sign-out"]');
}

/** Walks through somebody's pages once in each language, and draws each page when all three are there. */
async function walk(browser, canvasPage, { folder, pages, enter, addressOf }) {
  const taken = pages.map(() => []);
  for (const language of pages.length ? LANGUAGES : []) {
    const context = await browser.newContext({ viewport: DESK, timezoneId: 'Europe/Belgrade' });
    const page = await context.newPage();
    await enter(page, language);
    for (const [at, { address }] of pages.entries()) taken[at].push(await looks(page, addressOf(address, language)));
    await context.close();
  }
  let bytes = 0;
  mkdirSync(path.join(FOLDER, folder), { recursive: true });
  for (const [at, { name }] of pages.entries()) {
    for (const [screen, { scale, colours }] of Object.entries(SCREENS)) {
      const shots = taken[at].map((one) => one[screen]);
      const { rgba, width, height } = await sideBySide(canvasPage, shots, { scale, gap: 8 });
      const png = smallPng(rgba, width, height, colours);
      writeFileSync(path.join(FOLDER, folder, `${name}.${screen}.png`), png);
      bytes += png.length;
    }
  }
  if (pages.length) say(`  ${folder}: ${pages.length} pages, ${Math.round(bytes / 1000)} kB`);
  return bytes;
}

await script(async () => {
  const word = process.argv[2] ?? '';
  if (!word) rmSync(FOLDER, { recursive: true, force: true });
  const house = await openHouse();
  const browser = await startBrowser();
  try {
    const canvasPage = await browser.newPage();
    const named = (folder, addresses) =>
      addresses
        .map((address) => ({ address, name: nameOf(address, house.things) }))
        .filter(({ name }) => `${folder}/${name}`.includes(word));
    const stays = async () => {};
    const rest = { enter: stays, addressOf: (address, language) => `${house.url}/${language}${address}` };
    let bytes = await walk(browser, canvasPage, {
      folder: 'public',
      pages: named('public', house.publicPages),
      ...rest,
    });
    const asked = { enter: stays, addressOf: (address, language) => `${house.url}${address}?lang=${language}` };
    bytes += await walk(browser, canvasPage, { folder: 'sign-in', pages: named('sign-in', house.signIn), ...asked });
    for (const { email, pages, refused } of house.rounds) {
      const folder = NAMES[email] ?? email;
      const enter = async (page, language) => {
        await house.speaks(email, language);
        await signIn(page, house, email);
      };
      const addressOf = (address) => house.url + address;
      bytes += await walk(browser, canvasPage, {
        folder,
        pages: named(folder, [...pages, ...refused]),
        enter,
        addressOf,
      });
    }
    if (bytes > MOST_BYTES) throw new Refusal(`the pictures take ${bytes} bytes: show less of each page`);
  } finally {
    await browser.close();
    await house.close();
  }
});
