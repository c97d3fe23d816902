import { existsSync } from 'node:fs';
import type { CaseEvent } from '../../src/core/casefile';
import { localDateOf } from '../../src/core/law';
import { RetentionJob } from '../../src/features/retention/retention-job';
import { FileKeeper } from '../../src/platform/files';
import { Housekeeping } from '../../src/platform/housekeeping';
import {
  Anonymising,
  Applicant,
  BulkAction,
  BulkActions,
  CaseBook,
  type CaseRow,
  EventLog,
  EventRow,
  FileRow,
  Inspection,
  MailRetention,
  MailRow,
  NoticeRow,
  Notices,
  People,
  Rederivation,
  ConsultationRow,
  Retention,
  Submission,
  Transactions,
} from '../../src/records';
import { CLOCK } from '../../src/platform/clock';
import { fileByForm } from '../make/case-from-form';
import { mailRow } from '../make/mails';
import { keptFile, sentLetter } from '../make/objects';
import { makeMove } from '../make/offers';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { contentsOf } from '../support/contents';

const FIGURES = '/desk/reports/2026/figures.csv?asOf=05.01.2026';
const NAMING = /Blerta|Krasniqi|blerta@|44 ?123 ?456|Rruga Dituria/i;

describe.each(['sqlite', 'postgres'] as const)('who asked is taken away when its time is over (%s)', (database) => {
  let app: TestApp;
  let admin: Client;
  let officer: Client;
  let job: RetentionJob;

  beforeEach(async () => {
    app = await startApp({ at: '2026-01-05T09:00:00+01:00', database });
    const parts = [
      ...[People, Retention, MailRetention, EventLog, Anonymising, CaseBook],
      ...[FileKeeper, Transactions, Housekeeping],
    ].map((one) => app.get<unknown>(one));
    job = new RetentionJob(...([...parts, app.get(CLOCK)] as ConstructorParameters<typeof RetentionJob>));
    admin = await as('admin');
    officer = await as('zyrtar');
  });
  afterEach(() => app.close());

  async function as(name: string): Promise<Client> {
    const client = app.client();
    await client.signIn(`${name}@test`);
    return client;
  }

  async function happens(row: CaseRow, ...events: object[]): Promise<void> {
    const now = app.clock.now();
    const act = { institutionId: row.institutionId, caseId: row.id, actor: { kind: 'system' as const }, now };
    const all = events.map((event) => ({ occurredOn: localDateOf(now), ...event }) as CaseEvent);
    await app.get(Transactions).run((tx) => app.get(CaseBook).act(tx, act, () => all));
  }

  const decided = { type: 'decided', outcome: 'granted', answerForm: 'electronic', grounds: [], letterId: null };

  async function set(months: string): Promise<string> {
    const asked = await admin.fill('/desk/retention', { months });
    expect(asked.status).toBe(200);
    const done = await admin.post('/desk/retention', { months, sure: '1' });
    expect([done.status, done.location]).toEqual([303, '/desk/retention?done=set']);
    return readable(asked.text);
  }

  const PERSON = { name: 'Blerta Krasniqi', address: 'Rruga Dituria 7, Kamenicë', phone: '+383 44 123 456' };

  it('in every table and on the disk, while the request, the answer and the figures stay', async () => {
    const text = 'Unë, blerta  krasniqi (+383 44 123 456), kërkoj kontratën për ndriçimin publik.';
    const upload = { name: 'leternjoftimi-blerta.pdf', bytes: '%PDF-1.4\n% a scan\n', type: 'application/pdf' };
    const row = await fileByForm(app, { ...PERSON, text }, 'access-request', [upload]);
    const { accessCode } = await app.source.manager.findOneByOrFail(Applicant, { caseId: row.id });
    await makeMove(officer, row.id, 'note', { note: 'Krasniqi Blerta telefonoi për kontratën.' });
    const answer = await keptFile(app, row, 'answer', 'kontrata');
    const letter = await sentLetter(
      app,
      row,
      'Blerta Krasniqi\n\nE nderuara Blerta Krasniqi,\n\nKontrata është bashkëngjitur.',
    );
    const party = { party: 'Ndriçimi SH.P.K.', partyEmail: 'zyra@ndricimi.example', partyLanguage: 'sq' };
    const about = { ground: 'commercial', question: 'Kontrata për ndriçimin publik.', by: '08.01.2026' };
    await makeMove(officer, row.id, 'consult', { ...party, ...about });
    await officer.post(`/desk/cases/${row.id}/who-asked`);
    await happens(row, decided);
    const [submitted] = await app.source.manager.findBy(FileRow, { caseId: row.id, role: 'submitted' });
    const kept = app.get(FileKeeper);
    expect(existsSync(kept.pathOf(submitted!))).toBe(true);
    const report = (await officer.get(FIGURES)).text;
    expect(report).toMatch(/;1|,1/);

    expect(await set('6')).toContain(
      'Të dhënat e parashtruesit do të fshihen 6 muaj pas përfundimit. Asgjë nuk fshihet para datës 12 janar 2026',
    );
    app.clock.set('2026-07-04T23:00:00+02:00');
    expect(await job.run()).toBe(0);
    app.clock.set('2026-07-05T03:00:00+02:00');
    expect((await Promise.all([job.run(), job.run()])).reduce((a, b) => a + b)).toBe(1);
    expect(await job.run()).toBe(0);

    const naming = Object.entries(await contentsOf(app)).flatMap(([table, rows]) =>
      rows
        .filter((one) => NAMING.test(JSON.stringify(one)) || JSON.stringify(one).includes(accessCode))
        .map(() => table),
    );
    expect(naming).toEqual([]);
    expect(existsSync(kept.pathOf(submitted!))).toBe(false);
    const answers = await app.source.manager.findOneByOrFail(FileRow, { id: answer });
    expect(existsSync(kept.pathOf(answers))).toBe(true);

    await officer.signIn('zyrtar@test');
    const page = readable((await officer.get(`/desk/cases/${row.id}`)).text);
    expect(page).toContain('Unë, […] ([…]), kërkoj kontratën për ndriçimin publik.');
    expect(page).toContain('[…] telefonoi për kontratën.');
    expect(page).toContain('letra.txt');
    expect(page).not.toContain('leternjoftimi');
    expect(page).toContain('Të dhënat e parashtruesit u fshinë më 5 korrik 2026');
    expect(page).toContain('Afati i ruajtjes: 6 muaj pas mbylljes');
    expect(page).not.toContain('Trego parashtruesin');
    expect(readable((await officer.get(`/desk/letters/${letter}`)).text)).toContain('Kontrata është bashkëngjitur.');
    expect((await officer.get(`/desk/files/${submitted!.id}`)).status).toBe(404);
    expect((await officer.get(`/desk/files/${answer}`)).status).toBe(200);
    expect((await officer.get(FIGURES)).text).toBe(report);
    const citizen = app.client();
    const tracked = await citizen.fill('/sq/track', { reference: row.reference, code: accessCode });
    expect(tracked.status).toBe(422);

    const { institution } = app.seed;
    const { manager } = app.source;
    expect(await app.get(EventLog).verify(manager, institution.id)).toMatchObject({ brokenAt: null });
    expect(await app.get(Rederivation).differences(manager, institution, [row.id])).toEqual([]);
    expect(await app.get(Inspection).fileHashes(manager)).not.toContain(submitted!.sha256);
    const events = (await app.get(EventLog).ofCase(manager, row.id)).filter(({ event }) => event.type === 'anonymised');
    expect(events).toHaveLength(1);
    const asked = await manager.findBy(ConsultationRow, { caseId: row.id });
    expect(asked).toMatchObject([{ email: null, question: 'Kontrata për ndriçimin publik.' }]);
    const { payload, anonymisedOn } = await manager.findOneByOrFail(Submission, { id: row.submissionId });
    expect([anonymisedOn, payload.subject]).toEqual(['2026-07-05', 'Kontrata për ndriçimin publik']);
    await expect(app.source.query(`UPDATE submissions SET payload = '{}'`)).rejects.toThrow('append-only');
  });

  it('never of a request that is not answered, of a petition under way, of an open complaint', async () => {
    const open = await fileByForm(app, PERSON);
    const petition = await fileByForm(app, PERSON, 'petition');
    await happens(petition, { type: 'considered' });
    const complaint = await fileByForm(app, PERSON);
    await happens(complaint, { ...decided, outcome: 'refused' }, { type: 'complaint-lodged' });
    await set('3');
    app.clock.set('2027-01-05T09:00:00+01:00');
    expect(await job.run()).toBe(0);
    for (const { id } of [open, petition, complaint])
      expect((await app.source.manager.findOneByOrFail(Applicant, { caseId: id })).name).toBe('Blerta Krasniqi');
    await admin.signIn('admin@test');
    const page = readable((await admin.get('/desk/retention')).text);
    expect(page).toContain('Të shtyra nga një ankesë');
    expect(page).toContain(complaint.reference);
    expect(page).not.toContain(petition.reference);
  });

  it('of a note that was written for many cases, where it was ordered too', async () => {
    const row = await fileByForm(app, PERSON);
    const { manager } = app.source;
    const facts = { note: 'Krasniqi Blerta telefonoi; zonja Krasniqi pret.' };
    const begun = { institutionId: row.institutionId, officialId: app.seed.officials.zyrtar.id, act: 'note' as const };
    const id = await app
      .get(Transactions)
      .run((tx) =>
        app
          .get(BulkActions)
          .begin(tx, { ...begun, facts }, [{ caseId: row.id, version: row.version }], app.clock.now()),
      );
    await happens(row, decided);
    await set('3');
    app.clock.set('2026-05-05T09:00:00+02:00');
    expect(await job.run()).toBe(1);
    const { facts: kept } = await manager.findOneByOrFail(BulkAction, { id });
    expect(kept).toEqual({ note: '[…] telefonoi; zonja […] pret.' });
  });

  it('of e-mail that became no case, but never of one that waits', async () => {
    const { manager } = app.source;
    const kept = app.get(FileKeeper);
    const came = async (more: Partial<MailRow>): Promise<MailRow> => {
      const bytes = await kept.keepBytes(Buffer.from(`Subject: ${more.subject}`), 'm.eml', 'message/rfc822');
      const at = { receivedAt: app.clock.now(), createdAt: app.clock.now(), fromName: PERSON.name };
      const mail = mailRow(app.seed.institution.id, bytes, { ...at, ...more });
      await manager.insert(MailRow, mail);
      return mail;
    };
    const settled = { settledAt: new Date('2026-02-05T09:00:00Z'), reason: 'Reklamë e Blerta Krasniqi' };
    const discarded = await came({ state: 'discarded', subject: 'a', ...settled });
    const aside = await came({ state: 'set-aside', setAside: 'bulk', subject: 'b' });
    const waiting = await came({ subject: 'c' });
    const facts = { mailId: aside.id, subject: 'b Blerta Krasniqi' };
    const about = {
      institutionId: aside.institutionId,
      caseId: null,
      alarmId: null,
      kind: 'mail-arrived',
      mailed: true,
    };
    const bell = { ...about, facts, officialId: app.seed.officials.zyrtar.id };
    await app.get(Transactions).run((tx) => app.get(Notices).add(tx, app.clock.now(), [bell]));
    await set('3');
    app.clock.set('2026-04-05T09:00:00+02:00');
    await admin.signIn('admin@test');
    const page = readable((await admin.get('/desk/retention')).text);
    expect(page).toContain('Mesazhe të e-postës që nuk u bënë lëndë dhe fshihen deri atëherë: 2');
    expect(page).toContain('Mesazhe të e-postës që ende presin vendim dhe nuk fshihen: 1');
    const left = async (): Promise<string[]> =>
      (await manager.find(MailRow, { order: { uid: 'ASC' } })).map((one) => `${one.subject}${one.size > 0}`);
    await job.run();
    // Discarded a month later, it goes a month later.
    expect(await left()).toEqual(['atrue', 'false', 'ctrue']);
    expect(existsSync(kept.pathOf(aside))).toBe(false);
    app.clock.set('2026-05-05T09:00:00+02:00');
    await Promise.all([job.run(), job.run()]);
    expect(await left()).toEqual(['false', 'false', 'ctrue']);
    expect(await manager.findOneByOrFail(MailRow, { id: discarded.id })).toMatchObject({ reason: 'Reklamë e […]' });
    expect(JSON.stringify(await manager.find(NoticeRow))).not.toContain('Blerta');
    expect(existsSync(kept.pathOf(waiting))).toBe(true);
    const events = (await manager.find(EventRow)).filter((one) => one.type === 'mails.forgotten');
    expect(events).toHaveLength(2);
    await officer.signIn('zyrtar@test');
    const gone = await officer.get(`/desk/mail/${discarded.id}`);
    expect(readable(gone.text)).toContain('Koha e ruajtjes së të dhënave personale ka kaluar');
    expect(gone.text).not.toMatch(/restore|message"/);
    expect((await officer.post(`/desk/mail/${discarded.id}/restore`)).location).toContain('settled');
  });

  it('only after the days to think again, and shows beforehand from which cases', async () => {
    const row = await fileByForm(app, PERSON);
    await happens(row, decided);
    expect(await job.run()).toBe(0);
    app.clock.set('2027-01-05T09:00:00+01:00');
    await admin.signIn('admin@test');
    expect(readable((await admin.get('/desk/retention')).text)).toContain('Nuk është caktuar: nuk fshihet asgjë.');
    for (const wrong of ['2', '241', 'gjashtë', '6.5']) {
      const refused = await admin.fill('/desk/retention', { months: wrong });
      expect([wrong, refused.status]).toEqual([wrong, 422]);
      expect(readable(refused.text)).toContain('Shkruani një numër të plotë nga 3 deri në 240');
    }
    const asked = await set('6');
    expect(asked).toContain(row.reference);
    expect(asked).toContain('5 janar 2026 12 janar 2027');
    expect(await job.run()).toBe(0);
    const page = readable((await admin.get('/desk/retention')).text);
    expect(page).toContain('Do të fshihet deri më 5 shkurt 2027 1 lëndë');
    expect(page).toContain('Asgjë nuk fshihet para datës 12 janar 2027');
    // Changing anything else of the institution keeps it.
    const { code, nameSq, nameSr, nameEn } = app.seed.institution;
    const institution = await admin.get('/desk/institution');
    const fields = Object.fromEntries(
      [...institution.text.matchAll(/<input[^>]* name="(\w+)" type="(?:text|email|tel)" value="([^"]*)"/g)].map((m) => [
        m[1]!,
        m[2]!,
      ]),
    );
    const choices = { extensionReading: 'A', clarification: 'runs', code, nameSq, nameSr, nameEn: `${nameEn} 2` };
    expect((await admin.post('/desk/institution', { ...fields, ...choices })).status).toBe(303);
    expect(readable((await admin.get('/desk/retention')).text)).toContain('Ruhen 6 muaj pas përfundimit të lëndës.');
    app.clock.set('2027-01-12T00:01:00+01:00');
    expect(await job.run()).toBe(1);
    await officer.signIn('zyrtar@test');
    expect((await officer.get('/desk/retention')).status).toBe(403);
  });
});
