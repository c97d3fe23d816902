import type { Browser, Page } from 'playwright-core';
import { CaseRow } from '../../src/records';
import { startApp, type TestApp } from '../support/app';
import { startBrowser, visitor } from '../support/browser';

/** Whoever begins to write and then takes another language of the page. */
describe('a form that changes its language', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    browser = await startBrowser();
    page = await (await visitor(browser)).newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  const cases = (): Promise<number> => app.source.getRepository(CaseRow).count();
  const other = async (lang: string): Promise<void> => {
    await page.click(`.q-languages__link[lang="${lang}"]`);
    await page.waitForSelector(`html[lang="${lang}"]`);
  };

  it('takes along what was typed and chosen, says nothing is wrong, and files nothing', async () => {
    await page.goto(`${app.url}/sq/requests/new`);
    await page.fill('[name=subject]', 'Buxheti 2025');
    await page.fill('[name=text]', 'Kopja e buxhetit.\nEdhe shtojcat.');
    await other('sr-Latn');
    expect(page.url()).toBe(`${app.url}/sr/requests/new`);
    expect(await page.inputValue('[name=subject]')).toBe('Buxheti 2025');
    expect(await page.inputValue('[name=text]')).toBe('Kopja e buxhetit.\nEdhe shtojcat.');
    expect(await page.locator('.govuk-error-summary, .govuk-error-message').count()).toBe(0);
    await other('en');
    expect(await page.inputValue('[name=subject]')).toBe('Buxheti 2025');
    expect(await cases()).toBe(0);
  });

  it('is filed from there, also after it came back with something to correct', async () => {
    await page.click('main button[type=submit]');
    await page.waitForSelector('.govuk-error-summary');
    await other('sq');
    expect(await page.inputValue('[name=subject]')).toBe('Buxheti 2025');
    await page.fill('[name=name]', 'Agim Berisha');
    await page.fill('[name=email]', 'agim@example.org');
    await page.click('main button[type=submit]');
    await page.waitForSelector('.q-receipt');
    expect(await cases()).toBe(1);
  });

  it('takes it along without scripts as well, and Enter in a field presses the button that sends', async () => {
    const context = await visitor(browser, { javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${app.url}/sq/requests/new`);
    await plain.fill('[name=subject]', 'Buxheti 2026');
    await plain.click('noscript button[lang="sr-Latn"]');
    await plain.waitForSelector('html[lang="sr-Latn"]');
    expect(plain.url()).toBe(`${app.url}/sr/requests/new`);
    expect(await plain.inputValue('[name=subject]')).toBe('Buxheti 2026');
    expect(await plain.locator('.govuk-error-summary').count()).toBe(0);
    await plain.press('[name=subject]', 'Enter');
    await plain.waitForSelector('html[lang="sr-Latn"] .govuk-error-summary');
    expect(await cases()).toBe(1);
    await context.close();
  });

  it('is a new page as long as nothing is typed', async () => {
    await page.goto(`${app.url}/sq/petitions/new`);
    const answer = page.waitForRequest((request) => request.url() === `${app.url}/sr/petitions/new`);
    await other('sr-Latn');
    expect((await answer).method()).toBe('GET');
  });
});
