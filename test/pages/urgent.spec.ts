import { deskPaths } from '../../src/platform/paths';
import type { CaseRow } from '../../src/records';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';

const INSTITUTION = deskPaths.institution();
const START = '2026-03-30T09:00:00+02:00';

describe('an urgent request on the pages of the officials', () => {
  let app: TestApp;
  let urgent: CaseRow;
  let calm: CaseRow;
  const signedIn = async (who: string): Promise<Client> => {
    const client = app.client();
    await client.signIn(`${who}@test`);
    return client;
  };
  /** The institution's form as it stands, with some fields typed anew. */
  const setting = async (admin: Client, fields: Record<string, string>) => {
    const { text } = await admin.get(INSTITUTION);
    const value = (name: string): string => new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(text)?.[1] ?? '';
    const kept = ['nameSq', 'nameSr', 'nameEn', 'code', 'signatureThreshold', 'handshakeDays'];
    const inside = ['directorateShare', 'draftDaysBefore', 'signOffDaysBefore'];
    return admin.post(INSTITUTION, {
      ...Object.fromEntries([...kept, ...inside].map((name) => [name, value(name)])),
      extensionReading: 'A',
      clarification: 'runs',
      ...fields,
    });
  };
  const rowOf = (html: string, subject: string): string =>
    html.split('<tr').find((row) => row.includes(`>${subject}<`)) ?? '';

  beforeAll(async () => {
    app = await startApp({ at: START });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    urgent = await fileCase(app, { subject: 'I burgosuri', urgent: true });
    calm = await fileCase(app, { subject: 'Kontratat', assigneeId: app.seed.officials.zyrtar.id });
  });
  afterAll(() => app.close());
  beforeEach(() => app.clock.set(START));

  it.each([
    [0, '48 hours left', 'hours'],
    [17 * 60, '31 hours left', 'hours'],
    [41 * 60, '7 hours left', 'last-hours'],
    [47 * 60 + 20, '40 minutes left', 'last-hours'],
    [48 * 60 + 1, '1 minute overdue', 'overdue'],
    [50 * 60, '2 hours overdue', 'overdue'],
  ])(
    'after %i minutes says "%s", in the list and at the head of its page, in its colour',
    async (past, words, look) => {
      app.clock.advance(past * 60_000);
      const officer = await signedIn('zyrtar');
      const badge = `<span class="q-due q-due--${look}">${words}</span>`;
      const row = rowOf((await officer.get('/desk')).text, 'I burgosuri');
      expect(row).toContain(badge);
      expect(row).toContain(look === 'overdue' ? 'q-list__row--overdue' : 'q-list__row--urgent');
      expect(row).toContain('<strong class="q-due q-urgent">Urgent: 48 hours</strong>');
      const page = (await officer.get(deskPaths.caseFile(urgent.id))).text;
      expect(page).toContain(badge);
      expect(page).toContain('<strong class="govuk-tag q-urgent">Urgent: 48 hours</strong>');
    },
  );

  it('stands before the cases of its day, which have none of its colour', async () => {
    const officer = await signedIn('zyrtar');
    const { text } = await officer.get('/desk');
    expect(text.indexOf('I burgosuri')).toBeLessThan(text.indexOf('Kontratat'));
    expect(rowOf(text, 'Kontratat')).not.toMatch(/urgent|hours/);
    expect(readable((await officer.get(deskPaths.caseFile(calm.id))).text)).not.toContain('On call');
  });

  it('names whoever is on call, whom an administrator chooses among the active officials', async () => {
    const officer = await signedIn('zyrtar');
    const facts = async (): Promise<string> => readable((await officer.get(deskPaths.caseFile(urgent.id))).text);
    expect(await facts()).toContain('On call Nobody is on call; the responsible officers are told');
    const admin = await signedIn('admin');
    expect((await setting(admin, { onCallId: app.seed.officials.staf.id })).status).toBe(303);
    expect(await facts()).toContain('On call Sokol Stafi');
    expect((await admin.get(INSTITUTION)).text).toContain(
      `<option value="${app.seed.officials.staf.id}" selected>Sokol Stafi</option>`,
    );
  });

  it('lets whoever is on call find, read and answer it, and nothing else of another directorate', async () => {
    const staff = await signedIn('staf');
    const { text } = await staff.get('/desk');
    expect(text).toContain('I burgosuri');
    expect(readable(text)).toMatch(/1 Open/);
    expect(text).not.toContain('Kontratat');
    await staff.get(deskPaths.caseFile(urgent.id));
    expect((await staff.post(deskPaths.whoAsked(urgent.id))).status).toBe(303);
    expect((await staff.get(deskPaths.caseFile(urgent.id))).text).toContain('Arta Krasniqi');
    expect((await staff.get(deskPaths.move(urgent.id, 'assign'))).status).toBe(200);
    expect((await staff.get(deskPaths.move(urgent.id, 'decide'))).status).toBe(200);
    expect((await staff.get(deskPaths.caseFile(calm.id))).status).toBe(404);
    const head = await signedIn('drejtor');
    expect((await head.get('/desk')).text).not.toContain('I burgosuri');
    expect((await head.get(deskPaths.caseFile(urgent.id))).status).toBe(404);
  });

  it.each(['nobody-here', "x' OR 1=1", 'ë'.repeat(40)])('refuses "%s" as the one on call', async (onCallId) => {
    const admin = await signedIn('admin');
    const answer = await setting(admin, { onCallId });
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain('Choose an active official of the municipality');
  });

  it('lets nobody be on call who left', async () => {
    const admin = await signedIn('admin');
    const { kryetar } = app.seed.officials;
    await app.source.query(`UPDATE officials SET active = false WHERE id = '${kryetar.id}'`);
    expect((await admin.get(INSTITUTION)).text).not.toContain(kryetar.id);
    expect((await setting(admin, { onCallId: kryetar.id })).status).toBe(422);
  });

  it('tells its applicant the hours too', async () => {
    const [{ accessCode }] = await app.source.query<[{ accessCode: string }]>(
      `SELECT access_code AS "accessCode" FROM applicants WHERE case_id = '${urgent.id}'`,
    );
    app.clock.advance({ hours: 17 });
    const citizen = app.client();
    const found = await citizen.get(`/sq/track?reference=${urgent.reference}&code=${accessCode}`);
    const page = found.location ? await citizen.get(found.location) : found;
    expect(page.text).toContain('<span class="q-due q-due--hours">Edhe 31 orë</span>');
  });
});
