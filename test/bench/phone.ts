import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { addDays, localDateOf } from '../../src/core/law';
import { openDatabase } from '../../src/records/data-source';
import { axe, startBrowser, visitor } from '../support/browser';
import { seedMunicipality } from '../support/seed';
import { Client } from '../support/client';
import { fillCases, lookedAt } from './fill';
import { type Line, ms } from './measure';
import { startServer } from './server';

/** Lighthouse's phone: 1.6 Mbit/s, 150 ms to the server and back, and a processor four times slower than this one. */
const PHONE = { latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8, offline: false };
const SLOWER = 4;
const RUNS = 7;
const SCREEN = { width: 412, height: 823 };

interface Look {
  paintMs: number;
  kilobytes: number;
  requests: number;
  /** By how much the page jumps while it comes; 0 is not at all. */
  shift: number;
  /** Milliseconds for which a press would have waited. */
  blockedMs: number;
}

/** What somebody with an old phone waits for: the form of a request, and the queue with 50 cases, nothing kept from before. */
export function benchPhone(folder: string): Promise<Line[]> {
  return onPhonePages(folder, async (pages) => {
    const browser = await startBrowser();
    try {
      const lines: Line[] = [];
      // One after the other: what is measured at once measures each other.
      for (const { what, url, cookie } of pages) lines.push(...(await linesOf(browser, what, url, cookie)));
      return lines;
    } finally {
      await browser.close();
    }
  });
}

/** A page that somebody opens on a phone. */
export interface PhonePage {
  what: string;
  url: string;
  /** Of whoever is signed in. */
  cookie?: string;
}

/** Serves the form of a request and the queue with 50 cases while they are measured. */
export async function onPhonePages(
  folder: string,
  measure: (pages: readonly PhonePage[]) => Promise<Line[]>,
): Promise<Line[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const today = localDateOf(new Date());
  const source = await openDatabase(`sqlite:${path.join(folder, 'qasja.sqlite')}`);
  const seed = await seedMunicipality(source, new Date());
  await fillCases(source, seed, [{ count: 2_000, kind: 'petition', receivedOn: (i) => addDays(today, -(i % 40)) }]);
  await lookedAt(source);
  await source.destroy();
  const server = await startServer({ QASJA_DATA_DIR: folder, QASJA_SWEEP_SECONDS: '3600' }, 3913);
  try {
    const client = new Client(server.url);
    await client.signIn(seed.officials.zyrtar.email);
    return await measure([
      { what: 'form of a request', url: `${server.url}/sq/requests/new` },
      { what: 'queue, 50 cases', url: `${server.url}/desk`, cookie: client.cookieHeader() },
    ]);
  } finally {
    await server.stop();
  }
}

async function linesOf(browser: Browser, what: string, url: string, cookie?: string): Promise<Line[]> {
  const looks: Look[] = [];
  for (let run = 0; run < RUNS; run += 1) looks.push(await look(browser, url, cookie));
  const middle = (figure: (one: Look) => number): number =>
    looks.map(figure).sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? NaN;
  const [paint, weight, requests] = [middle((l) => l.paintMs), middle((l) => l.kilobytes), middle((l) => l.requests)];
  const [shift, blocked] = [middle((l) => l.shift), middle((l) => l.blockedMs)];
  const barriers = await barriersOf(browser, url, cookie);
  return [
    {
      what: `${what}, on a phone (1.6 Mbit/s, 150 ms, processor 4 times slower): first contentful paint`,
      measured: `${ms(paint)} (layout shift ${shift.toFixed(3)}, blocked for ${ms(blocked)})`,
      asked: '< 1 s',
      met: paint < 1_000,
    },
    {
      what: `${what}: all that comes over the line, with style sheet and scripts`,
      measured: `${weight.toFixed(0)} kB in ${requests} requests`,
      asked: '< 150 kB',
      met: weight < 150,
    },
    { what: `${what}: barriers that axe finds`, measured: String(barriers), asked: 'none', met: barriers === 0 },
  ];
}

async function opened(browser: Browser, cookie?: string): Promise<[BrowserContext, Page]> {
  const context = await visitor(browser, {
    viewport: SCREEN,
    isMobile: true,
    hasTouch: true,
    ...(cookie ? { extraHTTPHeaders: { cookie } } : {}),
  });
  return [context, await context.newPage()];
}

async function look(browser: Browser, url: string, cookie?: string): Promise<Look> {
  const [context, page] = await opened(browser, cookie);
  const line: CDPSession = await context.newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', PHONE);
  await line.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  let [bytes, requests] = [0, 0];
  line.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await page.addInitScript({
    content: `globalThis.seen = { shift: 0, blocked: 0 };
      new PerformanceObserver((list) => { for (const one of list.getEntries()) seen.shift += one.value; })
        .observe({ type: 'layout-shift', buffered: true });
      new PerformanceObserver((list) => { for (const one of list.getEntries()) seen.blocked += one.duration - 50; })
        .observe({ type: 'longtask', buffered: true });`,
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  const seen = await page.evaluate<{ paint: number; shift: number; blocked: number }>(
    `({ ...seen, paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity })`,
  );
  await context.close();
  return { paintMs: seen.paint, kilobytes: bytes / 1000, requests, shift: seen.shift, blockedMs: seen.blocked };
}

async function barriersOf(browser: Browser, url: string, cookie?: string): Promise<number> {
  const [context, page] = await opened(browser, cookie);
  await page.goto(url);
  const found = await axe(page);
  await context.close();
  return found.length;
}
