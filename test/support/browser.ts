import { existsSync } from 'node:fs';
import axeCore, { type ElementContext } from 'axe-core';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The two screens that every page must fit, in CSS pixels. */
export const SCREENS = { desk: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** How long axe may think about one page, in milliseconds: it needs one second, and a busy machine some more. */
const PATIENCE_MS = 60_000;

/** Where Debian has put Chromium. */
export function chromiumProgram(): string {
  const found = PROGRAMS.find((program) => existsSync(program));
  if (!found) throw new Error('Chromium is not installed: run "sudo apt-get install chromium"');
  return found;
}

/** Debian's Chromium without a window, and without its habit of calling home. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumProgram(),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * A visitor with cookies of their own. `onAPhone` gives a small screen.
 *
 * Leave by closing the context, never a single tab: Chromium loses the wish to close a tab that just then goes to
 * another page (crbug.com/536385539), and `page.close()` waits for ever.
 */
export function visitor(
  browser: Browser,
  { onAPhone = false, ...options }: BrowserContextOptions & { onAPhone?: boolean } = {},
): Promise<BrowserContext> {
  const viewport = onAPhone ? SCREENS.phone : SCREENS.desk;
  // Our pages forbid scripts that are not theirs, and axe is one: only the test's browser looks away.
  return browser.newContext({ viewport, bypassCSP: true, timezoneId: 'Europe/Belgrade', ...options });
}

/** One thing that keeps somebody from using the page. */
export interface Barrier {
  rule: string;
  help: string;
  /** The elements concerned, as CSS selectors. */
  where: string[];
}

/**
 * What axe finds on the page as it is now, by WCAG 2.2 A and AA and its best practices; an empty list is the aim.
 *
 * @throws Error naming the page when the browser does not answer
 */
export async function axe(page: Page): Promise<Barrier[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const silent = () => reject(new Error(`The browser does not answer about ${page.url()}`));
    timer = setTimeout(silent, PATIENCE_MS);
  });
  try {
    return await Promise.race([ask(page), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function ask(page: Page): Promise<Barrier[]> {
  // Once in a page is enough, also when it is looked at again on another screen.
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axeCore.source);
  return page.evaluate(async () => {
    // This runs in the page, where axe has put itself among the globals.
    const { axe: engine, document } = globalThis as unknown as { axe: typeof axeCore; document: ElementContext };
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await engine.run(document, {
      runOnly: { type: 'tag', values },
      // What passed is not told: spares axe the description of some thousand elements.
      resultTypes: ['violations'],
    });
    return violations.map(({ id, help, nodes }) => ({ rule: id, help, where: nodes.map((n) => n.target.join(' ')) }));
  });
}
