import { startApp, type TestApp } from '../support/app';
import { Description } from '../support/openapi';

type Clock = {
  firstDueOn: string;
  dueOn: string;
  dueAt: string | null;
  days: { day: string; count: number | null; reason: string; rest?: { kind: string; name?: string } }[];
  statute: Record<string, unknown>;
};

describe('GET clock', () => {
  let app: TestApp;
  let description: Description;
  beforeAll(async () => {
    app = await startApp();
    description = new Description((await app.client().get('/api/openapi.json')).json() as never);
  });
  afterAll(() => app.close());

  const ask = async (query: string, headers?: Record<string, string>) => {
    const answer = await app.client().get(`/api/v1/clock?${query}`, headers);
    expect(description.faults('GET /clock', answer)).toEqual([]);
    return answer;
  };

  it.each([
    ['2026-03-30', '', '2026-04-07', '2026-04-07'],
    ['2026-04-02', '', '2026-04-10', '2026-04-10'],
    ['2026-05-02', '', '2026-05-12', '2026-05-12'],
    ['2026-03-30', '&extended=A', '2026-04-07', '2026-04-14'],
    ['2026-03-30', '&extended=B', '2026-04-07', '2026-04-21'],
  ])('counts from %s%s', async (trigger, more, firstDueOn, dueOn) => {
    const answer = await ask(`procedure=access.decision&trigger=${trigger}${more}`);
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ firstDueOn, dueOn, dueAt: null });
  });

  it('gives the reason of each day and the law that it follows', async () => {
    const clock = (await ask('procedure=access.decision&trigger=2026-03-30')).json() as Clock;
    expect(clock.days.map(({ day, count, reason }) => [day.slice(5), count, reason])).toEqual([
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
    expect(clock.days[7]?.rest).toMatchObject({ kind: 'holiday', name: 'catholic-easter', carriedFrom: '2026-04-05' });
    expect(clock.statute).toMatchObject({ statute: 'access', version: '06/L-081', mark: 'official' });
    expect(clock.statute.title).toMatchObject({ sq: 'Ligji nr. 06/L-081 për qasje në dokumente publike' });
  });

  it('counts life and liberty in hours, from the moment of receipt', async () => {
    const answer = await ask('procedure=access.urgent&receivedAt=2026-03-28T09:30:00%2B01:00');
    expect(answer.json()).toMatchObject({
      trigger: '2026-03-28',
      dueOn: '2026-03-30',
      dueAt: '2026-03-30T08:30:00.000Z',
    });
  });

  it('takes the law of the day', async () => {
    const answer = await ask('procedure=access.decision&trigger=2012-03-05');
    expect(answer.json()).toMatchObject({ statute: { version: '03/L-215' } });
  });

  it.each([
    ['', ['procedure', 'trigger'].slice(0, 1), ['missing']],
    ['procedure=access.decision', ['trigger'], ['missing']],
    ['procedure=access.decisions&trigger=2026-03-30', ['procedure'], ['not-one-of']],
    ['procedure=access.decision&trigger=2026-02-29', ['trigger'], ['not-a-day']],
    ['procedure=access.decision&trigger=30.03.2026', ['trigger'], ['not-a-day']],
    ['procedure=access.decision&trigger=2026-03-30&trigger=2026-03-31', ['trigger'], ['given-twice']],
    ['procedure=access.decision&trigger=2026-03-30&extended=C', ['extended'], ['not-one-of']],
    ['procedure=petition.consider&trigger=2026-03-30&extended=A', ['extended'], ['not-extendable']],
    ['procedure=access.decision&triger=2026-03-30', ['triger', 'trigger'], ['unknown-parameter', 'missing']],
    ['procedure=access.urgent&trigger=2026-03-30', ['receivedAt'], ['missing']],
    ['procedure=access.urgent&receivedAt=2026-03-30T25:00:00Z', ['receivedAt'], ['not-an-instant']],
    ['procedure=access.urgent&receivedAt=9999-12-31T23:59:59-12:00', ['receivedAt'], ['not-an-instant']],
    ['procedure=access.urgent&trigger=2026-03-29&receivedAt=2026-03-30T09:00:00Z', ['trigger'], ['another-day']],
    ['procedure=access.decision&trigger=2026-03-30&receivedAt=2026-03-30T09:00:00Z', ['receivedAt'], ['hours-only']],
  ])('refuses %s', async (query, fields, codes) => {
    const answer = await ask(query);
    const problem = answer.json() as { code: string; errors: { field: string; code: string }[] };
    expect(answer.status).toBe(400);
    expect(problem.code).toBe('invalid-parameters');
    expect(problem.errors.map((error) => error.field)).toEqual(fields);
    expect(problem.errors.map((error) => error.code)).toEqual(codes);
  });

  it.each(['procedure=access.decision&trigger=2027-12-29', 'procedure=petition.consider&trigger=9999-12-30'])(
    'never guesses beyond the calendar: %s',
    async (query) => {
      const answer = await ask(query);
      expect(answer.status).toBe(422);
      expect(answer.json()).toMatchObject({ code: 'calendar-unknown', lastKnownDay: '2027-12-31' });
    },
  );

  it('says when no law set the term', async () => {
    const answer = await ask('procedure=access.urgent&receivedAt=2015-03-30T09:00:00Z');
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'no-statute' });
  });

  it('speaks the language asked for', async () => {
    const said = async (language: string) =>
      ((await ask('procedure=access.decision', { 'accept-language': language })).json() as { title: string }).title;
    expect(await said('sq')).toBe('Disa parametra nuk mund të pranohen');
    expect(await said('sr-Latn')).toBe('Neki parametri se ne mogu prihvatiti');
    expect(await said('en')).toBe('Some parameters cannot be accepted');
  });

  it('is open to pages of other sites, also when it refuses; nothing else is', async () => {
    const good = await ask('procedure=access.decision&trigger=2026-03-30');
    const bad = await ask('procedure=access.decision');
    expect([good, bad].map((answer) => answer.headers.get('access-control-allow-origin'))).toEqual(['*', '*']);
    const other = await app.client().get('/api/v1/submissions/KK-2026-00001');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    expect(good.headers.get('set-cookie')).toBeNull();
  });
});
