import type { Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app';
import { axe, startBrowser, visitor } from '../support/browser';

describe('the pages about deadlines and the API, in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    app = await startApp();
    browser = await startBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it.each([
    ['/sq/law', false],
    ['/sr/law?procedure=access.decision&day=30.03.2026', true],
    ['/en/law?procedure=access.urgent&day=30.02.2026', false],
    ['/sq/api', false],
    ['/en/api', true],
  ])(
    '%s keeps nobody out (on a phone: %s)',
    async (address, onAPhone) => {
      const context = await visitor(browser, { onAPhone });
      const page = await context.newPage();
      await page.goto(app.url + address);
      for (const summary of await page.locator('details > summary').all()) await summary.click();
      expect(await axe(page)).toEqual([]);
      const tooWide = await page.evaluate(
        'document.documentElement.scrollWidth > document.documentElement.clientWidth',
      );
      expect(tooWide).toBe(false);
      await context.close();
    },
    60_000,
  );

  it('works a deadline out by keyboard, without scripts', async () => {
    const context = await visitor(browser, { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${app.url}/en/law`);
    await page.getByLabel('Day from which it is counted').fill('30.03.2026');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('status').textContent()).toContain(
      'The last day of the deadline is Tuesday 7 April 2026',
    );
    await context.close();
  }, 60_000);
});
