import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { answerClarification, askClarification, type CaseEvent, extend } from '../../src/core/casefile';
import { deskPaths } from '../../src/platform/paths';
import { ApiTokens } from '../../src/platform/sign-in';
import { CaseBook, type CaseRow, type LoadedCase, TrackingStore, Transactions } from '../../src/records';
import { fileCase } from '../make/filed-case';
import { newId, startApp, type TestApp } from '../support/app';
import { Description } from '../support/openapi';

interface Day {
  day: string;
  count: number | null;
  reason: string;
  rest?: { kind: string; name?: string; source?: string; state?: string };
}
interface Deadline {
  state: string;
  firstDueOn: string | null;
  dueOn: string | null;
  dueAt: string | null;
  days: Day[];
  statute: Record<string, unknown>;
  calendarVersion: string;
}
interface Passport {
  reference: string;
  deadline: Deadline;
  complaint: Deadline | null;
}
type Content = Record<string, { schema: object; example?: unknown }>;
interface Document {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Content }> }>>;
  components: { schemas: Record<string, object> };
}

describe('the passport of a deadline as JSON', () => {
  let app: TestApp;
  let document: Document;
  let description: Description;
  let token: string;
  let staff: string;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    document = (await app.client().get('/api/openapi.json')).json() as Document;
    description = new Description(document);
    token = await app.get(ApiTokens).create('zyrtar@test', 'test');
    staff = await app.get(ApiTokens).create('staf@test', 'test');
  });
  afterAll(() => app.close());

  const forCode = async (row: CaseRow, code?: string) => {
    const { accessCode } = await app.get(TrackingStore).applicant(app.get(Transactions).reader, row.id);
    const headers = { 'x-access-code': code ?? accessCode, 'accept-language': 'en' };
    const answer = await app.client().get(`/api/v1/submissions/${row.reference}/passport`, headers);
    expect(description.faults('GET /submissions/{reference}/passport', answer)).toEqual([]);
    return answer;
  };
  const forOfficial = async (reference: string, who = token) => {
    const headers = { authorization: `Bearer ${who}`, 'accept-language': 'en' };
    const answer = await app.client().get(`/api/v1/cases/${encodeURIComponent(reference)}/passport`, headers);
    expect(description.faults('GET /cases/{reference}/passport', answer)).toEqual([]);
    return answer;
  };
  const happen = async (row: CaseRow, make: (loaded: LoadedCase) => CaseEvent) => {
    const act = {
      institutionId: row.institutionId,
      caseId: row.id,
      actor: { kind: 'system' as const },
      now: app.clock.now(),
    };
    await app.get(Transactions).run((tx) => app.get(CaseBook).act(tx, act, (loaded) => [make(loaded)]));
  };

  it('gives each day its reason, and each holiday its name, source and state', async () => {
    const row = await fileCase(app);
    const answer = await forCode(row);
    const passport = answer.json() as Passport;
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(passport).toMatchObject({
      reference: row.reference,
      kind: 'access-request',
      complaint: null,
      deadline: {
        state: 'running',
        procedure: 'access.decision',
        trigger: '2026-03-30',
        firstDueOn: '2026-04-07',
        dueOn: '2026-04-07',
        statute: {
          version: '06/L-081',
          mark: 'official',
          title: { en: expect.stringContaining('06/L-081') as string },
        },
        lastKnownDay: null,
      },
    });
    const { days, calendarVersion, statute } = passport.deadline;
    expect(calendarVersion).toMatch(/\S/);
    expect(statute.cite).toMatch(/Information and Privacy Agency/);
    expect(days.map(({ day, count, reason }) => [day.slice(5), count, reason])).toEqual([
      ['03-30', 0, 'day-zero'],
      ['03-31', 1, 'counted'],
      ['04-01', 2, 'counted'],
      ['04-02', 3, 'counted'],
      ['04-03', 4, 'counted'],
      ['04-04', 5, 'counted'],
      ['04-05', 6, 'counted'],
      ['04-06', 7, 'counted'],
      ['04-07', null, 'rolled'],
    ]);
    expect(days[7]?.rest).toEqual({
      kind: 'holiday',
      name: 'catholic-easter',
      state: 'by-rule',
      source: expect.stringContaining('03/L-064') as string,
      carriedFrom: '2026-04-05',
    });
    expect(answer.text).not.toMatch(/Arta|Krasniqi/);
  });

  it('gives officials the same, of the cases that they see', async () => {
    const row = await fileCase(app);
    const [theirs, ours] = [await forCode(row), await forOfficial(row.reference)];
    expect(ours.json()).toEqual(theirs.json());
    expect((await forOfficial('KK-2026-99999')).json()).toMatchObject({ status: 404, code: 'no-such-case' });
    // The directorate's own cases only: another's is one that is not there.
    expect((await forOfficial(row.reference, staff)).status).toBe(404);
    expect((await forOfficial(row.reference, 'qsj_wrong')).status).toBe(401);
  });

  it('is nobody else’s', async () => {
    const row = await fileCase(app);
    expect((await forCode(row, 'AAAAAAAAAA')).json()).toMatchObject({ status: 404, code: 'unknown-case' });
  });

  it('keeps the first deadline beside the extended one, and marks the days that were added', async () => {
    const row = await fileCase(app);
    await happen(row, ({ file, clock }) => extend(file, clock, 'several-documents', null, app.clock.today()));
    const { deadline } = (await forOfficial(row.reference)).json() as Passport;
    expect(deadline).toMatchObject({ extended: true, firstDueOn: '2026-04-07', dueOn: '2026-04-14', extendedDays: 8 });
    expect(deadline.days.filter((day) => day.reason === 'extended')).toHaveLength(8);
  });

  it('stands still with a deadline that a question holds, where the municipality has set so', async () => {
    const admin = app.client();
    await admin.signIn('admin@test');
    const settings = { extensionReading: 'A', clarification: 'pauses', signatureThreshold: '1' };
    const inside = { directorateShare: '60', draftDaysBefore: '2', signOffDaysBefore: '1', handshakeDays: '3' };
    const names = { code: 'KK', nameSq: 'Komuna KK', nameSr: 'Opština KK', nameEn: 'Municipality of KK' };
    const saved = await admin.fill(deskPaths.institution(), { ...names, ...settings, ...inside });
    expect(saved.status).toBe(303);
    const row = await fileCase(app);
    app.clock.advance({ days: 2 });
    await happen(row, ({ file }) => askClarification(file, newId(), app.clock.today()));
    const { deadline } = (await forCode(row)).json() as Passport;
    expect(deadline).toMatchObject({ state: 'paused', dueOn: null, pausedSince: '2026-04-01', remaining: 5 });
    app.clock.advance({ days: 2 });
    await happen(row, ({ file }) => answerClarification(file, newId(), app.clock.today()));
    app.clock.set('2026-03-30T09:00:00+02:00');
    const after = ((await forCode(row)).json() as Passport).deadline;
    expect(after).toMatchObject({ state: 'running', firstDueOn: '2026-04-07', pausedDays: 2 });
    expect(after.days.filter((day) => day.reason === 'paused')).toHaveLength(2);
  });

  it('tells the last moment of an urgent request', async () => {
    const row = await fileCase(app, { urgent: true });
    const { deadline } = (await forCode(row)).json() as Passport;
    expect(deadline).toMatchObject({ procedure: 'access.urgent', dueAt: '2026-04-01T07:00:00.000Z' });
  });

  it('waits with a case for its calendar, and says up to where one is known', async () => {
    app.clock.set('2027-12-29T09:00:00+01:00');
    const row = await fileCase(app);
    app.clock.set('2026-03-30T09:00:00+02:00');
    const { deadline } = (await forCode(row)).json() as Passport;
    expect(deadline).toMatchObject({ state: 'no-calendar', dueOn: null, days: [], lastKnownDay: '2027-12-31' });
  });

  it('shows by an example what the description says', () => {
    const ajv = addFormats(new Ajv2020({ strict: false }));
    for (const path of ['/submissions/{reference}/passport', '/cases/{reference}/passport']) {
      const content = document.paths[path]?.get?.responses['200']?.content?.['application/json'];
      const schema = { $ref: '#/components/schemas/Passport', components: document.components };
      expect(content?.example).toMatchObject({ deadline: { dueOn: '2026-04-10' } });
      expect(ajv.validate(schema, content?.example)).toBe(true);
    }
  });
});
