import { localDate } from '../../src/core/law';
import { deskPaths, publicPaths } from '../../src/platform/paths';
import { AlarmRow, Applicant, CaseBook, EventLog, FileRow, Transactions } from '../../src/records';
import { caseOf, fileByForm, lettersOf, messagesOf } from '../make/case-from-form';
import { on, pageOf, PDF, REFUSED, send, trackedBy } from '../make/case-moves';
import { startApp, type TestApp } from '../support/app';
import { axe, SCREENS, startBrowser, visitor } from '../support/browser';
import { readable } from '../support/client';
import { PASSWORD } from '../support/seed';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
});
afterAll(() => app.close());

/** A figure about complaints that is not zero: block, figure, number. */
const FIGURE =
  /^[^,]*,[^,]*,[^,]*,(complaints|complaint-reply|compliance|outcome-after),[^,]*,([^,]*),.*,([1-9]\d*)$/gm;

/** A request of Monday 30 March, refused on Wednesday 1 April. */
async function refusedCase() {
  app.clock.set(new Date('2026-03-30T09:00:00+02:00'));
  const row = await fileByForm(app);
  const officer = await on(app, '2026-04-01', 'zyrtar');
  expect((await send(officer, row.id, 'decide', REFUSED)).status).toBe(422);
  expect((await send(officer, row.id, 'decide', { ...REFUSED, decidedOn: '01.04.2026' })).status).toBe(303);
  return row;
}

