import type { Browser, Page } from 'playwright-core';
import { Institution } from '../../src/records';
import { startApp, type TestApp } from '../support/app';
import { axe, SCREENS, startBrowser, visitor } from '../support/browser';
import { startIdentityProvider } from '../support/identity-provider';
import { lastMail } from '../support/mailbox';
import { Phone } from '../support/phone';
import { PASSWORD } from '../support/seed';

jest.setTimeout(180_000);

const EMAIL = 'blerta.hoxha@komuna.example';
const CHOSEN = 'katër fjalë të gjata';

describe('the sign-in in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    app = await startApp();
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  /** What keeps somebody from using the page, at a desk and on a phone. */
  async function faults(page: Page): Promise<string[]> {
    const found: string[] = [];
    for (const [screen, size] of Object.entries(SCREENS)) {
      await page.setViewportSize(size);
      for (const { rule, where } of await axe(page)) found.push(`${screen}: ${rule}: ${where.join(', ')}`);
      const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      if (Number(wide) > 0) found.push(`${screen}: ${String(wide)} px wider than the screen`);
    }
    return found;
  }

  it('leads a new official from the invitation to the second factor that the institution asks for', async () => {
    const { institution } = app.seed;
    const settings = { ...institution.settings, secondFactorRoles: ['responsible-officer' as const] };
    await app.source.manager.update(Institution, { id: institution.id }, { settings });
    const found: string[] = [];
    const looks = async (page: Page): Promise<void> => {
      for (const fault of await faults(page)) found.push(`${new URL(page.url()).pathname}: ${fault}`);
    };

    const admin = await (await visitor(browser)).newPage();
    await admin.goto(`${app.url}/desk/sign-in?next=/desk/people`);
    await admin.fill('[name=email]', 'admin@test');
    await admin.fill('[name=password]', PASSWORD);
    await admin.click('main button');
    await admin.fill('[name=name]', 'Blerta Hoxha');
    await admin.fill('[name=email]', EMAIL);
    await admin.check('[name=role][value=responsible-officer]');
    await admin.check('[name=language][value=sr]');
    await admin.click('main button[type=submit]');
    await admin.waitForSelector('.q-banner--success');
    await looks(admin);

    const page = await (await visitor(browser)).newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) errors.push(message.text());
    });
    await page.goto(app.url + (await lastMail(app, EMAIL)).link);
    await looks(page);
    await page.fill('[name=next]', CHOSEN);
    await page.fill('[name=again]', CHOSEN);
    await page.click('main button');
    await page.waitForSelector('#typed-secret');
    expect(new URL(page.url()).pathname).toBe('/desk/account/second-factor');
    expect(await page.textContent('h1')).toBe('Drugi faktor');
    // The square is really drawn: it has a size of its own.
    expect(
      await page.$eval('img.q-square', (image) => (image as { naturalWidth?: number }).naturalWidth),
    ).toBeGreaterThan(20);
    await looks(page);
    const phone = Phone.reads(app, await page.content());
    await page.fill('[name=code]', await phone.code());
    await page.click('main button');
    await page.waitForSelector('#recovery-codes');
    expect(await page.locator('#recovery-codes li').count()).toBe(10);
    await looks(page);
    await page.click('main a[href="/desk"]');
    await page.waitForSelector('.q-nav');
    await page.click('form[action="/desk/sign-out"] button');

    app.clock.advance(31_000);
    await page.fill('[name=email]', EMAIL);
    await page.fill('[name=password]', CHOSEN);
    await page.keyboard.press('Enter');
    await page.waitForSelector('[name=code]');
    await looks(page);
    await page.fill('[name=code]', await phone.code());
    await page.keyboard.press('Enter');
    await page.waitForSelector('form[action="/desk/sign-out"]');
    await page.goto(`${app.url}/desk/account/second-factor`);
    await looks(page);
    await admin.reload();
    expect(await admin.locator('form[action$="/second-factor/reset"]').count()).toBe(1);
    await looks(admin);
    expect([found, errors]).toEqual([[], []]);
  });

  it('leads through a provider and back, and out again', async () => {
    const provider = await startIdentityProvider();
    const house = await startApp({ env: provider.env });
    try {
      await provider.serve(house, {
        zana: { email: 'zyrtar@test', email_verified: true },
        stranger: { email: 'stranger@elsewhere.example', email_verified: true },
      });
      const found: string[] = [];
      const looks = async (page: Page): Promise<void> => {
        for (const fault of await faults(page)) found.push(`${new URL(page.url()).pathname}: ${fault}`);
      };
      // Our own pages decide where links and forms may lead: this browser obeys them.
      const page = await (await visitor(browser, { bypassCSP: false })).newPage();
      const errors: string[] = [];
      page.on('console', (message) => {
        const ours = message.location().url.startsWith(house.url);
        if (message.type() === 'error' && ours && !/status of 4\d\d/.test(message.text())) errors.push(message.text());
      });
      const comes = async (visiting: Page, login: string): Promise<void> => {
        await visiting.goto(`${house.url}/desk/sign-in?lang=sq`);
        await visiting.click('main a[href^="/desk/sign-in/provider"]');
        await visiting.fill('[name=login]', login);
        await visiting.click('button');
      };
      await comes(page, 'zana');
      await page.waitForSelector('form[action="/desk/sign-out"]');
      await page.click('form[action="/desk/sign-out"] button');
      await page.waitForSelector(`main a[href^="${provider.issuer}"]`);
      expect(await page.textContent('h1')).toBe('Jeni çkyçur nga Qasja');
      await page.click(`main a[href^="${provider.issuer}"]`);
      await page.click('button[name=logout], button[type=submit]');
      await page.waitForURL(`${house.url}/desk/sign-in`);
      expect(errors).toEqual([]);

      const stranger = await (await visitor(browser)).newPage();
      await stranger.goto(`${house.url}/desk/sign-in?lang=sr`);
      await looks(stranger);
      await comes(stranger, 'stranger');
      await stranger.waitForSelector('h1');
      expect(await stranger.textContent('h1')).toBe('Kjo llogari nuk hap asgjë këtu');
      await looks(stranger);
      await stranger.goto(`${house.url}/desk/sign-in/signed-out?lang=en`);
      await looks(stranger);
      expect(found).toEqual([]);
    } finally {
      await house.close();
      await provider.stop();
    }
  });
});
