import type { Browser, Page } from 'playwright-core';
import { Official } from '../../src/records';
import { type TestApp, startApp } from '../support/app';
import { SCREENS, axe, startBrowser, visitor } from '../support/browser';
import { PASSWORD } from '../support/seed';
import { NOW, somethingOfEverything } from './every-page.house';
import { publicPages, type Round, rounds, SENT_EMPTY, SIGN_IN_PAGES } from './every-page.list';

jest.setTimeout(120_000);

const LANGUAGES = ['sq', 'sr', 'en'] as const;

/** Every page, in every language and by every role that may see it: no barrier, no script error, no sideways scrolling. */
describe('every page', () => {
  let app: TestApp;
  let browser: Browser;
  let visits: Round[] = [];
  let open: readonly string[] = [];

  beforeAll(async () => {
    app = await startApp({ at: NOW });
    const things = await somethingOfEverything(app);
    visits = [...rounds(things)];
    open = publicPages(things);
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  /**
   * What is wrong with the page as it stands, in words: at a desk, and then on a phone. Whatever a language can do wrong
   * shows at the desk; what a phone does to it shows in Albanian, which has the longest words.
   */
  async function faults(page: Page): Promise<string[]> {
    const found: string[] = [];
    const longest = (await page.getAttribute('html', 'lang')) === 'sq';
    for (const [screen, size] of Object.entries(SCREENS)) {
      await page.setViewportSize(size);
      const barriers = screen === 'desk' || longest ? await axe(page) : [];
      for (const { rule, where } of barriers) found.push(`${screen}: ${rule}: ${where.join(', ')}`);
      const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      if (Number(wide) > 0) found.push(`${screen}: ${String(wide)} px wider than the screen`);
    }
    return found;
  }

  /** One visitor with one tab, and what they found on their way. */
  class Visitor {
    readonly found: string[] = [];
    private constructor(readonly page: Page) {
      page.on('pageerror', (error) => this.note(error.message));
      page.on('console', (message) => {
        // Chromium calls an answer of 403 an error of the page.
        if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) this.note(message.text());
      });
    }

    static async arrives(): Promise<Visitor> {
      return new Visitor(await (await visitor(browser)).newPage());
    }

    async sees(address: string, expected = 200): Promise<void> {
      await this.page.setViewportSize(SCREENS.desk);
      const answer = await this.page.goto(app.url + address);
      if (answer?.status() !== expected) this.note(`answered ${answer?.status()} instead of ${expected}`);
      if (address.endsWith(SENT_EMPTY)) await this.sends('.govuk-error-summary', 'main form:has(.govuk-form-group)');
      await this.looks();
    }

    async looks(): Promise<void> {
      for (const fault of await faults(this.page)) this.note(fault);
    }

    async writes(words: Record<string, string>): Promise<void> {
      for (const [name, value] of Object.entries(words)) await this.page.fill(`[name=${name}]`, value);
    }

    /** Sends a form in the middle of the page and waits for what `shown` names. */
    async sends(shown: string, form = 'main'): Promise<void> {
      await this.page.click(`${form} button[type=submit]`);
      await this.page.waitForSelector(shown);
    }

    leaves(): Promise<void> {
      return this.page.context().close();
    }

    private note(fault: string): void {
      const { pathname, search } = new URL(this.page.url());
      this.found.push(`${pathname}${search}: ${fault}`);
    }
  }

  it.each(LANGUAGES)('of the public is open to everybody in %s', async (lang) => {
    const citizen = await Visitor.arrives();
    for (const rest of open) await citizen.sees(`/${lang}${rest}`);
    await citizen.sees(`/${lang}/nothing-here`, 404);
    for (const { path, status } of SIGN_IN_PAGES) await citizen.sees(`${path}?lang=${lang}`, status);
    expect(citizen.found).toEqual([]);
    await citizen.leaves();
  });

  it.each(LANGUAGES)('of a request on its way is open to whoever filed it in %s', async (lang) => {
    const citizen = await Visitor.arrives();
    await citizen.page.goto(`${app.url}/${lang}/requests/new`);
    await citizen.writes({ subject: 'Buxheti 2025', text: 'Kopja.', name: 'Agim Berisha', email: 'agim@example.org' });
    await citizen.sends('.q-receipt');
    await citizen.looks();
    const [reference, code] = await citizen.page.locator('.q-receipt__facts dd').allTextContents();
    await citizen.sees(`/${lang}/track?reference=${reference}&code=${code}`);
    expect(await citizen.page.textContent('main')).toContain('Buxheti 2025');
    expect(citizen.found).toEqual([]);
    await citizen.leaves();
  });

  const people = ['zyrtar@test', 'drejtor@test', 'admin@test', 'kryetar@test', 'kuvendi@test', 'auditor@test'];
  const desks = people.flatMap((email) => LANGUAGES.map((language) => ({ email, language })));

  it.each(desks)('of the desk is open to $email in $language', async ({ email, language }) => {
    await app.source.manager.update(Official, { email }, { language });
    const official = await Visitor.arrives();
    const { pages, refused } = visits.find((visit) => visit.email === email) as Round;
    await official.page.goto(`${app.url}/desk/sign-in`);
    await official.writes({ email, password: PASSWORD });
    await official.sends('form[action="/desk/sign-out"]');
    for (const address of pages) await official.sees(address);
    for (const address of refused) await official.sees(address, 403);
    expect(official.found).toEqual([]);
    await official.leaves();
  });
});
