import { randomUUID } from 'node:crypto';
import { DEFAULT_ALARM_BASIS, rungsDue } from '../../src/core/alarms';
import type { ClockSettings, SilenceFell } from '../../src/core/casefile';
import { localDate } from '../../src/core/law';
import { MailComposer } from '../../src/platform/mail';
import { deskPaths } from '../../src/platform/paths';
import { Bases, CaseBook, type CaseRow, DueDays, People, Transactions } from '../../src/records';
import { caseOf, fileByForm, messagesOf } from '../make/case-from-form';
import { on, pageOf, send, trackedBy } from '../make/case-moves';
import { startApp, type TestApp } from '../support/app';
import { readable } from '../support/client';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
});
afterAll(() => app.close());

async function filed(fields: Record<string, string> = {}) {
  app.clock.set(new Date('2026-03-30T09:00:00+02:00'));
  return fileByForm(app, fields);
}

/** The sweep has found that the deadline passed. */
async function fallSilent(row: CaseRow, silence: Omit<SilenceFell, 'type'>): Promise<void> {
  const { institutionId, id: caseId } = row;
  const act = { institutionId, caseId, actor: { kind: 'system' as const }, now: app.clock.now() };
  const event = { type: 'silence-fell' as const, ...silence };
  await app.get(Transactions).run((tx) => app.get(CaseBook).act(tx, act, () => [event]));
}

/** What an administrator changes on the page of the institution; applied as that page does it. */
async function countAnew(settings: Partial<ClockSettings>, at: string): Promise<void> {
  app.clock.set(new Date(at));
  const now = app.clock.now();
  await app.get(Transactions).run(async (tx) => {
    const institution = await app.get(People).institution(tx, app.seed.institution.id);
    const present = await app.get(Bases).row(tx, institution);
    const id = randomUUID();
    const row = {
      ...present,
      id,
      number: present.number + 1,
      settings: { ...present.settings, ...settings },
      recordedAt: now,
    };
    await app.get(DueDays).replaceBasis(tx, institution, row, { why: 'settings', actor: { kind: 'system' }, now });
  });
}

