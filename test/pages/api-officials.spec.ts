import { assign, decide } from '../../src/core/casefile';
import { localDate } from '../../src/core/law';
import { CaseBook, type Official, Transactions } from '../../src/records';
import { ApiTokens } from '../../src/platform/sign-in';
import { startApp, type TestApp } from '../support/app';
import { Description } from '../support/openapi';
import { seedMunicipality } from '../support/seed';

interface Page {
  cases: { id: string; reference: string; dueOn: string; daysLeft: number; assignee: { name: string } | null }[];
  next: string | null;
}

describe('the API of officials', () => {
  let app: TestApp;
  let description: Description;
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    description = new Description((await app.client().get('/api/openapi.json')).json() as never);
    await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
    for (const email of ['admin@test', 'zyrtar@test', 'staf@test', 'kryetar@test', 'zyrtar@elsewhere']) {
      tokens[email] = await app.get(ApiTokens).create(email, 'test');
    }
    // Due on 7 April: 1, 2, 3; on 8 April: 4; a petition: 5.
    for (const subject of ['Kërkesa për buxhetin', 'Leja e ndërtimit', 'Zahtev za ugovor']) await file({ subject });
    app.clock.advance({ days: 2 });
    await file({ subject: 'Më vonë' });
    await file({ kind: 'petition', subject: 'Peticion për rrugën' });
    const { staf } = app.seed.officials;
    await act('KK-2026-00002', (loaded) =>
      assign(loaded.file, { assigneeId: staf.id, directorateId: staf.directorateId }, app.clock.today()),
    );
    await act('KK-2026-00003', (loaded) =>
      decide(
        loaded.file,
        {
          outcome: 'granted',
          answerForm: 'electronic',
          grounds: [],
          location: '',
          destination: '',
          decidedOn: localDate('2026-04-01'),
        },
        '00000000-0000-4000-8000-000000000000',
        app.clock.today(),
      ),
    );
  });
  afterAll(() => app.close());

  async function file(fields: object): Promise<void> {
    const body = { kind: 'access-request', text: 'Teksti', name: 'Arta Krasniqi', email: 'arta@example.org', to: 'KK' };
    const answer = await fetch(`${app.url}/api/v1/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, ...fields }),
    });
    expect(answer.status).toBe(201);
  }

  async function act(
    reference: string,
    move: (loaded: Parameters<Parameters<CaseBook['act']>[2]>[0]) => object,
  ): Promise<void> {
    const [found] = await app.source.query<{ id: string }[]>('SELECT id FROM case_files WHERE reference = ?', [
      reference,
    ]);
    await app.get(Transactions).run((tx) =>
      app.get(CaseBook).act(
        tx,
        {
          institutionId: app.seed.institution.id,
          caseId: found!.id,
          actor: { kind: 'system' },
          now: app.clock.now(),
        },
        (loaded) => [move(loaded)] as never,
      ),
    );
  }

  const as = (who: string) => ({ authorization: `Bearer ${tokens[who]}`, 'accept-language': 'en' });
  const ask = async (who: string, query = '') => {
    const answer = await app.client().get(`/api/v1/cases${query}`, as(who));
    expect(description.faults('GET /cases', answer)).toEqual([]);
    return answer;
  };
  const numbers = async (who: string, query = ''): Promise<string[]> =>
    ((await ask(who, query)).json() as Page).cases.map((one) => one.reference.slice(-1));

  it('lists what is due first, and nothing of the applicants', async () => {
    const answer = await ask('zyrtar@test');
    const { cases, next } = answer.json() as Page;
    expect(cases.map((one) => one.reference.slice(-1)).slice(2)).toEqual(['4', '5']);
    expect(cases).toHaveLength(4);
    expect(next).toBeNull();
    expect(cases[0]).toMatchObject({ dueOn: '2026-04-07', daysLeft: 6 });
    expect(cases.find((one) => one.reference.endsWith('2'))?.assignee?.name).toBe('Sokol Stafi');
    expect(answer.text).not.toMatch(/Arta|Krasniqi|arta@/);
  });

  it.each([
    ['?kind=petition', ['5']],
    ['?status=closed', ['3']],
    ['?status=in-progress', ['2']],
    ['?assignee=none&kind=access-request&limit=1&q=buxhetin', ['1']],
    ['?q=kerkesa', ['1']],
    ['?q=KK-2026-00004', ['4']],
    ['?due=overdue', []],
    ['?due=today', []],
  ])('filters by %s', async (query, expected) => {
    expect(await numbers('zyrtar@test', query)).toEqual(expected);
  });

  it('knows me, my directorate, and what is due this week', async () => {
    expect(await numbers('staf@test', '?assignee=me')).toEqual(['2']);
    const { urbanism } = app.seed.directorates;
    expect(await numbers('zyrtar@test', `?directorate=${urbanism.id}`)).toEqual(['2']);
    expect(await numbers('zyrtar@test', '?due=week')).toEqual([]);
    app.clock.set('2026-04-06T09:00:00+02:00');
    expect((await numbers('zyrtar@test', '?due=week')).sort()).toEqual(['1', '2', '4']);
    app.clock.set('2026-04-08T09:00:00+02:00');
    expect((await numbers('zyrtar@test', '?due=overdue')).sort()).toEqual(['1', '2']);
    expect(await numbers('zyrtar@test', '?due=today')).toEqual(['4']);
    app.clock.set('2026-04-01T09:00:00+02:00');
  });

  it('goes from page to page without losing or repeating a case', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 10; pages += 1) {
      const page = (await ask('zyrtar@test', `?limit=1${cursor ? `&cursor=${cursor}` : ''}`)).json() as Page;
      seen.push(...page.cases.map((one) => one.reference.slice(-1)));
      cursor = page.next;
    }
    expect(seen).toEqual(await numbers('zyrtar@test'));
  });

  it('shows each official what the desk shows them', async () => {
    expect(await numbers('staf@test')).toEqual(['2']);
    expect(await numbers('kryetar@test')).toHaveLength(4);
    expect(await numbers('admin@test')).toHaveLength(4);
    expect(await numbers('zyrtar@elsewhere', '?status=all')).toEqual([]);
  });

  it.each([
    ['?limit=0', 'limit', 'not-a-limit'],
    ['?limit=101', 'limit', 'not-a-limit'],
    ['?cursor=abc', 'cursor', 'not-a-cursor'],
    ['?due=soon', 'due', 'not-one-of'],
    ["?assignee=x'%20OR%201=1", 'assignee', 'not-an-assignee'],
    ['?sort=name', 'sort', 'unknown-parameter'],
  ])('refuses %s', async (query, field, code) => {
    const answer = await ask('zyrtar@test', query);
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'invalid-parameters', errors: [{ field, code }] });
  });

  it('lets nobody in without a token that holds', async () => {
    const status = async (headers: Record<string, string>) => {
      const answer = await app.client().get('/api/v1/cases', headers);
      expect(description.faults('GET /cases', answer)).toEqual([]);
      return answer.status;
    };
    expect(await status({})).toBe(401);
    expect(await status({ authorization: 'Bearer qsj_wrong' })).toBe(401);
    expect(await status({ authorization: `Basic ${tokens['zyrtar@test']}` })).toBe(401);
    const token = await app.get(ApiTokens).create('staf@test', 'to be revoked');
    expect(await status({ authorization: `Bearer ${token}` })).toBe(200);
    const [row] = await app.get(ApiTokens).list('staf@test');
    await app.get(ApiTokens).revoke('staf@test', row!.id);
    expect(await status({ authorization: `Bearer ${token}` })).toBe(401);
    await deactivate(app.seed.officials.kryetar);
    expect(await status(as('kryetar@test'))).toBe(401);
  });

  async function deactivate(official: Official): Promise<void> {
    await app.source.query('UPDATE officials SET active = false WHERE id = ?', [official.id]);
  }

  describe('the yearly report', () => {
    const report = async (who: string, path: string) => {
      const answer = await app.client().get(`/api/v1/reports/${path}`, as(who));
      expect(description.faults('GET /reports/{year}', answer)).toEqual([]);
      return answer;
    };

    it('gives the figures of the page', async () => {
      const answer = await report('zyrtar@test', '2026');
      expect(answer.status).toBe(200);
      expect(answer.json()).toMatchObject({
        period: { from: '2026-01-01', to: '2026-12-31', asOf: '2026-04-01' },
        balance: { total: { opening: 0, received: 5, closedTotal: 1, openTotal: 4 } },
        access: { received: { total: 4, granted: 1, pending: 3 } },
        others: { petition: { total: 1 } },
      });
    });

    it('tells any period as of any day', async () => {
      const answer = await report('zyrtar@test', '2026?from=2026-03-01&to=2026-03-31&asOf=2026-03-31');
      expect(answer.json()).toMatchObject({ access: { received: { total: 3, granted: 0 } } });
    });

    it.each([
      ['2026?from=31.12', 'from', 'not-a-day'],
      ['2026?asOf=2027-01-01', 'asOf', 'as-of-in-future'],
      ['2026?from=2026-03-01&to=2026-02-01', 'to', 'ends-before-it-begins'],
      ['2026?as_of=2026-01-01', 'as_of', 'unknown-parameter'],
    ])('refuses %s', async (path, field, code) => {
      const answer = await report('zyrtar@test', path);
      expect(answer.status).toBe(400);
      expect(answer.json()).toMatchObject({ errors: [{ field, code }] });
    });

    it('is for the roles that see it at the desk', async () => {
      expect((await report('staf@test', '2026')).status).toBe(403);
      expect((await report('admin@test', '2026')).status).toBe(200);
      expect((await report('zyrtar@elsewhere', '2026')).json()).toMatchObject({ balance: { total: { received: 0 } } });
      expect((await report('zyrtar@test', 'next')).status).toBe(404);
    });
  });
});
