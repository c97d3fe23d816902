import type { Browser, Page } from 'playwright-core';
import { CaseRow } from '../../src/records';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { startBrowser, visitor } from '../support/browser';
import { PASSWORD } from '../support/seed';

jest.setTimeout(60_000);

/** More presses than any page needs: whoever tabs further has lost the way. */
const MOST_TABS = 90;

/** A morning of an officer who has no mouse: nothing here is clicked, filled or scrolled by other means than keys. */
describe('a morning without a mouse', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let row: CaseRow;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    row = await fileCase(app, { subject: 'Kontratat' });
    await fileCase(app, { subject: 'Lejet' });
    browser = await startBrowser();
    page = await (await visitor(browser)).newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  const press = (key: string): Promise<void> => page.keyboard.press(key);

  /** What is wrong with where the focus is, as somebody who looks at the screen would say it. */
  const unseen = (): Promise<string> =>
    page.evaluate(() => {
      const { document, getComputedStyle } = globalThis as unknown as {
        document: { activeElement: { outerHTML: string; type?: string; getClientRects(): { length: number } } };
        getComputedStyle: (element: object) => { outlineStyle: string; boxShadow: string };
      };
      const { activeElement: it } = document;
      // Before the first and after the last thing of a page the focus is with the browser.
      if (it.outerHTML.startsWith('<body')) return '';
      const style = getComputedStyle(it);
      // What is ticked is drawn by its label, which shows the focus for it.
      const shown = it.type === 'radio' || style.outlineStyle !== 'none' || style.boxShadow !== 'none';
      return shown && it.getClientRects().length > 0 ? '' : it.outerHTML.slice(0, 120);
    });

  /** Presses Tab until the focus is there. Everything on the way must be seen. */
  async function tabTo(selector: string): Promise<void> {
    for (let presses = 0; presses < MOST_TABS; presses += 1) {
      await press('Tab');
      expect(await unseen()).toBe('');
      if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
    }
    throw new Error(`${selector} is not reached by Tab on ${page.url()}`);
  }

  const focused = (): Promise<string> => page.evaluate('document.activeElement.textContent');
  async function walkTo(subject: string): Promise<void> {
    for (const key of ['j', 'j', 'k']) if ((await focused()) !== subject) await press(key);
    expect(await focused()).toBe(subject);
  }

  const said = (): Promise<string | null> => page.textContent('main');

  it('signs in and learns the keys', async () => {
    await page.goto(`${app.url}/desk`);
    await tabTo('[name=email]');
    await page.keyboard.type('zyrtar@test');
    await tabTo('[name=password]');
    await page.keyboard.type(PASSWORD);
    await press('Enter');
    await page.waitForURL(`${app.url}/desk`);
    await press('?');
    expect(await page.locator('#keys').isVisible()).toBe(true);
    await press('Escape');
    expect(await page.locator('#keys').isVisible()).toBe(false);
  });

  it('walks the list with j and k, ticks with x, and gives a case to herself with a', async () => {
    const ticked = (): Promise<number> => page.locator('[name=case]:checked').count();
    await press('j');
    const first = await focused();
    await press('j');
    await press('k');
    expect(await focused()).toBe(first);
    await walkTo('Kontratat');
    await press('x');
    expect(await ticked()).toBe(1);
    await press('x');
    expect(await ticked()).toBe(0);
    await press('a');
    await page.waitForURL(`**/${row.id}/assign`);
    await tabTo('#assignee');
    await page.keyboard.type('Zana');
    await tabTo('main form button');
    await press('Enter');
    await page.waitForURL(`**/${row.id}?*`);
    expect(await said()).toContain('The case is assigned.');
  });

  it('goes back by the menu, opens the case and decides it', async () => {
    await tabTo('.q-nav__link[href="/desk"]');
    await press('Enter');
    await page.waitForURL(`${app.url}/desk`);
    await walkTo('Kontratat');
    await press('Enter');
    await page.waitForURL(`**/desk/cases/${row.id}`);
    await tabTo('a[href$="/decide"]');
    await press('Enter');
    await page.waitForURL(`**/${row.id}/decide`);
    for (const choice of ['outcome', 'answerForm', 'delivery']) {
      await tabTo(`[name=${choice}]`);
      await press('Space');
    }
    await tabTo('button[value=decide]');
    await press('Enter');
    await page.waitForURL(`**/${row.id}?*`);
    expect(await said()).toContain('The decision is recorded and the case is closed.');
    const decided = await app.source.getRepository(CaseRow).findOneByOrFail({ id: row.id });
    expect(decided).toMatchObject({ assigneeId: app.seed.officials.zyrtar.id, outcome: 'granted', isOpen: false });
  });

  it('listens again in the moment in which the help is closed', async () => {
    await page.goto(`${app.url}/desk`);
    // In one breath, before the browser draws anything: a quick hand, or a slow machine.
    const subject = await page.evaluate(`(() => {
      const key = (it, name) => it.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
      key(document.body, '?');
      document.getElementById('keys').close();
      key(document.querySelector('#keys button'), 'j');
      return document.activeElement.textContent;
    })()`);
    expect(subject).toBe('Lejet');
  });
});
