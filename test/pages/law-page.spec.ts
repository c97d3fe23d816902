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

  it.each([
    ['sq', 'Dita e fundit e afatit është', 'e martë, 7 prill 2026', 'Pashkët katolike'],
    ['sr', 'Poslednji dan roka:', 'utorak, 7. april 2026', 'Katolički Uskrs'],
    ['en', 'The last day of the deadline is', 'Tuesday 7 April 2026', 'Catholic Easter'],
  ])('works a deadline out, in %s, with the reason of each day', async (lang, sentence, day, holiday) => {
    const { status, text } = await read(`/${lang}/law?procedure=access.decision&day=30.03.2026`);
    expect(status).toBe(200);
    expect(text).toContain(sentence);
    expect(text).toContain(day);
    expect(text).toContain(holiday);
    expect(text).toContain('06/L-081');
  });

  it('counts an urgent request from the minute, over the change of the clocks', async () => {
    const { text } = await read('/en/law?procedure=access.urgent&day=2026-03-28&time=9.30');
    expect(text).toContain('Anything that arrives by 10:30 on Monday 30 March 2026 is in time');
    const missing = await read('/en/law?procedure=access.urgent&day=2026-03-28');
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('Enter the time of receipt');
  });

  it('refuses what cannot be read beside its field and keeps what was typed', async () => {
    const { status, text, html } = await read('/en/law?procedure=access.decision&day=30.02.2026%3Cb%3E');
    expect(status).toBe(422);
    expect(text).toContain('There is something to correct');
    expect(text).toContain('Enter a day that exists');
    expect(html).toContain('value="30.02.2026&lt;b&gt;"');
    const empty = await read('/en/law?procedure=&day=');
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Choose what the deadline is for');
    expect(empty.text).toContain('Enter the day from which it is counted');
  });

  it('never guesses beyond the calendar or before the first law', async () => {
    const beyond = await read('/en/law?procedure=access.decision&day=2027-12-30');
    expect(beyond.text).toContain('known from 1 January 2010 to 31 December 2027');
    const far = await read('/en/law?procedure=petition.consider&day=9999-12-31');
    expect(far.text).toContain('not guessed');
    const before = await read('/en/law?procedure=access.decision&day=2010-05-05');
    expect(before.text).toContain('No law that we know sets this deadline');
    const negative = await read('/en/law?procedure=access.decision&day=1850-05-05');
    expect(negative.status).toBe(422);
  });

  it('is not a page of the desk, nor of a language that nobody wrote', async () => {
    expect((await read('/de/law')).status).toBe(404);
  });
});
