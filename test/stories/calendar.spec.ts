import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { addDays, localDate } from '../../src/core/law';
import { openDatabase } from '../../src/records/data-source';
import { fillCases } from '../bench/fill';
import { axe, startBrowser, visitor } from '../support/browser';
import { Client, readable } from '../support/client';
import { House } from '../support/house';
import { PASSWORD, seedMunicipality } from '../support/seed';

jest.setTimeout(120_000);

/** Monday; who asked on Thursday of the week before is owed an answer on Thursday of this week. */
const MONDAY = '2026-03-30T09:00:00+02:00';
const ASKED = localDate('2026-03-26');

const THREE = ['zyrtar@test', 'drejtor@test', 'staf@test'] as const;

const WORDS = {
  sq: {
    day: 'e enjte, 2 prill 2026',
    span: '02.04.2026 → 03.04.2026',
    preview: '14 lëndë të hapura marrin afat tjetër',
    done: '14 lëndë të hapura morën afat tjetër',
    notice: / lëndë morën afat tjetër$/,
    theirs: 'Prandaj 5 lëndë që ju përkasin morën afat tjetër',
    changed: 'Në kalendar u shtua një ditë pushimi: e enjte, 2 prill 2026 – Dita e Komunës.',
    moved: 'Afati ishte e enjte, 2 prill 2026; tani është e premte, 3 prill 2026.',
    event: 'Afati u llogarit përsëri',
    title: 'Dita e Komunës',
    silent: 'kjo vlen si refuzim',
    lifted: '1 lëndë nuk vlen më si e refuzuar me heshtje',
    open: 'Njoftimi se kërkesa u refuzua me heshtje nuk vlen më',
  },
  sr: {
    day: 'četvrtak, 2. april 2026.',
    span: '02.04.2026. → 03.04.2026.',
    preview: '14 otvorenih predmeta dobija drugi rok',
    done: '14 otvorenih predmeta je dobilo drugi rok',
    notice: / predmet(a|i)? (je|su) dobil(o|a) drugi rok$/,
    theirs: 'Zbog toga je 5 predmeta za koje ste zaduženi dobilo drugi rok',
    changed: 'U kalendar je dodat dan odmora: četvrtak, 2. april 2026. – Dan opštine.',
    moved: 'Rok je bio četvrtak, 2. april 2026. Sada je petak, 3. april 2026.',
    event: 'Rok je ponovo izračunat',
    title: 'Dan opštine',
    silent: 'to se smatra odbijanjem',
    lifted: '1 predmet se više ne smatra odbijenim ćutanjem',
    open: 'Obaveštenje o odbijanju ćutanjem više ne važi',
  },
} as const;

