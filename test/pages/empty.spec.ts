import { deskPaths } from '../../src/platform/paths';
import { startApp, type TestApp } from '../support/app';

/** The first morning of a municipality: nothing has come in yet, and every list says so instead of failing. */
describe.each(['sqlite', 'postgres'] as const)('lists with nothing on them on %s', (database) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ database });
  });
  afterAll(() => app.close());

  it.each(['zyrtar', 'drejtor', 'kryetar', 'admin'])('are pages for %s', async (name) => {
    const client = app.client();
    await client.signIn(`${name}@test`);
    const lists = [deskPaths.queue(), deskPaths.tasks(), deskPaths.search(), `${deskPaths.search()}?q=x`];
    const more = [
      deskPaths.mail(),
      deskPaths.bulk(),
      deskPaths.bulkPrint(),
      deskPaths.transfers(),
      deskPaths.workload(),
    ];
    const own = [deskPaths.notices(), deskPaths.absences(), deskPaths.outbox(), deskPaths.jobs(), '/desk/reports/2026'];
    for (const address of [...lists, ...more, ...own]) {
      const { status } = await client.get(address);
      expect([address, [200, 403].includes(status) ? 'a page' : status]).toEqual([address, 'a page']);
    }
  });
});