describe('a complaint to the Agency', () => {
  it('goes the whole way: refused, complained, letter, reply, bound, complied, and into the report', async () => {
    const row = await refusedCase();
    const [letter] = await lettersOf(app, row.id);
    expect(letter!.text).toContain('Agjencinë për Informim dhe Privatësi');
    // Fifteen days from the refusal; the page counts them down.
    expect(await trackedBy(app, row)).toMatch(/E drejta juaj për ankesë Edhe 15 ditë/);
    expect(await trackedBy(app, row)).toContain('e enjte, 16 prill 2026');

    let officer = await on(app, '2026-04-15', 'zyrtar');
    expect(await trackedBy(app, row)).toContain('Afati nesër');
    const lodged = await send(officer, row.id, 'complaint', { lodgedOn: '13.04.2026', notifiedOn: '' });
    expect(lodged.location).toBe(`${deskPaths.caseFile(row.id)}?done=complaint`);
    expect(await caseOf(app, row.id)).toMatchObject({
      status: 'at-agency',
      isOpen: true,
      dueOn: '9999-12-31',
      complaintOn: '2026-04-13',
      complaintStage: 'agency',
      nextRungAt: null,
    });
    // Thirty days end on Wednesday 13 May.
    const page = await pageOf(officer, row.id);
    for (const words of ['Në Agjenci', 'Ankesa në Agjenci', 'Në afat', 'e mërkurë, 13 maj 2026']) {
      expect(page).toContain(words);
    }
    expect(readable((await officer.get('/desk?status=complaints')).text)).toContain(
      'Në Agjenci; vendimi pritet deri më 13.05.2026',
    );
    expect(await trackedBy(app, row)).toContain('Agjencia ende nuk i ka shkruar komunës');

    officer = await on(app, '2026-04-20', 'zyrtar');
    expect((await send(officer, row.id, 'agency-letter', { notifiedOn: '20.04.2026' }, [PDF])).status).toBe(303);
    expect(await caseOf(app, row.id)).toMatchObject({ status: 'complaint', dueOn: '2026-04-27' });
    // In the past: the next sweep looks at what is owed now.
    expect((await caseOf(app, row.id)).nextRungAt?.toISOString()).toBe('2026-03-30T07:00:00.000Z');
    const queue = readable((await officer.get('/desk')).text);
    expect(queue).toContain('Përgjigjja ndaj Agjencisë deri më 27.04.2026 Edhe 7 ditë');
    expect(await pageOf(officer, row.id)).toMatch(/E refuzuar Ankesë Edhe 7 ditë/);
    expect(await trackedBy(app, row)).toContain(
      'Komuna duhet t’i përgjigjet Agjencisë. Dita e fundit: e hënë, 27 prill 2026',
    );

    officer = await on(app, '2026-04-28', 'zyrtar');
    expect(readable((await officer.get('/desk?due=overdue')).text)).toContain(row.reference);
    const reply = { repliedOn: '28.04.2026', reply: 'Numrat personalë mbrohen me ligj.' };
    expect((await send(officer, row.id, 'complaint-reply', reply, [PDF])).status).toBe(303);
    expect(await caseOf(app, row.id)).toMatchObject({ status: 'at-agency', replyDueOn: '2026-04-27' });
    const after = await pageOf(officer, row.id);
    expect(after).toContain('Pas afatit');
    expect(after).toContain('dokumenti ë.pdf');

    officer = await on(app, '2026-05-12', 'zyrtar');
    const bound = { outcome: 'binding', decidedOn: '12.05.2026' };
    expect((await send(officer, row.id, 'agency-decision', bound, [PDF])).status).toBe(303);
    expect(await caseOf(app, row.id)).toMatchObject({ status: 'complaint', dueOn: '2026-05-19' });
    // The applicant may go to court within thirty days.
    expect(await trackedBy(app, row)).toContain('e enjte, 11 qershor 2026');

    officer = await on(app, '2026-05-19', 'zyrtar');
    const done = { outcome: 'granted', compliedOn: '19.05.2026', reasons: 'Po jua dërgojmë dokumentin e plotë.' };
    expect((await send(officer, row.id, 'comply', done, [PDF])).location).toContain('done=comply');
    const closed = await caseOf(app, row.id);
    expect(closed).toMatchObject({
      status: 'closed',
      isOpen: false,
      outcome: 'refused',
      outcomeAfter: 'granted',
      complyDueOn: '2026-05-19',
    });
    const mails = await messagesOf(app, row.id, 'letter');
    expect(mails.at(-1)).toMatchObject({ recipient: 'blerta@example.org', facts: { letterKind: 'compliance' } });
    expect(mails.at(-1)!.fileIds).toHaveLength(2);
    expect((await lettersOf(app, row.id)).at(-1)!.text).toContain('ju lejohet qasja e plotë');
    const tracked = await trackedBy(app, row);
    expect(tracked).toContain('Komuna e zbatoi vendimin më 19 maj 2026');
    expect(tracked).toContain('dokumenti ë.pdf');
    // What went between the municipality and the Agency is not the applicant's to fetch.
    const papers = await app.source.getRepository(FileRow).find({ where: { caseId: row.id, role: 'complaint' } });
    expect(papers.map((file) => file.released)).toEqual([false, false, false]);

    const csv = async (asOf: string): Promise<string[]> => {
      const { text } = await officer.get(`/desk/reports/2026/figures.csv?asOf=${asOf}`);
      return [...text.replace(/\r/g, '').matchAll(FIGURE)].map(([, ...found]) => found.join(' '));
    };
    expect(await csv('2026-05-19')).toEqual([
      'complaints total 1',
      'complaints binding 1',
      'complaint-reply total 1',
      'complaint-reply late 1',
      'compliance total 1',
      'compliance in-time 1',
      'outcome-after granted 1',
    ]);
    // Told as of a day before the Agency decided, the complaint is pending.
    expect(await csv('2026-04-22')).toEqual([
      'complaints total 1',
      'complaints pending 1',
      'complaint-reply total 1',
      'complaint-reply pending 1',
    ]);
    const report = readable((await officer.get('/desk/reports/2026')).text);
    expect(report).toContain('Zbatimi i vendimeve detyruese të Agjencisë');

    const tx = app.get(Transactions).reader;
    expect((await app.get(EventLog).verify(tx, app.seed.institution.id)).brokenAt).toBeNull();
  });

  it('is entered together with the letter that tells of it', async () => {
    const row = await refusedCase();
    const officer = await on(app, '2026-04-20', 'zyrtar');
    await send(officer, row.id, 'complaint', { lodgedOn: '13.04.2026', notifiedOn: '20.04.2026' }, [PDF]);
    expect(await caseOf(app, row.id)).toMatchObject({ complaintStage: 'reply', dueOn: '2026-04-27' });
  });

  it('about silence runs beside the request, which is decided before anything is complied with', async () => {
    app.clock.set(new Date('2026-03-30T09:00:00+02:00'));
    const row = await fileByForm(app);
    await fallSilent(row.id);
    let officer = await on(app, '2026-04-20', 'zyrtar');
    expect(await trackedBy(app, row)).toMatch(/E drejta juaj për ankesë Edhe 3 ditë/);
    await send(officer, row.id, 'complaint', { lodgedOn: '20.04.2026', notifiedOn: '' });
    expect(await caseOf(app, row.id)).toMatchObject({ status: 'registered', isOpen: true, dueOn: '2026-04-07' });
    expect(readable((await officer.get('/desk?status=complaints')).text)).toContain(row.reference);
    officer = await on(app, '2026-05-04', 'zyrtar');
    await send(officer, row.id, 'agency-decision', { outcome: 'binding', decidedOn: '04.05.2026' });
    expect(await pageOf(officer, row.id)).toContain('së pari merrni vendimin për kërkesën');
    const early = await send(officer, row.id, 'comply', { outcome: 'granted', compliedOn: '04.05.2026' });
    expect(early.status).toBe(422);
    expect(readable(early.text)).toContain('Së pari merrni vendimin për vetë kërkesën');
  });

  it('is entered by the responsible officer or whoever has the case, and by nobody else', async () => {
    const row = await refusedCase();
    for (const [name, status] of [
      ['zyrtar', 200],
      ['staf', 404],
      ['admin', 403],
      ['kryetar', 403],
    ] as const) {
      const client = await on(app, '2026-04-02', name);
      expect([name, (await client.get(deskPaths.move(row.id, 'complaint'))).status]).toEqual([name, status]);
    }
  });
});

