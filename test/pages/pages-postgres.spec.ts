import { deskPaths } from '../../src/platform/paths';
import { NOW, somethingOfEverything } from '../stories/every-page.house';
import { publicPages, rounds } from '../stories/every-page.list';
import { startApp, type TestApp } from '../support/app';
import type { Client } from '../support/client';

/** What a browser looks at on SQLite (`every-page.spec.ts`) is asked for on PostgreSQL, too, which is stricter. */
describe('pages on PostgreSQL', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ at: NOW, database: 'postgres' });
  });
  afterAll(() => app.close());

  /** Addresses that are answered with anything but a page or a refusal. */
  async function fail(client: Client, addresses: readonly string[]): Promise<[string, number][]> {
    const failed: [string, number][] = [];
    for (const address of addresses) {
      const first = await client.get(address);
      // A link with a code leads on to the page without it.
      const { status } = first.location ? await client.get(first.location) : first;
      if (![200, 403].includes(status)) failed.push([address, status]);
    }
    return failed;
  }
  async function signedIn(email: string): Promise<Client> {
    const client = app.client();
    await client.signIn(email);
    return client;
  }

  it('are pages also on the first morning, with nothing on them', async () => {
    const lists = [deskPaths.queue(), deskPaths.tasks(), deskPaths.search(), `${deskPaths.search()}?q=x`];
    const more = [
      deskPaths.mail(),
      deskPaths.bulk(),
      deskPaths.bulkPrint(),
      deskPaths.transfers(),
      deskPaths.workload(),
    ];
    const own = [deskPaths.notices(), deskPaths.absences(), deskPaths.outbox(), deskPaths.jobs(), '/desk/reports/2026'];
    for (const email of ['zyrtar@test', 'drejtor@test', 'kryetar@test', 'admin@test']) {
      expect([email, await fail(await signedIn(email), [...lists, ...more, ...own])]).toEqual([email, []]);
    }
  });

  it('are pages for everybody once there is something of everything', async () => {
    const things = await somethingOfEverything(app);
    for (const { email, pages } of rounds(things)) {
      expect([email, await fail(await signedIn(email), pages)]).toEqual([email, []]);
    }
    const open = publicPages(things).flatMap((page) => [`/sq${page}`, `/sr${page}`]);
    expect(await fail(app.client(), open)).toEqual([]);
  });

  it('save a view once that is saved in several windows at the same moment', async () => {
    const officer = await signedIn('zyrtar@test');
    await officer.get('/desk/own?of=kind%3Dpetition');
    const save = () => officer.post('/desk/own/views', { name: 'Peticionet', of: 'kind=petition' });
    const answers = await Promise.all(Array.from({ length: 8 }, save));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 7 }, () => 422)]);
    expect(answers.find(({ status }) => status === 422)?.text).toContain('Peticionet');
  });
});
