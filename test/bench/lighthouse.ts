import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromiumProgram } from '../support/browser';
import { type Line, ms } from './measure';
import { onPhonePages, type PhonePage } from './phone';

/** The last one that runs on Node 20. It is fetched when it is asked for, because it brings 185 MB with it. */
const LIGHTHOUSE = 'lighthouse@12.8.2';
const RUNS = 5;
/** Now and then Chromium does not tell it when the page began; it says then to run it again. */
const TRIES = 3;
const CHROMIUM = '--headless=new --no-sandbox --disable-dev-shm-usage --disable-background-networking --no-first-run';

interface Report {
  categories: Record<'performance' | 'accessibility', { score: number }>;
  audits: { 'first-contentful-paint': { numericValue: number } };
}

/** What Lighthouse says of the form of a request and of the queue with 50 cases, on the phone that it simulates. */
export function benchLighthouse(folder: string): Promise<Line[]> {
  return onPhonePages(folder, (pages) => Promise.resolve(pages.map((page) => lineOf(folder, page))));
}

function lineOf(folder: string, page: PhonePage): Line {
  const runs = Array.from({ length: RUNS }, () => reportOn(folder, page));
  const worst = (name: keyof Report['categories']): number =>
    Math.round(100 * Math.min(...runs.map(({ categories }) => categories[name].score)));
  const [performance, accessibility] = [worst('performance'), worst('accessibility')];
  const paints = runs.map(({ audits }) => audits['first-contentful-paint'].numericValue).sort((a, b) => a - b);
  const [least = NaN, middle = NaN, most = NaN] = [0, RUNS >> 1, RUNS - 1].map((place) => paints[place]);
  return {
    what: `${page.what}, by ${LIGHTHOUSE}, ${RUNS} runs: the worst marks for performance and accessibility; first contentful paint`,
    measured: `${performance} and ${accessibility}; ${ms(middle)} (${ms(least)} to ${ms(most)})`,
    asked: '100 and 100; < 1 s',
    met: performance === 100 && accessibility === 100 && middle < 1_000,
  };
}

function reportOn(folder: string, { url, cookie }: PhonePage): Report {
  const [headers, report] = [path.join(folder, 'headers.json'), path.join(folder, 'report.json')];
  writeFileSync(headers, JSON.stringify(cookie ? { cookie } : {}));
  const args = [
    ...['--yes', LIGHTHOUSE, url, '--quiet', '--output=json', `--output-path=${report}`],
    ...[`--extra-headers=${headers}`, '--only-categories=performance,accessibility'],
    `--chrome-flags=${CHROMIUM}`,
  ];
  for (let tries = 1; ; tries += 1) {
    try {
      execFileSync('npx', args, { env: { ...process.env, CHROME_PATH: chromiumProgram() }, stdio: 'inherit' });
      return JSON.parse(readFileSync(report, 'utf8')) as Report;
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
}
