import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { axe, startBrowser, visitor } from '../support/browser';
import { Client, readable, sample } from '../support/client';
import { House } from '../support/house';
import { PASSWORD } from '../support/seed';

jest.setTimeout(240_000);

/** A scan of some 3 MB: a true PDF with a large stream in it. */
function scan(): Buffer {
  const noise = Buffer.alloc(3 * 1024 * 1024, 'x');
  const head = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n';
  const stream = Buffer.concat([
    Buffer.from(`3 0 obj<</Length ${noise.length}>>stream\n`),
    noise,
    Buffer.from('\nendstream endobj\n'),
  ]);
  return Buffer.concat([Buffer.from(head), stream, Buffer.from('trailer<</Root 1 0 R>>\n%%EOF\n')]);
}

/** The story of one week and a half: two citizens, an officer, a mayor's office, and a machine that is switched off. */
describe('the whole way of a request', () => {
  const house = new House();
  let browser: Browser;
  const references: string[] = [];
  const codes: string[] = [];

  beforeAll(async () => {
    await house.seed('2026-03-30T08:00:00+02:00');
    await house.start({ QASJA_CLOCK: '2026-03-30T09:00:00+02:00' });
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await house.end();
  });

  async function file(page: Page, address: string, words: Record<string, string>, upload?: Buffer): Promise<void> {
    await page.goto(house.url + address);
    expect(await axe(page)).toEqual([]);
    for (const [name, value] of Object.entries(words)) await page.fill(`[name=${name}]`, value);
    if (upload) {
      await page.setInputFiles('[name=files]', {
        name: 'skanim i kërkesës.pdf',
        mimeType: 'application/pdf',
        buffer: upload,
      });
    }
    await page.click('main button[type=submit]');
    expect(page.url()).toContain('/receipt/');
    expect(await axe(page)).toEqual([]);
    const text = (await page.textContent('main')) ?? '';
    references.push(/KK-2026-\d{5}/.exec(text)?.[0] ?? 'no reference');
    codes.push(/\b[A-Z2-9]{5}[- ]?[A-Z2-9]{5}\b/.exec(text)?.[0] ?? 'no code');
  }

  it('a citizen files in Albanian with a scan of 3 MB, another in Serbian on a phone without JavaScript', async () => {
    const desktop = await (await visitor(browser)).newPage();
    await file(
      desktop,
      '/sq/requests/new',
      {
        subject: 'Shpenzimet për karburante',
        text: 'Pasqyra e shpenzimeve për vitin 2025.',
        name: 'Agim Berisha',
        email: 'agim@example.org',
      },
      scan(),
    );
    const text = (await desktop.textContent('main')) ?? '';
    // Monday 6 April is a day off: the seven days end on Tuesday.
    expect(text).toContain('7 prill 2026');
    const phone = await visitor(browser, { onAPhone: true, javaScriptEnabled: false });
    const page = await phone.newPage();
    await page.goto(`${house.url}/sr/requests/new`);
    for (const [name, value] of Object.entries({
      subject: 'Građevinske dozvole',
      text: 'Spisak izdatih građevinskih dozvola u 2025. godini.',
      name: 'Jelena Petrović',
      email: 'jelena@example.org',
    })) {
      await page.fill(`[name=${name}]`, value);
    }
    await page.click('main button[type=submit]');
    const receipt = (await page.textContent('main')) ?? '';
    references.push(/KK-2026-\d{5}/.exec(receipt)?.[0] ?? 'no reference');
    expect(receipt).toContain('7. april 2026.');
    expect(references).toEqual(['KK-2026-00001', 'KK-2026-00002']);
  });

  it('both get a receipt by mail, each in their language, with the link that opens their case', async () => {
    const mails = await house.mailed(2);
    const [to, other] = ['agim@example.org', 'jelena@example.org'].map((address) =>
      mails.find((mail) => JSON.stringify(mail.to).includes(address)),
    );
    expect(to?.subject).toContain('KK-2026-00001');
    expect(to?.text).toContain('7 prill 2026');
    expect(other?.text).toContain('7. april 2026.');
    const link = /https?:\/\/\S+\/track\?\S+/.exec(to?.text ?? '')?.[0] ?? '';
    const page = await (await visitor(browser)).newPage();
    await page.goto(link);
    expect(page.url()).not.toContain('code=');
    expect(await page.textContent('main')).toContain('Shpenzimet për karburante');
    expect(await page.textContent('body')).not.toContain('Agim Berisha');
    expect(await axe(page)).toEqual([]);
  });

  it('the officer finds both first in the queue, extends one and decides the other with a PDF', async () => {
    const page = await (await visitor(browser)).newPage();
    await page.goto(`${house.url}/desk`);
    await page.fill('[name=email]', 'zyrtar@test');
    await page.fill('[name=password]', PASSWORD);
    await page.click('main button[type=submit]');
    expect(await axe(page)).toEqual([]);
    const queue = (await page.textContent('main')) ?? '';
    expect(queue.indexOf('KK-2026-00001')).toBeGreaterThan(0);
    expect(queue.indexOf('KK-2026-00002')).toBeGreaterThan(0);

    await page.click('a:has-text("Shpenzimet për karburante")');
    const first = new URL(page.url()).pathname;
    expect(await axe(page)).toEqual([]);
    await page.goto(`${house.url}${first}/assign`);
    await page.selectOption('[name=assignee]', { label: await labelWith(page, 'assignee', 'Sokol Stafi') });
    await page.click('main button[type=submit]');
    await page.goto(`${house.url}${first}/extend`);
    expect(await axe(page)).toEqual([]);
    await page.check('[name=ground][value=several-documents]');
    await page.fill('[name=reason]', 'Kërkohen dokumente nga tri drejtori.');
    await page.click('main button[type=submit]');
    expect(await page.textContent('main')).toContain('14 prill 2026');

    await page.goto(`${house.url}/desk`);
    await page.click('a:has-text("Građevinske dozvole")');
    const second = new URL(page.url()).pathname;
    await page.goto(`${house.url}${second}/decide`);
    expect(await axe(page)).toEqual([]);
    await page.check('[name=outcome][value=granted]');
    await page.check('[name=answerForm][value=electronic]');
    await page.check('[name=delivery][value=email]');
    await page.setInputFiles('[name=files]', {
      name: 'dozvole.pdf',
      mimeType: 'application/pdf',
      buffer: scan().subarray(0),
    });
    await page.click('main button[value=decide]');
    expect(new URL(page.url()).pathname).toBe(second);
    expect(await axe(page)).toEqual([]);
  });

  it('the mails say so: a task for the colleague, the extension in Albanian, the decision in Serbian with its files', async () => {
    const mails = (await house.mailed(5)).slice(2);
    const to = (address: string) => mails.filter((mail) => JSON.stringify(mail.to).includes(address));
    expect(mails).toHaveLength(3);
    expect(to('staf@test')[0]?.subject).toContain('KK-2026-00001');
    expect(to('agim@example.org')[0]?.text).toContain('14 prill 2026');
    const decision = to('jelena@example.org')[0];
    expect(decision?.attachments.map((one) => one.contentType)).toEqual(['application/pdf', 'application/pdf']);
    expect(decision?.text).toContain('KK-2026-00002');
  });

  it('the one who was answered downloads the document', async () => {
    const mails = await house.mails();
    const receipt = mails.find((mail) => JSON.stringify(mail.to).includes('jelena@example.org'));
    const client = new Client(house.url);
    const link = new URL(/https?:\/\/\S+\/track\?\S+/.exec(receipt?.text ?? '')?.[0] ?? '');
    const opened = await client.get(link.pathname + link.search);
    const tracked = await client.get(opened.location ?? '');
    const document = /href="(\/sr\/track\/[^"]+\/files\/[^"]+)"/.exec(tracked.text)?.[1] ?? '';
    const downloaded = await client.get(document);
    expect(downloaded.status).toBe(200);
    expect(downloaded.headers.get('content-disposition')).toContain('attachment');
    // The same address opens nothing for somebody else.
    expect((await new Client(house.url).get(document)).status).not.toBe(200);
  });

  it('nine days later a request that nobody answered has brought one reminder, one escalation and one notice of silence', async () => {
    const client = new Client(house.url);
    await client.fill('/sq/requests/new', {
      submissionKey: '7c0f1f6e-52a1-4f5e-8f53-1d2f7a2f9c11',
      subject: 'Procesverbalet e Kuvendit',
      text: 'Procesverbalet e tri mbledhjeve të fundit.',
      name: 'Besa Krasniqi',
      email: 'besa@example.org',
      applicantType: 'individual',
      wantedForm: 'electronic',
      answerLanguage: 'sq',
    });
    const officer = new Client(house.url);
    await officer.signIn('zyrtar@test');
    const [, address = ''] =
      /href="(\/desk\/cases\/[^"?]+)">Procesverbalet/.exec((await officer.get('/desk')).text) ?? [];
    const form = (await officer.get(`${address}/assign`)).text;
    const [, assignee = ''] = /value="([^"]+)"[^>]*>\s*Sokol Stafi/.exec(form) ?? [];
    const [, version = ''] = /name="version" value="(\d+)"/.exec(form) ?? [];
    expect((await officer.post(`${address}/assign`, { assignee, version, directorate: '' })).status).toBe(303);
    const before = (await house.mailed(7)).length;
    await house.stop();
    await house.start({ QASJA_CLOCK: '2026-04-08T09:00:00+02:00' });
    const mails = (await house.mailed(before + 4)).slice(before);
    const told = (who: string) =>
      mails.filter((mail) => JSON.stringify(mail.to).includes(who) && mail.subject?.includes('KK-2026-00003'));
    expect(['staf@test', 'drejtor@test', 'kryetar@test', 'besa@example.org'].map((who) => told(who).length)).toEqual([
      1, 1, 1, 1,
    ]);
    expect(told('besa@example.org')[0]?.text).toContain('Agjencinë për Informim dhe Privatësi');
    // The one that was extended to 14 April has had nothing but what its own clock asks for, and the closed one nothing.
    expect(mails.filter((mail) => mail.subject?.includes('KK-2026-00002'))).toEqual([]);
    const again = mails.length;
    await house.stop();
    await house.start({ QASJA_CLOCK: '2026-04-08T11:00:00+02:00' });
    expect((await house.mailed(before + again)).length).toBe(before + again);
  });

  it('the old register comes in, and the report of 2012 has the published totals', async () => {
    const client = new Client(house.url);
    await client.signIn('zyrtar@test');
    await client.get('/desk/import');
    const register = { field: 'file', name: 'register-decan-2012.csv', bytes: sample('register-decan-2012.csv') };
    const taken = await client.post('/desk/import', { act: 'take' }, [register]);
    expect([200, 303]).toContain(taken.status);
    const report = readable((await client.get('/desk/reports/2012')).text);
    expect(report).toMatch(/\b24\b/);
    expect(report).toMatch(/\b19\b/);
    expect(report).toMatch(/\b13\b/);
  });

  it('Ctrl-C leaves nothing running', async () => {
    const { worker, redis } = house.children();
    expect([worker, redis]).not.toContain(null);
    await house.stop();
    expect([worker, redis].map(alive)).toEqual([false, false]);
  });
});

/** A process that ended but was not yet buried by its parent is not alive. */
function alive(pid: number | null): boolean {
  const status = path.join('/proc', String(pid), 'status');
  return existsSync(status) && !/State:\s+Z/.test(readFileSync(status, 'utf8'));
}

async function labelWith(page: Page, name: string, words: string): Promise<string> {
  const labels = await page.locator(`[name=${name}] option`).allTextContents();
  return labels.find((label) => label.includes(words)) ?? '';
}