describe('an administrator corrects a receipt', () => {
  const RIGHT = { receivedOn: '26.03.2026', receivedTime: '14:20', why: 'Vula në zarf: 26 mars.' };

  it('with a reason: the deadline moves, the applicant is told, nothing is erased', async () => {
    const row = await filed();
    const admin = await on(app, '2026-03-31', 'admin');
    const form = await admin.get(deskPaths.move(row.id, 'correct'));
    expect(form.text).toContain('value="30.03.2026"');
    expect(form.text).toContain('value="09:00"');
    expect((await send(admin, row.id, 'correct', RIGHT)).location).toBe(`${deskPaths.caseFile(row.id)}?done=correct`);
    const corrected = await caseOf(app, row.id);
    expect(corrected).toMatchObject({ receivedOn: '2026-03-26', firstDueOn: '2026-04-02', dueOn: '2026-04-02' });
    // In the past: the next sweep looks, because the new day may have brought rungs with it that are due already.
    expect(corrected.nextRungAt).toEqual(corrected.receivedAt);
    const page = await pageOf(admin, row.id);
    for (const words of ['30 mars 2026 → 26 mars 2026', '7 prill 2026 → 2 prill 2026', RIGHT.why]) {
      expect(page).toContain(words);
    }
    const [mail] = await messagesOf(app, row.id, 'receipt-corrected');
    expect(mail).toMatchObject({ recipient: 'blerta@example.org', language: 'sq' });
    const { subject, text } = await app.get(MailComposer).compose(mail!);
    expect(subject).toContain(row.reference);
    for (const words of ['26 mars 2026', 'e martë, 7 prill 2026', 'e enjte, 2 prill 2026'])
      expect(text).toContain(words);
    expect(text).not.toContain(RIGHT.why);
    const tracked = await trackedBy(app, row);
    expect(tracked).toContain('Dita e pranimit u përmirësua');
    expect(tracked).toContain('Afati ishte 7 prill 2026, tani është e enjte, 2 prill 2026');
    expect(tracked).not.toContain(RIGHT.why);
  });

  it.each(['sq', 'sr', 'en'] as const)('tells of it in %s', async (answerLanguage) => {
    const row = await filed({ answerLanguage });
    await send(await on(app, '2026-03-31', 'admin'), row.id, 'correct', RIGHT);
    const [mail] = await messagesOf(app, row.id, 'receipt-corrected');
    const { subject, text } = await app.get(MailComposer).compose(mail!);
    expect(`${subject} ${text}`).not.toMatch(/undefined|null|\{\{|\bmail:|NaN/);
    expect(text).toContain({ sq: '2 prill 2026', sr: '2. april 2026.', en: '2 April 2026' }[answerLanguage]);
  });

  it('lifts a silence whose day lies ahead again', async () => {
    const row = await filed();
    app.clock.set(new Date('2026-04-08T09:00:00+02:00'));
    await fallSilent(row, { occurredOn: localDate('2026-04-01'), dueOn: localDate('2026-03-31') });
    // Registered on the 30th: no later receipt is possible, so the silence of a wrong, earlier day is put right first.
    const admin = await on(app, '2026-04-02', 'admin');
    await send(admin, row.id, 'correct', { ...RIGHT, receivedOn: '27.03.2026' });
    expect(await caseOf(app, row.id)).toMatchObject({ silentSince: null, dueOn: '2026-04-03' });
    const [mail] = await messagesOf(app, row.id, 'receipt-corrected');
    expect((await app.get(MailComposer).compose(mail!)).text).toContain('nuk vlen më');
  });

  it.each([
    ['08:30', '2026-04-01', '2026-04-01T06:30:00.000Z'],
    ['11:59', '2026-04-01', '2026-04-01T09:59:00.000Z'],
    ['12:00', null, '2026-04-01T10:00:00.000Z'],
    ['14:00', null, '2026-04-01T12:00:00.000Z'],
  ])('lifts the silence of hours only where they run on: corrected to %s at noon of the last day', async (...row) => {
    const [receivedTime, silentSince, dueAt] = row;
    const urgent = await filed({ urgent: 'yes', urgentReason: 'Jetë në rrezik.' });
    app.clock.set(new Date('2026-04-01T09:01:00+02:00'));
    await fallSilent(urgent, { occurredOn: localDate('2026-04-01'), dueOn: localDate('2026-04-01') });
    const admin = await on(app, '2026-04-01', 'admin');
    app.clock.set(new Date('2026-04-01T12:00:00+02:00'));
    const fields = { receivedOn: '30.03.2026', receivedTime, why: 'Ora në zarf.' };
    expect((await send(admin, urgent.id, 'correct', fields)).status).toBe(303);
    const corrected = await caseOf(app, urgent.id);
    expect(corrected).toMatchObject({ silentSince, dueOn: '2026-04-01' });
    expect(corrected.dueAt?.toISOString()).toBe(dueAt);
    // Where the silence stands there is no second letter to write.
    const { institutionId, id } = corrected;
    const loaded = await app.get(CaseBook).load(app.get(Transactions).reader, institutionId, id);
    const later = new Date('2026-04-01T12:05:00+02:00');
    const tracks = rungsDue(loaded.file, { ...loaded, ...DEFAULT_ALARM_BASIS }, later).map(({ rung }) => rung.track);
    expect(tracks.includes('silence')).toBe(receivedTime === '12:00');
  });

  it.each([
    [{ ...RIGHT, receivedOn: '' }, 'receivedOn', 'Shkruani datën'],
    [{ ...RIGHT, receivedOn: '31.02.2026' }, 'receivedOn', 'Shkruani datën'],
    [{ ...RIGHT, receivedOn: '01.04.2026' }, 'receivedOn', 'në të ardhmen'],
    [{ ...RIGHT, receivedOn: '31.03.2026', receivedTime: '' }, 'receivedOn', 'pas regjistrimit'],
    [{ ...RIGHT, receivedOn: '31.03.2026', receivedTime: '23:00' }, 'receivedTime', 'në të ardhmen'],
    [{ ...RIGHT, receivedOn: '01.01.2009' }, 'receivedOn', 'asnjë ligj'],
    [{ ...RIGHT, receivedOn: '30.03.2026', receivedTime: '09:00' }, 'receivedOn', 'tashmë dita e pranimit'],
    [{ ...RIGHT, receivedTime: '25:00' }, 'receivedTime', 'Shkruani orën'],
    [{ ...RIGHT, why: ' ' }, 'why', 'Shkruani arsyen'],
  ])('%j is told beside its field, and kept', async (fields, field, words) => {
    const row = await filed();
    const admin = await on(app, '2026-03-31', 'admin');
    const answer = await send(admin, row.id, 'correct', fields);
    expect(answer.status).toBe(422);
    expect(new RegExp(`id="${field}-error"[^]*?</p>`).exec(answer.text)?.[0]).toContain(words);
    for (const typed of Object.values(fields)) expect(answer.text).toContain(typed);
    expect(await caseOf(app, row.id)).toMatchObject({ receivedOn: '2026-03-30', version: row.version });
  });

  it('nobody else does, and no decided case is judged anew', async () => {
    const row = await filed();
    for (const name of ['zyrtar', 'kryetar']) {
      const client = await on(app, '2026-03-31', name);
      expect((await client.get(deskPaths.move(row.id, 'correct'))).status).toBe(403);
    }
    const officer = await on(app, '2026-03-31', 'zyrtar');
    const granted = {
      outcome: 'granted',
      decidedOn: '31.03.2026',
      answerForm: 'paper',
      delivery: 'print',
      do: 'decide',
    };
    expect((await send(officer, row.id, 'decide', granted)).status).toBe(303);
    const admin = await on(app, '2026-03-31', 'admin');
    expect(readable((await send(admin, row.id, 'correct', RIGHT)).text)).toContain('nuk ndryshohet më');
    expect(await caseOf(app, row.id)).toMatchObject({ receivedOn: '2026-03-30' });
  });
});

describe('a clock that stands still, and what was believed meanwhile', () => {
  afterAll(() => countAnew({ clarification: 'runs', workingDays: false }, '2026-05-20T09:00:00+02:00'));

  it('is explained until the answer, and told as it was known on each day', async () => {
    const row = await filed();
    let officer = await on(app, '2026-04-01', 'zyrtar');
    await send(officer, row.id, 'clarify', { question: 'Cili vit?' });
    expect(await trackedBy(app, row)).toContain('Afati ndërkohë vazhdon të rrjedhë');
    // On 3 April the municipality lets a question stop the clock: asked on the second day, five are left.
    await countAnew({ clarification: 'pauses' }, '2026-04-03T09:00:00+02:00');
    officer = await on(app, '2026-04-10', 'zyrtar');
    expect(await caseOf(app, row.id)).toMatchObject({ pausedSince: '2026-04-01', dueOn: '9999-12-31' });
    expect(await pageOf(officer, row.id)).toContain('Afati qëndron në vend nga 1 prill 2026');
    expect(await pageOf(officer, row.id)).toContain('Të mbetura: 5 ditë');
    expect(readable((await officer.get('/desk')).text)).toContain('Qëndron në vend nga 01.04.2026; të mbetura: 5 ditë');
    expect(await trackedBy(app, row)).toContain('pas përgjigjes suaj mbeten: 5 ditë');

    // The letter arrived on the 8th and waited for two days: the days run from the 8th.
    await send(officer, row.id, 'answer-clarification', { answer: 'Viti 2025.', answeredOn: '08.04.2026' });
    expect(await caseOf(app, row.id)).toMatchObject({ pausedSince: null, pausedDays: 7, dueOn: '2026-04-14' });
    expect(await pageOf(officer, row.id)).toContain('Ditë pa llogaritur 7');

    const asOf = async (day: string): Promise<string> =>
      readable((await officer.get(deskPaths.caseAsOf(row.id, day))).text);
    expect(await asOf('29.03.2026')).toContain('kjo lëndë ende nuk ishte regjistruar');
    const early = await asOf('2026-04-02');
    expect(early).toContain('Afati e martë, 7 prill 2026 Sot: e martë, 14 prill 2026');
    expect(early).toContain('rregullat nr. 1 të komunës Sot:');
    const meanwhile = await asOf('2026-04-08');
    expect(meanwhile).toContain('Gjendja Pret informata shtesë Sot: E regjistruar');
    expect(meanwhile).toContain('Afati Afati qëndron në vend nga 1 prill 2026');
    expect(meanwhile.indexOf('Parashtruesi u përgjigj')).toBeGreaterThan(
      meanwhile.indexOf('Çfarë u regjistrua më vonë'),
    );
    const today = await asOf('2026-04-10');
    expect(today).not.toContain('Sot:');
    expect(today).toContain('Prej atëherë nuk është regjistruar asgjë');
  });

  it('goes on without an answer that nobody gives', async () => {
    const row = await filed();
    let officer = await on(app, '2026-04-01', 'zyrtar');
    await send(officer, row.id, 'clarify', { question: 'Cili vit?' });
    officer = await on(app, '2026-04-20', 'zyrtar');
    expect(readable((await officer.get(deskPaths.move(row.id, 'lapse-clarification'))).text)).toContain(
      'nga sot rrjedh',
    );
    expect((await send(officer, row.id, 'lapse-clarification', {})).status).toBe(303);
    expect(await caseOf(app, row.id)).toMatchObject({ status: 'registered', dueOn: '2026-04-27', pausedDays: 19 });
    expect(await trackedBy(app, row)).toContain('Pyetja mbeti pa përgjigje');
    const again = await send(officer, row.id, 'lapse-clarification', {});
    expect(readable(again.text)).toContain('Asnjë pyetje nuk pret përgjigje');
  });

  it('does not promise in the letter that the clock runs when it stands still', async () => {
    const row = await filed();
    const officer = await on(app, '2026-04-01', 'zyrtar');
    await send(officer, row.id, 'clarify', { question: 'Cili vit?' });
    const [mail] = await messagesOf(app, row.id, 'letter');
    expect((await app.get(MailComposer).compose(mail!)).text).not.toContain('rrjedh edhe gjatë kohës');
  });

  it.each([
    ['', 'Shkruani ditën'],
    ['31.02.2026', 'Shkruani ditën si'],
    ['2030-01-01', 'në të ardhmen'],
  ])('refuses the day %j', async (day, words) => {
    const row = await filed();
    const officer = await on(app, '2026-04-01', 'zyrtar');
    const answer = await officer.get(`${deskPaths.caseAsOf(row.id)}?day=${day}`);
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain(words);
    expect((await officer.get(deskPaths.caseAsOf(row.id))).status).toBe(200);
  });
});
