import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromiumProgram } from '../support/browser';
import { type Line, ms } from './measure';
import { inTurn, onPhonePages, type PhonePage } from './phone';

/** The last one that runs on Node 20. It is fetched when it is asked for, because it brings 185 MB with it. */
const LIGHTHOUSE = 'lighthouse@12.8.2';
const RUNS = 3;

interface Report {
  categories: Record<'performance' | 'accessibility', { score: number }>;
  audits: { 'first-contentful-paint': { numericValue: number } };
}

/** What Lighthouse says of the form of a request and of the queue with 50 cases, on the phone that it simulates. */
export function benchLighthouse(folder: string): Promise<Line[]> {
  return onPhonePages(folder, (pages) => inTurn(pages, (page) => lineOf(folder, page)));
}

async function lineOf(folder: string, page: PhonePage): Promise<Line> {
  const runs = await inTurn(Array.from({ length: RUNS }), () => Promise.resolve(reportOn(folder, page)));
  const least = (name: keyof Report['categories']): number =>
    Math.round(100 * Math.min(...runs.map(({ categories }) => categories[name].score)));
  const [performance, accessibility] = [least('performance'), least('accessibility')];
  const paints = runs.map(({ audits }) => audits['first-contentful-paint'].numericValue);
  return {
    what: `${page.what}: performance and accessibility by ${LIGHTHOUSE}, the least of ${RUNS} runs`,
    measured: `${performance} and ${accessibility} (first contentful paint estimated at ${paints.map(ms).join(', ')})`,
    asked: '100 and 100',
    met: performance === 100 && accessibility === 100,
  };
}

function reportOn(folder: string, { url, cookie }: PhonePage): Report {
  const [headers, report] = [path.join(folder, 'headers.json'), path.join(folder, 'report.json')];
  writeFileSync(headers, JSON.stringify(cookie ? { cookie } : {}));
  const args = [
    ...['--yes', LIGHTHOUSE, url, '--quiet', '--output=json', `--output-path=${report}`],
    ...[`--extra-headers=${headers}`, '--only-categories=performance,accessibility'],
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage',
  ];
  execFileSync('npx', args, { env: { ...process.env, CHROME_PATH: chromiumProgram() }, stdio: 'inherit' });
  return JSON.parse(readFileSync(report, 'utf8')) as Report;
}
