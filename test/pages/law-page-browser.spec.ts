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
    ['/en/law', true],
    ['/sq/deadline', true],
    ['/sr/deadline?what=request&day=30.03.2026&extended=yes&asked=31.03.2026', true],
    ['/sr/deadline?what=petition&day=30.03.2026', false],
    ['/en/deadline?what=urgent&day=30.02.2026', true],
    ['/en/deadline?what=request&day=30.12.2027', false],
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
    await page.goto(`${app.url}/en/deadline`);
    await page.getByLabel('On which day?').fill('30.03.2026');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('status').textContent()).toMatch(/Last day for the answer\s+Tuesday 7 April 2026/);
    await context.close();
  }, 60_000);

  it('asks only what the choice needs, without scripts', async () => {
    const context = await visitor(browser, { javaScriptEnabled: false, onAPhone: true });
    const page = await context.newPage();
    await page.goto(`${app.url}/en/deadline`);
    const hour = page.getByLabel('At what time did they receive it?');
    const letters = page.getByLabel('They told me that the deadline is extended');
    const step = page.getByLabel('Which step?');
    expect([await hour.isVisible(), await letters.isVisible(), await step.isVisible()]).toEqual([false, true, false]);
    await page.getByLabel(/I asked for a document urgently/).check();
    expect([await hour.isVisible(), await letters.isVisible()]).toEqual([true, false]);
    await page.getByLabel(/Another step/).check();
    await step.selectOption({ label: 'Municipality’s reply to the Agency' });
    await page.getByRole('button', { name: 'Show the last day' }).click();
    expect(await page.getByRole('status').textContent()).toContain('Municipality’s reply to the Agency');
    await context.close();
  }, 60_000);
});