/** The municipality has a day off next Thursday, which nobody knew when the terms were counted. */
describe.each(['sq', 'sr'] as const)('a day off next Thursday, told in %s', (lang) => {
  const house = new House();
  const words = WORDS[lang];
  let browser: Browser;
  let page: Page;
  /** The year that is over, as figures and as the page shows it. */
  let report: string[];
  let silent = '';

  beforeAll(async () => {
    const source = await openDatabase(`sqlite:${path.join(house.dataDir, 'qasja.sqlite')}`);
    const seed = await seedMunicipality(source, new Date(MONDAY));
    const { zyrtar, drejtor, staf } = seed.officials;
    const few = { ...seed, officials: { zyrtar, drejtor, staf } } as typeof seed;
    await fillCases(source, few, [
      {
        count: 60,
        kind: 'access-request',
        receivedOn: (i) => addDays(localDate('2025-01-08'), i * 6),
        decidedAfter: (i) => (i % 4 === 0 ? 13 : 5),
      },
      { count: 14, kind: 'access-request', receivedOn: () => ASKED },
      // The day after: its last day is a Friday, with and without the day off.
      { count: 6, kind: 'access-request', receivedOn: () => addDays(ASKED, 1) },
      // Nobody answered, and the last day was Friday.
      { count: 1, kind: 'access-request', receivedOn: () => localDate('2026-03-20') },
    ]);
    await source.query('UPDATE officials SET language = ?', [lang]);
    await source.query('UPDATE case_files SET language = ?, answer_language = ?', [lang, lang]);
    [{ reference: silent }] = await source.query(
      `SELECT reference FROM case_files WHERE received_on = '2026-03-20' AND is_open = 1`,
    );
    await source.destroy();
    await house.start({ QASJA_CLOCK: MONDAY });
    browser = await startBrowser();
    page = await (await visitor(browser)).newPage();
    report = await reportOf2025();
  });
  afterAll(async () => {
    await browser?.close();
    await house.end();
  });

  async function reportOf2025(): Promise<string[]> {
    const reader = new Client(house.url);
    await reader.signIn('kryetar@test');
    // Above it the bell counts what the person was told meanwhile.
    const page = (await reader.get('/desk/reports/2025')).text;
    const shown = readable(page.slice(page.indexOf('<main'), page.indexOf('</main>')));
    expect(shown.length).toBeGreaterThan(500);
    return [shown, (await reader.get('/desk/reports/2025/figures.csv')).text];
  }
  const main = async (): Promise<string> => ((await page.textContent('main')) ?? '').replace(/\s+/g, ' ');
  const mailsAbout = async (subject: RegExp) =>
    (await house.mails()).filter((mail) => subject.test(mail.subject ?? ''));
  const to = (mail: { to?: unknown }): string => /[\w.]+@[\w.]+/.exec(JSON.stringify(mail.to))?.[0] ?? '';

  /** What the citizen reads who opens the case from the link of a mail. */
  async function tracked(reference: string): Promise<string> {
    const citizen = new Client(house.url);
    const opened = await citizen.get(`/${lang}/track?reference=${reference}&code=ABCDEFGHJK`);
    return readable((await citizen.get(opened.location ?? '')).text);
  }
  async function fillIn(day: string, by: string, titles: readonly string[]): Promise<void> {
    await page.goto(`${house.url}/desk/calendar/add`);
    expect(await axe(page)).toEqual([]);
    await page.fill('[name=day]', day);
    await page.check(`[name=name][value=${by}]`);
    for (const [i, name] of ['titleSq', 'titleSr', 'titleEn'].entries()) await page.fill(`[name=${name}]`, titles[i]!);
    await page.check('[name=state][value=official]');
    await page.fill('[name=source]', 'Vendimi 02-114, 27.03.2026');
    await page.click('main button[type=submit]');
    expect(await axe(page)).toEqual([]);
  }

  it('the administrator sees the 14 cases that would move, and nothing has happened yet', async () => {
    await page.goto(`${house.url}/desk/calendar`);
    await page.fill('[name=email]', 'admin@test');
    await page.fill('[name=password]', PASSWORD);
    await page.click('main button[type=submit]');
    await page.goto(`${house.url}/desk/calendar`);
    expect(await axe(page)).toEqual([]);
    await fillIn('02.04.2026', 'municipal-day-off', ['Dita e Komunës', 'Dan opštine', 'Municipality Day']);
    const seen = await main();
    expect(seen).toContain(words.preview);
    expect(seen).toContain(words.day);
    expect(await page.locator('tbody tr').count()).toBe(14);
    // Each line tells the deadline of its case from day to day.
    const spans = await page.locator('.q-list__due').allTextContents();
    expect(spans).toEqual(spans.map(() => words.span));
    expect(await mailsAbout(words.notice)).toEqual([]);
    expect(await trackedOf(61)).not.toContain(words.event);
  });

  it('applies it: three officials find one notice each, and each applicant one', async () => {
    await page.locator('main form').first().locator('button').click();
    expect(await main()).toContain(words.done);
    expect(await axe(page)).toEqual([]);
    await house.until(async () => (await mailsAbout(words.notice)).length >= 3, 'three officials were told');
    await house.until(async () => (await moved()).length >= 14, 'the applicants were told');
    // A moment more, in case somebody is told twice.
    await house.mailed(17);
    const notices = await mailsAbout(words.notice);
    expect(notices.map(to).sort()).toEqual([...THREE].sort());
    for (const notice of notices) expect(notice.text).toContain(words.changed);
    const officer = notices.find((one) => to(one) === 'zyrtar@test')?.text ?? '';
    expect(officer).toContain(words.theirs);
    expect(officer.match(/KK-2026-\d{5}/g)).toHaveLength(5);
    expect(new Set((await moved()).map(to)).size).toBe(14);
    expect(await moved()).toHaveLength(14);
    for (const mail of await moved()) expect((mail.text ?? '').replace(/\s+/g, ' ')).toContain(words.moved);
  });

  it('the page of a citizen explains the new date, and that of another says nothing of it', async () => {
    const text = await trackedOf(61);
    expect(text).toContain(words.event);
    expect(text).toContain(words.title);
    expect(text).toContain('Vendimi 02-114');
    expect(text).toContain('kosovo-2010-2027/1+2');
    expect(await trackedOf(75)).not.toContain(words.event);
  });

  it('the report of last year has not changed by a figure', async () => {
    expect(await reportOf2025()).toEqual(report);
    expect(report[1]).toMatch(/60/);
  });

  it('a Friday that is past by then lifts the silence that was counted by it', async () => {
    await house.until(async () => (await tracked(silent)).includes(words.silent), 'the silence was noticed');
    await fillIn('27.03.2026', 'government-day-off', ['Ditë zie', 'Dan žalosti', 'Day of mourning']);
    expect(await main()).toContain(words.lifted);
    await page.locator('main form').first().locator('button').click();
    await house.until(async () => (await moved()).length >= 15, 'its applicant was told');
    const told = (await moved()).find((mail) => mail.subject?.startsWith(silent));
    expect((told?.text ?? '').replace(/\s+/g, ' ')).toContain(words.open);
    expect(await reportOf2025()).toEqual(report);
  });

  const moved = () => mailsAbout(/: (afati u ndryshua|rok je promenjen)$/);
  const trackedOf = (number: number): Promise<string> => tracked(`KK-2026-${String(number).padStart(5, '0')}`);
});
