import type { Browser, Page } from 'playwright-core';
import { CaseBook, type CaseRow, Transactions } from '../../src/records';
import { assign } from '../../src/core/casefile';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { axe, startBrowser, visitor } from '../support/browser';
import { PASSWORD } from '../support/seed';

describe('the queue, worked with the keyboard alone', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let first: CaseRow;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    first = await fileCase(app, { subject: 'Kontratat' });
    await fileCase(app, { subject: 'Lejet' });
    browser = await startBrowser();
    page = await (await visitor(browser)).newPage();
    await page.goto(`${app.url}/desk`);
    await page.fill('input[name=email]', 'zyrtar@test');
    await page.fill('input[name=password]', PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${app.url}/desk`);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const focused = (): Promise<string> => page.evaluate('document.activeElement.textContent');
  const ticked = (): Promise<number> => page.locator('[name=case]:checked').count();

  it('goes from case to case with j and k, and stays within the list', async () => {
    await page.keyboard.press('j');
    const one = await focused();
    await page.keyboard.press('j');
    const other = await focused();
    expect([one, other].sort()).toEqual(['Kontratat', 'Lejet']);
    await page.keyboard.press('j');
    expect(await focused()).toBe(other);
    await page.keyboard.press('k');
    expect(await focused()).toBe(one);
  });

  it('ticks with x and assigns what is ticked with a', async () => {
    await page.keyboard.press('x');
    expect(await ticked()).toBe(1);
    await page.keyboard.press('a');
    await page.waitForURL(/\/desk\/bulk\?.*do=assign/);
    expect(await page.locator('h1').textContent()).toBe('Assign several cases');
    await page.goto(`${app.url}/desk`);
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await page.waitForURL(/\/desk\/cases\/.*\/assign$/);
    await page.goto(`${app.url}/desk`);
  });

  it('goes to the search with /, where letters are letters again', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('jka?');
    expect(await page.inputValue('#q')).toBe('jka?');
    await page.fill('#q', '');
    await page.evaluate('document.activeElement.blur()');
  });

  it('leaves keys together with Ctrl to the browser', async () => {
    await page.keyboard.press('j');
    const before = await focused();
    await page.keyboard.press('Control+j');
    expect(await focused()).toBe(before);
  });

  it('shows its help with ?, lets nothing be pressed behind it, and gives the focus back', async () => {
    await page.keyboard.press('j');
    const before = await focused();
    await page.keyboard.press('?');
    expect(await page.locator('#keys').isVisible()).toBe(true);
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('x');
    expect(await ticked()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await page.locator('#keys').isVisible()).toBe(false);
    expect(await focused()).toBe(before);
  });

  it('says while it is open that something changed, and marks the case', async () => {
    // Half a minute is long for a test: the page says how often it asks.
    await page.route('**/desk', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace('data-changes=', 'data-every="200" data-changes=');
      await route.fulfill({ response: answer, body });
    });
    await page.goto(`${app.url}/desk`);
    expect(await page.locator('#news').isVisible()).toBe(false);
    const { institutionId, id } = first;
    const { kryetar, staf } = app.seed.officials;
    const actor = { kind: 'official' as const, id: kryetar.id };
    await app
      .get(Transactions)
      .run((tx) =>
        app
          .get(CaseBook)
          .act(tx, { institutionId, caseId: id, actor, now: app.clock.now() }, ({ file }) => [
            assign(file, { assigneeId: staf.id, directorateId: staf.directorateId }, app.clock.today()),
          ]),
      );
    await page.locator('#news').waitFor({ state: 'visible' });
    expect(await page.locator('#news').textContent()).toContain('1 case of this list has changed meanwhile.');
    expect(await page.locator(`[data-case="${id}"]`).getAttribute('class')).toContain('q-list__row--changed');
    expect(await axe(page)).toEqual([]);
    await page.click('#news a');
    await page.waitForLoadState();
    expect(await page.locator('.q-banner--info:visible').textContent()).toContain('has changed since');
    await page.unroute('**/desk');
  });

  it('is silent about single keys once they are switched off', async () => {
    await page.goto(`${app.url}/desk/own`);
    await page.uncheck('[name=shortcuts]');
    await page.click('form:has([name=shortcuts]) button');
    await page.waitForURL(/done=kept/);
    await page.goto(`${app.url}/desk`);
    await page.keyboard.press('j');
    expect(await focused()).not.toMatch(/^(Kontratat|Lejet)$/);
    await page.keyboard.press('?');
    expect(await page.locator('#keys').count()).toBe(0);
  });
});
