import { addDays, localDate } from '../../src/core/law';
import { CalendarRunProcessor } from '../../src/features/calendar/calendar-run.processor';
import { CalendarService } from '../../src/features/calendar/calendar.service';
import { deskPaths } from '../../src/platform/paths';
import { EventLog, Official } from '../../src/records';
import { fillCases } from '../bench/fill';
import { startApp, type TestApp } from '../support/app';
import { type Answer, type Client, readable } from '../support/client';
import { fieldsOf } from '../support/form-fields';
import { longActionWorker } from '../support/long-actions';

const TODAY = localDate('2026-03-30');
const ADD = deskPaths.calendarChange('add');
const DAY_OFF = {
  day: '02.04.2026',
  name: 'municipal-day-off',
  titleSq: 'Dita e Komunës',
  titleSr: 'Dan opštine',
  titleEn: 'Municipality Day',
  state: 'official',
  source: 'Vendimi 02-114',
};

/** With more than 5,000 open cases nobody waits for the page: the worker counts them anew. */
describe('a change of the calendar where many cases are open', () => {
  let app: TestApp;
  let admin: Client;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query("UPDATE officials SET language = 'en'");
    await fillCases(app.source, app.seed, [
      { count: 60, kind: 'access-request', receivedOn: () => addDays(TODAY, -4) },
      { count: 4_950, kind: 'petition', receivedOn: (i) => addDays(TODAY, -(i % 40)) },
    ]);
    admin = app.client();
    await admin.signIn('admin@test');
  });
  afterAll(() => app.close());

  /** A worker takes it in hand; what it says on the way. */
  async function work(...workers: string[]): Promise<object[]> {
    const told: object[] = [];
    const worker = () =>
      longActionWorker(app, 'calendar', (one) => new CalendarRunProcessor(one, app.get(CalendarService)));
    const jobs = workers.map((actionId) => worker()(actionId, (progress) => void told.push(progress)));
    await Promise.all(jobs);
    return told;
  }
  const idOf = ({ location }: Answer): string => location?.split('/').pop() ?? '';
  const textOf = async ({ location }: Answer): Promise<string> => readable((await admin.get(location ?? '')).text);
  const asked = async (fields: Record<string, string>): Promise<Answer> => {
    const preview = await admin.fill(ADD, fields);
    return admin.post(ADD, { ...fieldsOf(preview.text, 'value="apply"'), step: 'apply' });
  };
  const changes = async (): Promise<number> => {
    const [row] = await app.source.query<{ n: number }[]>(
      "SELECT count(*) AS n FROM events WHERE type = 'calendar.changed'",
    );
    return Number(row?.n);
  };

  it('is shown, left and found again, and done once although two workers do it', async () => {
    const first = await asked(DAY_OFF);
    expect([first.status, first.location]).toEqual([303, expect.stringMatching(/^\/desk\/calendar\/runs\/[\w-]{36}$/)]);
    expect(await textOf(first)).toContain('The change waits for its turn.');
    expect((await admin.get(`${first.location}/state`)).json()).toMatchObject({ settled: 0, finished: false });
    const calendar = await admin.get(deskPaths.calendar());
    expect(readable(calendar.text)).toContain(
      'A change of the calendar has been under way since 30 March 2026 at 09:00. Look at it',
    );
    expect(calendar.text).toContain(`href="${first.location}"`);
    const second = await asked({ ...DAY_OFF, day: '03.04.2026' });

    const told = await work(idOf(first), idOf(first));
    const last = told.at(-1) as { done: number; total: number };
    expect([last.done, last.total > 60]).toEqual([last.total, true]);
    expect(await textOf(first)).toMatch(/The calendar was changed\. \d+ open cases got another deadline/);
    expect(await changes()).toBe(1);

    await work(idOf(second));
    expect(await textOf(second)).toContain(
      'Somebody else changed the calendar or the settings meanwhile. Nothing was changed',
    );
    expect(readable((await admin.get(deskPaths.calendar())).text)).not.toContain('under way');
    expect(await changes()).toBe(1);
    const chain = await app.get(EventLog).verify(app.source.manager, app.seed.institution.id);
    expect(chain.brokenAt).toBeNull();
  });

  it('is not made for somebody who may no longer, and not tried for ever', async () => {
    const lost = await asked({ ...DAY_OFF, day: '08.04.2026' });
    await app.source.getRepository(Official).update({ email: 'admin@test' }, { active: false });
    await work(idOf(lost));
    await app.source.getRepository(Official).update({ email: 'admin@test' }, { active: true });
    expect(await textOf(lost)).toContain('may no longer change the calendar. Nothing was changed.');
    const stuck = await asked({ ...DAY_OFF, day: '08.04.2026' });
    await app.source.query(`UPDATE long_actions SET tries = 3 WHERE id = '${idOf(stuck)}'`);
    await work(idOf(stuck));
    expect(await textOf(stuck)).toContain('The calendar could not be changed.');
    expect(await changes()).toBe(1);
  });
});
