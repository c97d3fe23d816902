// The pictures of the README, from a demonstration at a fixed moment: npm run pictures
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort, startDemo } from './lib/demo.mjs';
import { smallPng } from './lib/png.mjs';
import { Refusal, root, say, script } from './lib/say.mjs';
import { DESK, PHONE, shot, sideBySide, startBrowser } from './lib/shots.mjs';

const MOMENT = '2026-10-13T10:20:00+02:00';
const FOLDER = path.join(root, 'docs/pictures');
const LARGEST = 150_000;

async function shoot(page, name, height) {
  const taken = await shot(page, height);
  const canvasPage = await page.context().newPage();
  const drawn = await sideBySide(canvasPage, [taken]);
  await canvasPage.close();
  const png = smallPng(drawn.rgba, drawn.width, drawn.height);
  writeFileSync(path.join(FOLDER, `${name}.png`), png);
  say(`  ${name}.png  ${Math.round(png.length / 1000)} kB`);
  if (png.length > LARGEST) throw new Refusal(`${name}.png has ${png.length} bytes: show less of the page`);
}

async function signIn(page, url, { email }, password) {
  await page.goto(`${url}/desk`);
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', password);
  await page.click('form:has(input[name=password]) button');
  await page.waitForURL((address) => !address.pathname.includes('sign-in'));
}

/** What a citizen of the demonstration types. */
async function fillForm(page) {
  await page.fill('[name=subject]', 'Shpenzimet për ndriçimin publik, 2025');
  await page.fill(
    '[name=text]',
    'Kërkoj kontratën për mirëmbajtjen e ndriçimit publik për vitin 2025 dhe faturat e paguara sipas saj.',
  );
  await page.fill('[name=name]', 'Besa Kodraliu');
  await page.fill('[name=email]', 'besa.kodraliu@posta.example');
}

async function citizenPictures(browser, { url, summary }) {
  const page = await (await browser.newContext({ viewport: DESK, locale: 'sq' })).newPage();
  await page.goto(`${url}/sq/requests/new`);
  await fillForm(page);
  await shoot(page, 'form', 1500);
  await page.click('main form button[type=submit], main form button:not([type])');
  await page.waitForURL(/receipt/);
  await shoot(page, 'receipt', 1100);
  const { reference, accessCode } = summary.tracking.find(({ what }) => what === 'answered');
  await page.goto(`${url}/sq/track?reference=${reference}&code=${accessCode}`);
  if (page.url().includes('?')) await page.click('main form button');
  await shoot(page, 'tracking', 1300);

  const phone = await (await browser.newContext({ viewport: PHONE, locale: 'sq' })).newPage();
  await phone.goto(`${url}/sq/requests/new`);
  await fillForm(phone);
  await shoot(phone, 'form-phone', 1400);
}

async function officialPictures(browser, { url, summary }) {
  const { password, signIns, year } = summary;
  const page = await (await browser.newContext({ viewport: DESK, locale: 'sq' })).newPage();
  await signIn(page, url, signIns[0], password);
  await page.goto(`${url}/desk`);
  await shoot(page, 'queue', 1250);
  // The second of those that are overdue: its reminders, escalations and silence are still fresh.
  await page.locator('main tbody tr a[href*="/desk/cases/"]').nth(1).click();
  await page.waitForURL(/\/desk\/cases\//);
  await shoot(page, 'case', 1500);
  await page.goto(`${url}/desk/reports/${year}`);
  await shoot(page, 'report', 1500);

  const phone = await (await browser.newContext({ viewport: PHONE, locale: 'sq' })).newPage();
  await signIn(phone, url, signIns[0], password);
  await phone.goto(`${url}/desk`);
  await shoot(phone, 'queue-phone', 1400);
}

await script(async () => {
  mkdirSync(FOLDER, { recursive: true });
  const demo = await startDemo({ port: await freePort(), clock: MOMENT, announce: say });
  const browser = await startBrowser();
  try {
    await citizenPictures(browser, demo);
    await officialPictures(browser, demo);
  } finally {
    await browser.close();
    await demo.stop();
  }
});
