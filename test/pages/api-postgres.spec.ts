import { ApiTokens } from '../../src/platform/sign-in';
import { startApp, type TestApp } from '../support/app';

/** The same calls on the other database, with what only PostgreSQL refuses: a NUL in a text. */
describe('the API on PostgreSQL', () => {
  let app: TestApp;
  beforeAll(async () => (app = await startApp({ database: 'postgres' })), 60_000);
  afterAll(() => app.close());

  it('files, follows, lists and reports', async () => {
    const body = { kind: 'petition', subject: 'Rruga\u0000', text: 'Teksti', name: 'Arta K.', address: 'Rr. 1' };
    const answer = await fetch(`${app.url}/api/v1/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(201);
    const { reference, accessCode } = (await answer.json()) as Record<string, string>;
    const get = (path: string, headers: Record<string, string>) => app.client().get(`/api/v1${path}`, headers);
    const code = { 'x-access-code': accessCode! };
    expect((await get(`/submissions/${reference}`, code)).json()).toMatchObject({
      kind: 'petition',
      dueOn: '2026-05-29',
    });
    expect((await get(`/submissions/${reference}/documents/a%00b`, code)).status).toBe(404);
    expect((await get('/submissions/KK%00-1', code)).status).toBe(404);
    const official = { authorization: `Bearer ${await app.get(ApiTokens).create('zyrtar@test', 'x')}` };
    expect((await get('/cases?q=rruga%00', official)).json()).toMatchObject({
      cases: [{ reference, subject: 'Rruga' }],
    });
    const visitor = app.client();
    const tracked = await visitor.fill('/en/track', { reference: 'KK\u0000', code: 'x' });
    expect(tracked.status).toBe(422);
    const desk = app.client();
    await desk.signIn('zyrtar@test');
    expect((await desk.get('/desk?text=rruga%00')).text).toContain(reference);
    const report = (await get('/reports/2026', official)).json();
    expect(report).toMatchObject({ balance: { petition: { received: 1, openTotal: 1 } } });
  });

  it('finds nothing under an address with a NUL, and signs nobody in with one', async () => {
    const desk = app.client();
    await desk.signIn('zyrtar@test');
    for (const path of [
      '/desk/cases/%00',
      '/desk/cases/a%00b/note',
      '/desk/files/%00',
      '/desk/letters/%00',
      '/sq/%00',
    ]) {
      const { status, text } = await desk.get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(text).toContain('Faqja nuk u gjet');
    }
    const refused = await app.client().fill('/desk/sign-in', { email: 'a\0b@test', password: 'x' });
    expect(refused.status).toBe(422);
  });
});
