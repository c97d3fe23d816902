import { startApp, type TestApp } from '../support/app';
import { readable } from '../support/client';

describe('the page of legal deadlines', () => {
  let app: TestApp;
  beforeAll(async () => (app = await startApp({ at: '2026-03-30T09:00:00+02:00' })));
  afterAll(() => app.close());
  const read = async (address: string): Promise<{ status: number; text: string; html: string }> => {
    const { status, text } = await app.client().get(address);
    return { status, text: readable(text), html: text };
  };

  it('names each deadline with its law, its source and how well it is known', async () => {
    const { status, text } = await read('/en/law');
    expect(status).toBe(200);
    expect(text).toContain('Law No. 06/L-081 on Access to Public Documents');
    expect(text).toMatch(
      /Decision on a request for access 7 days the day of receipt or of registration, whichever comes first/,
    );
    expect(text).toMatch(/Urgent decision: life or liberty of a person 48 hours/);
    expect(text).toMatch(/Consideration of a petition 60 days/);
    expect(text).toContain('15 days in total, from the same day');
    expect(text).toContain('15 days more, after the first deadline');
    expect(text).toContain('complain to the Information and Privacy Agency within 15 days');
    expect(text).toContain('unverified');
  });

  it('keeps the law of 2010 apart, with the remedy of its time', async () => {
    const { text } = await read('/en/law');
    const past = text.slice(text.indexOf('Earlier laws'));
    expect(past).toContain('Law No. 03/L-215');
    expect(past).toContain('the Ombudsperson');
    expect(past).not.toContain('06/L-081');
  });

  it('lists the holidays of this year and the next, and says which are only expected', async () => {
    const { text } = await read('/en/law');
    expect(text).toContain('Official holidays in 2026');
    expect(text).toContain('Official holidays in 2027');
    expect(text).toMatch(/27 May 2026 Eid al-Adha, first day \(expected, not yet confirmed\)/);
    expect(text).toMatch(/11 May 2026 Europe Day, carried over from 9 May 2026/);
  });

  it('says so when the holidays of next year are not known', async () => {
    app.clock.set('2027-05-01T09:00:00+02:00');
    const { text } = await read('/en/law');
    app.clock.set('2026-03-30T09:00:00+02:00');
    expect(text).toContain('The holidays of 2028 are not known yet');
  });

  it('is not a page of the desk, nor of a language that nobody wrote', async () => {
    expect((await read('/de/law')).status).toBe(404);
  });
});
