import type { Browser, Page } from 'playwright-core';
import { OutboxRow } from '../../src/records';
import { deskPaths } from '../../src/platform/paths';
import { startApp, type TestApp } from '../support/app';
import { axe, SCREENS, startBrowser, visitor } from '../support/browser';
import { PASSWORD } from '../support/seed';

jest.setTimeout(180_000);

describe('the webhook in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    app = await startApp({ env: { QASJA_WEBHOOK_PRIVATE: '1' } });
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

  it.each(['sq', 'sr', 'en'])('%s: refused, set up with its secret, tried, failed', async (language) => {
    await app.source.query(`UPDATE officials SET language = '${language}'`);
    await app.source.query('DELETE FROM webhooks');
    const context = await visitor(browser, { baseURL: app.url });
    const page = await context.newPage();
    await page.goto('/desk/sign-in');
    await page.fill('#email', 'admin@test');
    await page.fill('#password', PASSWORD);
    await page.click('form button[type=submit]');
    await page.waitForURL('**/desk');

    await page.goto(deskPaths.webhook());
    const form = `form[action="${deskPaths.webhook()}"] button`;
    await page.fill('#url', 'http://sms.example.org/');
    await page.click(form);
    await page.waitForSelector('.govuk-error-summary');
    expect(await faults(page)).toEqual([]);

    await page.fill(
      '#url',
      'https://127.0.0.1:9443/a-path-that-is-rather-long-and-has-a-key?key=0123456789abcdef0123456789abcdef',
    );
    await page.click(form);
    expect(await page.textContent('#webhook-secret')).toMatch(/^whsec_/);
    expect(await faults(page)).toEqual([]);

    await page.click(`form[action="${deskPaths.webhook()}/test"] button`);
    await page.waitForURL('**?test=*');
    expect(await page.$('#webhook-secret')).toBeNull();
    expect(await faults(page)).toEqual([]);

    const problem = { state: 'failed', problem: 'certificate', failure: 'gave-up', attempts: 80 } as const;
    await app.source.manager.update(OutboxRow, { state: 'pending' }, problem);
    await page.click('.govuk-notification-banner a, .q-banner a');
    expect(await page.textContent('pre')).toContain('"webhook.test"');
    expect(await faults(page)).toEqual([]);
    await page.goto(deskPaths.outbox());
    expect(await faults(page)).toEqual([]);
    await context.close();
  });
});
