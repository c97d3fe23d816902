import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addDays, localDate } from '../../src/core/law';
import { CaseRow } from '../../src/records';
import { fillCases } from '../bench/fill';
import { type TestApp, startApp } from '../support/app';
import { axe, startBrowser, visitor } from '../support/browser';
import { PASSWORD } from '../support/seed';

jest.setTimeout(300_000);

const TODAY = localDate('2026-03-30');

/**
 * Every page, in every language and by every role that may see it: no barrier, no script error, no sideways scrolling.
 * A command of its own, because Chromium sometimes leaves one of its hundred visits without an answer:
 * `NODE_ENV=test npx jest --testRegex every-page.check.ts` after `npm run build`.
 */
describe('every page', () => {
  let app: TestApp;
  let browser: Browser;
  const caseIds: string[] = [];

  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await fillCases(app.source, app.seed, [
      { count: 55, kind: 'access-request', receivedOn: (i) => addDays(TODAY, -(i % 12)) },
      { count: 6, kind: 'petition', receivedOn: (i) => addDays(TODAY, -i * 9) },
      { count: 12, kind: 'access-request', receivedOn: (i) => addDays(TODAY, -30 - i), decidedAfter: (i) => i },
    ]);
    for (const kind of ['access-request', 'petition'] as const) {
      const where = { kind, isOpen: true, assigneeId: app.seed.officials.zyrtar.id };
      caseIds.push((await app.source.manager.findOneByOrFail(CaseRow, where)).id);
    }
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  /** What is wrong with the page as it stands, in words. */
  async function faults(page: Page, status: number | undefined, expected = 200): Promise<string[]> {
    const found: string[] = [];
    if (status !== expected) found.push(`answered ${status}`);
    for (const { rule, where } of await axe(page)) found.push(`${rule}: ${where.join(', ')}`);
    const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    if (Number(wide) > 0) found.push(`${String(wide)} px wider than the screen`);
    return found.map((fault) => `${new URL(page.url()).pathname}: ${fault}`);
  }

  async function look(context: BrowserContext, addresses: readonly string[], expected = 200): Promise<string[]> {
    const found: string[] = [];
    const visit = async (page: Page, address: string): Promise<string[]> => {
      const seen: string[] = [];
      page.on('pageerror', (error) => seen.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) {
          seen.push(`${page.url()}: ${message.text()}`);
        }
      });
      const answer = await page.goto(app.url + address);
      return [...seen, ...(await faults(page, answer?.status(), expected))];
    };
    for (const address of addresses) {
      // Chromium under load sometimes leaves a script of the test without an answer: a fresh tab is asked once more.
      for (let attempt = 1; ; attempt += 1) {
        const page = await context.newPage();
        const seen = await within(30_000, visit(page, address));
        void page.close().catch(() => undefined);
        if (seen === null && attempt < 3) continue;
        found.push(...(seen ?? [`${address}: no answer from the browser`]));
        break;
      }
    }
    return found;
  }

  async function signedIn(email: string, onAPhone: boolean): Promise<BrowserContext> {
    const context = await visitor(browser, { onAPhone });
    const page = await context.newPage();
    await page.goto(`${app.url}/desk/sign-in`);
    await page.fill('[name=email]', email);
    await page.fill('[name=password]', PASSWORD);
    await page.click('main button[type=submit]');
    await page.close();
    return context;
  }

  const publicPages = (lang: string): string[] =>
    [
      '',
      '/requests/new',
      '/petitions/new',
      '/initiatives/new',
      '/citizen-requests/new',
      '/track',
      '/law',
      '/law?procedure=access.decision&day=2026-03-30',
      '/privacy',
      '/accessibility',
      '/api',
    ].map((rest) => `/${lang}${rest}`);

  it.each(['sq', 'sr', 'en'])('of the public is open to everybody in %s, at a desk and on a phone', async (lang) => {
    for (const onAPhone of [false, true]) {
      const context = await visitor(browser, { onAPhone });
      expect(await look(context, publicPages(lang))).toEqual([]);
      expect(await look(context, [`/${lang}/nothing-here`], 404)).toEqual([]);
      const page = await context.newPage();
      await page.goto(`${app.url}/${lang}/requests/new`);
      await page.click('main button[type=submit]');
      expect(await faults(page, 422, 422)).toEqual([]);
      await context.close();
    }
  });

  it('of the desk is open to the responsible officer, at a desk and on a phone', async () => {
    const moves = ['assign', 'clarify', 'extend', 'forward', 'decide', 'note', 'files'];
    const pages = [
      '/desk',
      '/desk?status=closed',
      '/desk?text=nothing+of+the+kind',
      '/desk/counter',
      '/desk/reports/2026',
      '/desk/import',
      '/desk/account',
      ...caseIds.map((id) => `/desk/cases/${id}`),
      ...moves.map((move) => `/desk/cases/${caseIds[0]}/${move}`),
      `/desk/cases/${caseIds[1]}/consider`,
    ];
    for (const onAPhone of [false, true]) {
      const context = await signedIn('zyrtar@test', onAPhone);
      expect(await look(context, pages)).toEqual([]);
      await context.close();
    }
  });

  it('of the administrator and of the mayor’s office', async () => {
    for (const onAPhone of [false, true]) {
      const admin = await signedIn('admin@test', onAPhone);
      const pages = [
        '/desk',
        '/desk/people',
        '/desk/directorates',
        '/desk/institution',
        '/desk/outbox',
        '/desk/import',
      ];
      expect(await look(admin, pages)).toEqual([]);
      expect(await look(admin, ['/desk/counter'], 403)).toEqual([]);
      await admin.close();
      const mayor = await signedIn('kryetar@test', onAPhone);
      expect(await look(mayor, ['/desk', '/desk/reports/2026', `/desk/cases/${caseIds[0]}`])).toEqual([]);
      await mayor.close();
    }
  });
});

/** Null when it takes longer than `ms`. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
