import { addOfficial, keptArea } from '../make/objects';
import { startApp, type TestApp } from '../support/app';

/** Forms for something new stand below the lists: whoever has a long list need not scroll past it. */
describe('a long list of the administration', () => {
  let app: TestApp;
  beforeAll(async () => (app = await startApp({ at: '2026-03-30T09:00:00+02:00' })));
  afterAll(() => app.close());

  it('leads to its form from its top, once there is something to pass by', async () => {
    const admin = app.client();
    await admin.signIn('admin@test');
    const leads = async (page: string): Promise<boolean> => {
      const { text } = await admin.get(page);
      expect(text).toMatch(/<h2 [^>]*id="add"/);
      return text.includes('href="#add"');
    };
    for (const page of ['/desk/people', '/desk/areas', '/desk/directorates']) expect(await leads(page)).toBe(false);
    for (let i = 0; i < 11; i += 1) {
      await addOfficial(app, { email: `z${i}@test`, name: `Zyrtari ${i}`, role: 'mayors-office' });
      await keptArea(app, `F-${i}`);
    }
    for (const page of ['/desk/people', '/desk/areas']) expect(await leads(page)).toBe(true);
  });
});
