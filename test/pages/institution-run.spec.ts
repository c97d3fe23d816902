import { addDays, localDate } from '../../src/core/law';
import { InstitutionRunProcessor } from '../../src/features/administration/institution-run.processor';
import { InstitutionService } from '../../src/features/administration/institution.service';
import { deskPaths } from '../../src/platform/paths';
import { EventLog, Official } from '../../src/records';
import { fillCases } from '../bench/fill';
import { startApp, type TestApp } from '../support/app';
import { type Answer, type Client, type Fields, readable } from '../support/client';
import { fieldsOf } from '../support/form-fields';
import { longActionWorker } from '../support/long-actions';

const TODAY = localDate('2026-03-30');
const HERE = deskPaths.institution();

/** With more than 5,000 open cases nobody waits for the page: the worker counts them anew. */
describe.each(['sqlite', 'postgres'] as const)('settings that count many open cases anew, on %s', (database) => {
  let app: TestApp;
  let admin: Client;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00', database });
    await app.source.query("UPDATE officials SET language = 'en'");
    await fillCases(app.source, app.seed, [
      { count: 60, kind: 'access-request', receivedOn: () => addDays(TODAY, -4) },
      { count: 4_950, kind: 'petition', receivedOn: (i) => addDays(TODAY, -(i % 40)) },
    ]);
    admin = app.client();
    await admin.signIn('admin@test');
  });
  afterAll(() => app.close());

  /** Workers take it in hand; what they say on the way. */
  async function work(...ids: string[]): Promise<object[]> {
    const told: object[] = [];
    const worker = () =>
      longActionWorker(app, 'settings', (one) => new InstitutionRunProcessor(one, app.get(InstitutionService)));
    await Promise.all(ids.map((id) => worker()(id, (progress) => void told.push(progress))));
    return told;
  }
  const idOf = ({ location }: Answer): string => location?.split('/').pop() ?? '';
  const textOf = async (address: string | null): Promise<string> => readable((await admin.get(address ?? '')).text);
  const opened = async (): Promise<Fields> => fieldsOf((await admin.get(HERE)).text);
  const count = async (table: string, where: string): Promise<number> => {
    const [row] = await app.source.query<{ n: number }[]>(`SELECT count(*) AS n FROM ${table} WHERE ${where}`);
    return Number(row?.n);
  };
  const changes = (): Promise<number> => count('events', "type = 'institution.changed'");
  const asked = (): Promise<number> => count('long_actions', "what = 'settings'");

  it('what can be refused is refused at once, and what moves no date is saved at once', async () => {
    const form = { ...(await opened()), workingDays: '1', phone: '+383 28 111 111' };
    const wrong = await admin.post(HERE, { ...form, email: 'no address' });
    expect([wrong.status, readable(wrong.text).includes('Enter an e-mail address such as')]).toEqual([422, true]);
    const unknown = await admin.post(HERE, { ...form, onCallId: 'somebody' });
    expect([unknown.status, fieldsOf(unknown.text)]).toMatchObject([
      422,
      { workingDays: '1', phone: '+383 28 111 111' },
    ]);
    expect(readable(unknown.text)).toContain('Choose an active official of the municipality');
    const phone = { ...(await opened()), phone: '+383 28 222 222' };
    expect((await admin.post(HERE, phone)).location).toBe(`${HERE}?done=saved`);
    const late = await admin.post(HERE, form);
    expect([late.status, readable(late.text).includes('Changed by both of you: Phone.')]).toEqual([422, true]);
    expect([await asked(), await changes()]).toEqual([0, 1]);
  });

  it('shows how far it is, is found again, and is done once although two workers do it', async () => {
    const form = await opened();
    const names = { nameEn: 'Municipality of Trial', workingDays: '1' };
    const first = await admin.post(HERE, { ...form, ...names });
    expect([first.status, first.location]).toEqual([
      303,
      expect.stringMatching(/^\/desk\/institution\/runs\/[\w-]{36}$/),
    ]);
    const waits = await textOf(first.location);
    expect(waits).toContain('The change waits for its turn.');
    expect(waits).toContain('What changes Name in English Count the 7 days of a request for access as working days');
    expect((await admin.get(`${first.location}/state`)).json()).toMatchObject({ settled: 0, finished: false });
    const meanwhile = await admin.get(HERE);
    expect(readable(meanwhile.text)).toContain(
      'A change of the settings has been under way since 30 March 2026 at 09:00. Look at it',
    );
    expect(meanwhile.text).toContain(`href="${first.location}"`);
    expect(fieldsOf(meanwhile.text)).not.toHaveProperty('workingDays');
    app.clock.set(new Date('2026-03-30T09:01:00+02:00'));
    // What moves no date would be saved at once: now it waits its turn.
    const second = await admin.post(HERE, { ...form, phone: '+383 28 333 333', nameEn: 'Trial' });
    expect(second.location).toMatch(/^\/desk\/institution\/runs\//);

    const told = await work(idOf(first), idOf(first));
    const last = told.at(-1) as { done: number; total: number };
    expect([last.done, last.total]).toEqual([5_010, 5_010]);
    expect(await textOf(first.location)).toContain('The changes have been saved. 60 open cases got another deadline.');
    expect(await changes()).toBe(2);
    expect(await count('events', "type = 'recounted'")).toBe(60);
    // Each official with cases among them hears of all of theirs in one mail, each applicant of the own one.
    const officials = await app.source.query<unknown[]>(
      "SELECT recipient FROM outbox WHERE kind = 'deadlines-moved' GROUP BY recipient HAVING count(*) = 1",
    );
    expect(officials).toHaveLength(await count('outbox', "kind = 'deadlines-moved'"));
    expect(await count('outbox', "kind = 'deadline-moved'")).toBe(60);
    // A web process keeps what it knew of an institution for five seconds; nobody tells it of the worker's change.
    app.clock.set(new Date('2026-03-30T09:01:06+02:00'));
    const changed = await admin.get(HERE);
    expect(changed.text).toContain('<span class="q-header__institution">Municipality of Trial</span>');
    expect(fieldsOf(changed.text)).toMatchObject({ workingDays: '1', nameEn: 'Municipality of Trial' });

    await work(idOf(second));
    expect(await changes()).toBe(2);
    const refused = await admin.get(second.location ?? '');
    expect(readable(refused.text)).toContain(
      'Somebody else changed the institution meanwhile. Nothing was changed, and what was entered is not lost.',
    );
    const chain = await app.get(EventLog).verify(app.source.manager, app.seed.institution.id);
    expect(chain.brokenAt).toBeNull();

    expect(await textOf(HERE)).toContain('Your change of the settings of 30 March 2026 at 09:01 was not made.');
    const back = await admin.get(deskPaths.institutionAgain(idOf(second)));
    expect(refused.text).toContain(`href="${deskPaths.institutionAgain(idOf(second))}"`);
    const text = readable(back.text);
    expect([back.status, text.includes('was not made')]).toEqual([200, false]);
    expect(text).toContain('Below stands what was entered on 30 March 2026 at 09:01.');
    expect(text).toContain('shown below as it is now: Count the 7 days of a request for access as working days.');
    expect(text).toContain('Changed by both of you: Name in English.');
    const merged = fieldsOf(back.text);
    expect(merged).toMatchObject({ workingDays: '1', phone: '+383 28 333 333', nameEn: 'Trial' });
    const again = await admin.post(HERE, { ...merged, clarification: 'pauses' });
    expect(again.location).toMatch(/^\/desk\/institution\/runs\//);
    expect(await textOf(HERE)).not.toContain('was not made');
    await app.source.query(`UPDATE long_actions SET tries = 3 WHERE id = '${idOf(again)}'`);
    await work(idOf(again));
    expect(await textOf(again.location)).toContain('The settings could not be changed. Begin again');
  });

  it('is not made for somebody who may no longer, nor with what is refused by then', async () => {
    const officials = app.source.getRepository(Official);
    const form = { ...(await opened()), clarification: 'restarts', onCallId: app.seed.officials.staf.id };
    const lost = await admin.post(HERE, form);
    await officials.update({ email: 'admin@test' }, { role: 'responsible-officer' });
    await work(idOf(lost));
    expect((await admin.get(lost.location ?? '')).status).toBe(403);
    await officials.update({ email: 'admin@test' }, { role: 'administrator' });
    expect(await textOf(lost.location)).toContain('may no longer change the institution. Nothing was changed.');

    const gone = await admin.post(HERE, form);
    await officials.update({ email: 'staf@test' }, { active: false });
    await work(idOf(gone));
    expect(await textOf(gone.location)).toContain(
      'Choose an active official of the municipality. Nothing was changed, and what was entered is not lost.',
    );
    const back = await admin.get(deskPaths.institutionAgain(idOf(gone)));
    expect(back.text).toContain('href="#onCallId"');
    expect(fieldsOf(back.text)).toMatchObject({ clarification: 'restarts' });
    expect(await changes()).toBe(2);
  });
});
