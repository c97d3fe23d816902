import { Outbox, OutboxRow, Transactions } from '../../src/records';
import { startApp, type TestApp } from '../support/app';

describe('the outbox page', () => {
  let app: TestApp;
  let ids: string[];
  beforeAll(async () => {
    app = await startApp();
    const { institution } = app.seed;
    ids = await app.get(Transactions).run((tx) =>
      app.get(Outbox).add(
        tx,
        app.clock.now(),
        Array.from({ length: 30 }, (_, i) => ({
          institutionId: institution.id,
          caseId: null,
          kind: 'unassigned',
          recipient: `zyrtar${i}@test`,
          language: 'sq' as const,
          facts: {
            reference: `KK-2026-${String(i).padStart(5, '0')}`,
            subject: '<script>alert(1)</script>',
            caseKind: 'petition',
            receivedOn: '2026-03-02',
            registeredOn: '2026-03-02',
            dueOn: '2026-05-04',
            daysLeft: 35,
          },
        })),
      ),
    );
    await app.source.manager.update(
      OutboxRow,
      { id: ids[3] ?? '' },
      { state: 'failed', problem: '550 No such mailbox' },
    );
  });
  afterAll(() => app.close());

  const admin = async () => {
    const client = app.client();
    await client.signIn('admin@test');
    return client;
  };

  it('lists all messages page by page, and tells that no mail server is set', async () => {
    const client = await admin();
    const first = await client.get('/desk/outbox');
    expect(first.status).toBe(200);
    expect(first.text).toContain('Nuk është caktuar server i postës');
    const seen = (text: string): string[] => [...new Set(text.match(/zyrtar\d+@test/g) ?? [])];
    const next = /href="(\/desk\/outbox\?before=[^"]+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await client.get(next);
    expect(seen(first.text)).toHaveLength(25);
    expect(seen(second.text)).toHaveLength(5);
    expect(new Set([...seen(first.text), ...seen(second.text)]).size).toBe(30);
  });

  it('shows a message as its reader gets it, and nothing in it runs', async () => {
    const { text } = await (await admin()).get(`/desk/outbox/${ids[0]}`);
    expect(text).toContain('KK-2026-00000: këtë lëndë nuk e ka marrë askush');
    expect(text).not.toContain('<script>alert(1)');
    expect(text).toContain('&lt;script&gt;');
  });

  it('sends a failed message again, once', async () => {
    const client = await admin();
    const failed = await client.get('/desk/outbox?show=failed');
    expect(failed.text).toContain('zyrtar3@test');
    expect(failed.text).not.toContain('zyrtar4@test');
    await client.get(`/desk/outbox/${ids[3]}`);
    const answer = await client.post(`/desk/outbox/${ids[3]}/retry`);
    expect([answer.status, answer.location]).toEqual([303, `/desk/outbox/${ids[3]}?done=again`]);
    expect((await client.get(answer.location ?? '')).text).toContain('Mesazhi po dërgohet përsëri');
    const twice = await client.post(`/desk/outbox/${ids[3]}/retry`);
    expect(twice.location).toBe(`/desk/outbox/${ids[3]}`);
  });

  it('is not open to others, and unknown messages are not there', async () => {
    const officer = app.client();
    await officer.signIn('zyrtar@test');
    expect((await officer.get('/desk/outbox')).status).toBe(403);
    expect((await (await admin()).get('/desk/outbox/00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await (await admin()).get('/desk/outbox?before=nonsense&show=nothing')).status).toBe(200);
    expect((await (await admin()).get('/desk/outbox?show=constructor')).status).toBe(200);
  });
});