it('is read by everybody, at a desk and on a phone', async () => {
  const row = await refusedCase();
  const officer = await on(app, '2026-04-20', 'zyrtar');
  await send(officer, row.id, 'complaint', { lodgedOn: '13.04.2026', notifiedOn: '20.04.2026' }, [PDF]);
  const { accessCode } = await app.source.getRepository(Applicant).findOneByOrFail({ caseId: row.id });
  const browser = await startBrowser();
  try {
    const page = await (await visitor(browser)).newPage();
    await page.goto(`${app.url}/desk`);
    await page.fill('[name=email]', 'zyrtar@test');
    await page.fill('[name=password]', PASSWORD);
    await page.click('main button[type=submit]');
    for (const [address, words] of [
      [deskPaths.caseFile(row.id), 'Ankesa në Agjenci'],
      ['/desk?status=complaints', 'Përgjigjja ndaj Agjencisë'],
      [deskPaths.caseAsOf(row.id, '02.04.2026'), 'Çfarë u regjistrua më vonë'],
      [publicPaths.trackLink('sr', row.reference, accessCode), 'Vaša žalba'],
    ] as const) {
      await page.goto(app.url + address);
      expect(await page.textContent('main')).toContain(words);
      for (const size of Object.values(SCREENS)) {
        await page.setViewportSize(size);
        expect(await axe(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')).toBe(
          false,
        );
      }
    }
  } finally {
    await browser.close();
  }
}, 90_000);

describe('what is typed wrong is told beside its field, and kept', () => {
  it.each([
    ['complaint', { lodgedOn: '', notifiedOn: '31.04.2026' }, 'lodgedOn', 'Shkruani datën'],
    ['complaint', { lodgedOn: '31.03.2026', notifiedOn: '' }, 'lodgedOn', 'para refuzimit'],
    ['complaint', { lodgedOn: '15.04.2026', notifiedOn: '14.04.2026' }, 'notifiedOn', 'hapit paraprak'],
    ['complaint', { lodgedOn: '15.04.2026', notifiedOn: '17.04.2026' }, 'notifiedOn', 'në të ardhmen'],
  ])('%s %j', async (move, fields, field, words) => {
    const row = await refusedCase();
    const officer = await on(app, '2026-04-16', 'zyrtar');
    const answer = await send(officer, row.id, move, fields);
    expect(answer.status).toBe(422);
    expect(new RegExp(`id="${field}-error"[^]*?</p>`).exec(answer.text)?.[0]).toContain(words);
    for (const typed of Object.values(fields)) if (typed) expect(answer.text).toContain(`value="${typed}"`);
    expect((await caseOf(app, row.id)).complaintOn).toBeNull();
  });

  it('an outcome that was not chosen, and a decision of tomorrow', async () => {
    const row = await refusedCase();
    const officer = await on(app, '2026-04-16', 'zyrtar');
    await send(officer, row.id, 'complaint', { lodgedOn: '15.04.2026', notifiedOn: '' });
    const none = await send(officer, row.id, 'agency-decision', { decidedOn: '16.04.2026' }, [PDF]);
    expect(readable(none.text)).toContain('Zgjidhni si vendosi Agjencia');
    expect(none.text).toContain('name="kept"');
    const future = await send(officer, row.id, 'agency-decision', { outcome: 'closing', decidedOn: '17.04.2026' });
    expect(future.text).toMatch(/id="decidedOn-error"/);
    expect(future.text).toMatch(/value="closing" checked/);
  });

  it('an extension one day late, and a second one', async () => {
    const ask = { ground: 'several-documents', reason: 'Kërkohen dokumente nga tri drejtori.' };
    app.clock.set(new Date('2026-03-30T09:00:00+02:00'));
    const row = await fileByForm(app);
    const late = await send(await on(app, '2026-04-08', 'zyrtar'), row.id, 'extend', ask);
    expect(late.status).toBe(422);
    expect(readable(late.text)).toContain('Afati ka kaluar dhe nuk mund të vazhdohet më');
    expect(late.text).toContain(ask.reason);
    const officer = await on(app, '2026-04-07', 'zyrtar');
    expect((await send(officer, row.id, 'extend', ask)).status).toBe(303);
    const second = await send(officer, row.id, 'extend', ask);
    expect(second.status).toBe(422);
    expect(readable(second.text)).toContain('Afati është vazhduar tashmë një herë');
    expect(second.text).toContain(ask.reason);
    expect(await caseOf(app, row.id)).toMatchObject({ firstDueOn: '2026-04-07', dueOn: '2026-04-14' });
  });

  it('an answer dated before the question', async () => {
    app.clock.set(new Date('2026-03-30T09:00:00+02:00'));
    const row = await fileByForm(app);
    const officer = await on(app, '2026-04-01', 'zyrtar');
    await send(officer, row.id, 'clarify', { question: 'Cili vit?' });
    const early = { answer: 'Viti 2025.', answeredOn: '31.03.2026' };
    const answer = await send(officer, row.id, 'answer-clarification', early);
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/id="answeredOn-error"[^]*?para pyetjes/);
    for (const typed of Object.values(early)) expect(answer.text).toContain(typed);
    const right = { ...early, answeredOn: '01.04.2026' };
    expect((await send(officer, row.id, 'answer-clarification', right)).status).toBe(303);
    expect(await caseOf(app, row.id)).toMatchObject({ status: 'registered' });
  });
});

/** The sweep runs in another process; here silence is entered as it enters it. */
async function fallSilent(caseId: string): Promise<void> {
  app.clock.set(new Date('2026-04-08T09:00:00+02:00'));
  const act = {
    institutionId: app.seed.institution.id,
    caseId,
    actor: { kind: 'system' as const },
    now: app.clock.now(),
  };
  await app
    .get(Transactions)
    .run((tx) =>
      app
        .get(CaseBook)
        .act(tx, act, () => [
          { type: 'silence-fell', occurredOn: localDate('2026-04-08'), dueOn: localDate('2026-04-07') },
        ]),
    );
  expect(await app.source.getRepository(AlarmRow).countBy({ caseId })).toBe(0);
}
