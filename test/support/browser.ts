import { existsSync } from 'node:fs';
import axeCore, { type ElementContext } from 'axe-core';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Debian's Chromium without a window, and without its habit of calling home. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = PROGRAMS.find((program) => existsSync(program));
  if (!executablePath) throw new Error('Chromium is not installed: run "sudo apt-get install chromium"');
  return chromium.launch({
    executablePath,
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

/** A visitor with cookies of their own. `onAPhone` gives a small screen. */
export function visitor(
  browser: Browser,
  { onAPhone = false, ...options }: BrowserContextOptions & { onAPhone?: boolean } = {},
): Promise<BrowserContext> {
  const viewport = onAPhone ? { width: 390, height: 844 } : { width: 1280, height: 900 };
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

/** What axe finds on the page as it is now, by WCAG 2.2 A and AA and its best practices; an empty list is the aim. */
export async function axe(page: Page): Promise<Barrier[]> {
  await page.addScriptTag({ content: axeCore.source });
  const found = await page.evaluate(async () => {
    // This runs in the page, where axe has put itself among the globals.
    const { axe: engine, document } = globalThis as unknown as { axe: typeof axeCore; document: ElementContext };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await engine.run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.map(({ id, help, nodes }) => ({ rule: id, help, where: nodes.map((n) => n.target.join(' ')) }));
  });
  return found;
}
