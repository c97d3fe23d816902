import { startApp, type TestApp } from '../support/app';
import { readable } from '../support/client';

describe('the calculator "when must they answer me?"', () => {
  let app: TestApp;
  beforeAll(async () => (app = await startApp({ at: '2026-03-30T09:00:00+02:00' })));
  afterAll(() => app.close());
  const read = async (query: string, lang = 'en'): Promise<{ status: number; text: string; html: string }> => {
    const { status, text } = await app.client().get(`/${lang}/deadline${query && `?${query}`}`);
    return { status, text: readable(text), html: text };
  };

  it('begins with a request that came in today', async () => {
    const { status, html, text } = await read('');
    expect(status).toBe(200);
    expect(html).toContain('value="30.03.2026"');
    expect(html).toMatch(/value="request" checked/);
    expect(text).toContain('I asked for a public document');
    expect(text).not.toContain('If the day passes');
  });

  it.each([
    ['sq', 'Dita e fundit për përgjigje', 'e martë, 7 prill 2026', 'Pashkët katolike, e bartur nga 5 prill 2026'],
    ['sr', 'Poslednji dan za odgovor', 'utorak, 7. april 2026', 'Katolički Uskrs, preneto sa dana 5. aprila 2026.'],
    ['en', 'Last day for the answer', 'Tuesday 7 April 2026', 'Catholic Easter, carried over from 5 April 2026'],
  ])('answers in %s with the day, every day before it, and the law', async (lang, what, day, holiday) => {
    const { status, text } = await read('what=request&day=30.03.2026', lang);
    expect(status).toBe(200);
    expect(text).toContain(`${what} ${day}`);
    expect(text).toContain(holiday);
    expect(text).toContain('06/L-081');
    expect(text).toContain('03/L-064');
    expect(text).toContain('kosovo-2010-2027/1');
    expect(text).toContain(`${app.url}/${lang}/deadline?what=request&day=2026-03-30`);
  });

  it('says what follows when the day passes: silence, and until when to complain where', async () => {
    const { text } = await read('what=request&day=30.03.2026');
    expect(text).toContain('That is in 8 days.');
    expect(text).toContain('silence counts as a refusal from this day: Wednesday 8 April 2026');
    expect(text).toContain(
      'complain free of charge to the Information and Privacy Agency. Last day for the complaint: Thursday 23 April 2026 (15 days)',
    );
  });

  it('gives every day its reason', async () => {
    const { text } = await read('what=request&day=2026-03-30');
    expect(text).toContain('Monday 30 March 2026 Day zero: the day of receipt is not counted');
    expect(text).toContain('5 Saturday 4 April 2026 Counted, although offices are closed: weekend');
    expect(text).toContain('7 Monday 6 April 2026 Counted, although offices are closed: Catholic Easter');
    expect(text).toContain('Tuesday 7 April 2026 Working day: the deadline ends here');
  });

  it('counts an extension by one reading, and says what the other would give', async () => {
    const { text } = await read('what=request&day=30.03.2026&extended=yes');
    expect(text).toContain('Last day for the answer Tuesday 14 April 2026');
    expect(text).toContain('First deadline, before the extension: Tuesday 7 April 2026');
    expect(text).toContain('15 days in total, from the same day');
    expect(text).toContain(
      '15 days are added to the first deadline; the last day would then be: Tuesday 21 April 2026',
    );
  });

  it('lets the clock run on while they ask, and says what a municipality may have set', async () => {
    const answered = await read('what=request&day=30.03.2026&asked=31.03.2026&answered=02.04.2026');
    expect(answered.text).toContain('Last day for the answer Tuesday 7 April 2026');
    expect(answered.text).toContain('They asked you something on 31 March 2026, and you answered on 2 April 2026');
    expect(answered.text).toContain('No law that we know says that a question stops the deadline');
    expect(answered.text).toContain('The last day would then be: Wednesday 8 April 2026');
    const open = await read('what=request&day=30.03.2026&asked=31.03.2026');
    expect(open.text).toContain('After your answer there would be left: 6 days');
    const sameDay = await read('what=request&day=30.03.2026&asked=31.03.2026&answered=31.03.2026');
    expect(sameDay.text).not.toContain('would then be');
  });

  it('counts life and liberty in hours, over the change of the clocks', async () => {
    const { text } = await read('what=urgent&day=2026-03-28&time=9.30');
    expect(text).toContain('Last moment for the answer Monday 30 March 2026 at 10:30');
    expect(text).toContain('From 09:30: 14 h 30 min.');
    expect(text).toContain('Sunday 29 March 2026 The whole day: 23 h 0 min. The clocks change on this day.');
    expect(text).toContain('Until 10:30: 10 h 30 min.');
  });

  it('knows petitions and initiatives, with the notice that follows', async () => {
    const petition = await read('what=petition&day=30.03.2026');
    expect(petition.text).toContain('Last day for considering the petition Friday 29 May 2026');
    expect(petition.text).toContain('in writing within 15 days');
    expect(petition.text).toContain('that is by: Monday 15 June 2026');
    expect(petition.text).toContain('Expected day');
    const initiative = await read('what=initiative&day=30.03.2026');
    expect(initiative.text).toContain('Last day for the Assembly to consider the initiative Friday 29 May 2026');
    expect(initiative.text).toContain('the chair of the Assembly');
    expect((await read('what=citizen-request&day=30.03.2026')).text).toContain('Friday 29 May 2026');
  });

  it('says until when to complain, after a refusal and after silence', async () => {
    const refused = await read('what=refused&day=07.04.2026');
    expect(refused.text).toContain('Last day for your complaint Wednesday 22 April 2026');
    expect(refused.text).toContain('The complaint goes to the Information and Privacy Agency and is free of charge');
    expect(refused.text).toContain('the right to complain is lost');
    const silent = await read('what=silent&day=30.03.2026');
    expect(silent.text).toContain('Last day for your complaint Thursday 23 April 2026');
    expect(silent.text).toContain('Last day for their answer: Tuesday 7 April 2026');
    expect(silent.text).toContain('That day has not passed yet');
    const before = await read('what=refused&day=2015-03-30');
    expect(before.text).toContain('You could contact the Ombudsperson; the law named no number of days');
  });

  it('works out the other steps for those who know them', async () => {
    const { text } = await read('what=other&step=complaint.reply&day=30.03.2026');
    expect(text).toContain('Municipality’s reply to the Agency Tuesday 7 April 2026');
    expect(text).toContain('as civil society or the press says');
  });

  it('refuses what cannot be read beside its field and keeps what was typed', async () => {
    const { status, text, html } = await read('what=request&day=30.02.2026%3Cb%3E');
    expect(status).toBe(422);
    expect(text).toContain('There is something to correct');
    expect(text).toContain('Enter a day that exists');
    expect(html).toContain('value="30.02.2026&lt;b&gt;"');
    const empty = await read('what=&day=');
    expect(empty.text).toContain('Choose what it is about');
    expect(empty.text).toContain('Enter the day');
    expect((await read('what=urgent&day=30.03.2026')).text).toContain('Enter the time of receipt');
    expect((await read('what=other&day=30.03.2026')).text).toContain('Choose the step');
    const early = await read('what=request&day=30.03.2026&asked=02.04.2026&answered=01.04.2026');
    expect(early.status).toBe(422);
    expect(early.text).toContain('The answer cannot be earlier than the question');
    expect((await read('what=request&day=30.03.2026&asked=01.03.2026')).text).toContain('before they received');
    expect((await read('what=request&day=30.03.2026&answered=01.04.2026')).text).toContain('on which they asked you');
    // What belongs to another choice is passed over: the fields of an unseen part of the form are sent as well.
    expect((await read('what=petition&day=30.03.2026&step=nonsense&time=99&asked=x')).status).toBe(200);
  });

  it('never guesses beyond the calendar or before the first law', async () => {
    const beyond = await read('what=request&day=2027-12-30');
    expect(beyond.status).toBe(200);
    expect(beyond.text).toContain('known from 1 January 2010 to 31 December 2027');
    expect((await read('what=petition&day=9999-12-31')).text).toContain('not guessed');
    expect((await read('what=petition&day=2009-12-31')).text).toContain('not guessed');
    expect((await read('what=request&day=2010-05-05')).text).toContain('No law that we know sets this deadline');
    expect((await read('what=request&day=1850-05-05')).status).toBe(422);
  });

  it.each([
    ['procedure=access.decision&day=30.03.2026', 'what=request&day=30.03.2026'],
    ['procedure=access.extension&day=2026-03-30', 'what=request&day=2026-03-30&extended=yes'],
    ['procedure=access.urgent&day=2026-03-28&time=9.30', 'what=urgent&day=2026-03-28&time=9.30'],
    ['procedure=complaint.file&day=2026-03-28&time=', 'what=refused&day=2026-03-28'],
    ['procedure=complaint.court&day=2026-03-28', 'what=other&step=complaint.court&day=2026-03-28'],
    ['day=2026-03-28', 'day=2026-03-28'],
  ])('takes over the links to the page of the laws: %s', async (old, now) => {
    const { status, location } = await app.client().get(`/sr/law?${old}`);
    expect([status, location]).toEqual([301, `/sr/deadline?${now}`]);
  });

  it('is led to from the first page and from the laws, and leads there', async () => {
    for (const page of ['/en', '/en/law']) {
      const { text } = await app.client().get(page);
      expect([page, text.includes('href="/en/deadline"')]).toEqual([page, true]);
    }
    expect((await read('')).html).toContain('href="/en/law"');
    expect((await read('', 'de')).status).toBe(404);
  });
});
