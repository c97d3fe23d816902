import { deskPaths } from '../../src/platform/paths';
import { startApp, type TestApp } from '../support/app';
import { type Client, type Fields, readable } from '../support/client';
import { fieldsOf } from '../support/form-fields';

/** Two administrators who have the same form open: the later save is told what changed, and loses nothing. */
describe('two who change the same thing at once', () => {
  let app: TestApp;
  let one: Client;
  let other: Client;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00', env: { QASJA_WEBHOOK_PRIVATE: '1' } });
    await app.source.query("UPDATE officials SET role = 'administrator' WHERE email = 'kryetar@test'");
    [one, other] = [app.client(), app.client()];
    await one.signIn('admin@test');
    await other.signIn('kryetar@test');
  });
  beforeEach(() => app.source.query("UPDATE officials SET language = 'en'"));
  afterAll(() => app.close());

  /** What a browser would send of the form that a page shows: each field as it stands. */
  const opened = async (client: Client, address: string): Promise<Fields> => fieldsOf((await client.get(address)).text);
  const changes = (type: string): Promise<{ data: string }[]> =>
    app.source.query(`SELECT data FROM events WHERE type = '${type}' ORDER BY seq`);

  it('the institution: what the other one saved stays, what this one typed is kept, and both are named', async () => {
    const here = deskPaths.institution();
    const mine = { ...(await opened(one, here)), phone: '+383 28 111 111', address: 'Sheshi Nënë Tereza 1' };
    const theirs = { ...(await opened(other, here)), phone: '+383 28 222 222', email: 'zyra@komuna.example' };
    expect((await other.post(here, theirs)).status).toBe(303);

    const told = await one.post(here, mine);
    expect(told.status).toBe(422);
    expect(readable(told.text)).toContain('Somebody else changed this while you had it open');
    expect(readable(told.text)).toContain('shown below as it is now: E-mail address for citizens.');
    expect(readable(told.text)).toContain('Changed by both of you: Phone.');
    const merged = fieldsOf(told.text);
    expect(merged).toMatchObject({
      phone: '+383 28 111 111',
      address: 'Sheshi Nënë Tereza 1',
      email: 'zyra@komuna.example',
    });
    expect(await changes('institution.changed')).toHaveLength(1);

    expect((await one.post(here, merged)).status).toBe(303);
    expect(await opened(other, here)).toMatchObject({
      phone: '+383 28 111 111',
      address: 'Sheshi Nënë Tereza 1',
      email: 'zyra@komuna.example',
    });
    expect(await changes('institution.changed')).toHaveLength(2);
  });

  it('a person: a phone number typed while another gave a new role undoes neither', async () => {
    const here = `${deskPaths.people()}/${app.seed.officials.staf.id}`;
    const mine = { ...(await opened(one, here)), phone: '+383 44 123 456' };
    const theirs = { ...(await opened(other, here)), role: 'responsible-officer' };
    expect((await other.post(here, theirs)).status).toBe(303);
    const told = await one.post(here, mine);
    expect(told.status).toBe(422);
    expect(readable(told.text)).toContain('shown below as it is now: Role.');
    expect(readable(told.text)).not.toContain('Changed by both');
    expect((await one.post(here, fieldsOf(told.text))).status).toBe(303);
    expect(await opened(one, here)).toMatchObject({ phone: '+383 44 123 456', role: 'responsible-officer' });
  });

  it('a directorate, in Albanian and Serbian; the same change by both is no conflict', async () => {
    const here = `${deskPaths.directorates()}/${app.seed.directorates.budget.id}`;
    await app.source.query("UPDATE officials SET language = 'sq' WHERE email = 'admin@test'");
    const mine = { ...(await opened(one, here)), nameEn: 'Finance', nameSq: 'Drejtoria e Financave' };
    const theirs = { ...(await opened(other, here)), nameEn: 'Finance', nameSr: 'Direkcija za finansije' };
    expect((await other.post(here, theirs)).status).toBe(303);
    const told = await one.post(here, mine);
    expect(told.status).toBe(422);
    expect(readable(told.text)).toContain(
      'U ndryshua ndërkohë dhe tregohet më poshtë siç është tani: Emri në serbisht.',
    );
    expect(fieldsOf(told.text)).toMatchObject({ nameSr: 'Direkcija za finansije', nameSq: 'Drejtoria e Financave' });
    expect((await one.post(here, fieldsOf(told.text))).status).toBe(303);
    await app.source.query("UPDATE officials SET language = 'sr' WHERE email = 'admin@test'");
    const late = await one.post(here, { ...mine, nameSr: 'Direkcija za budžet' });
    expect(readable(late.text)).toContain('Neko drugi je ovo izmenio dok vam je bilo otvoreno');
  });

  it('a mistake in the form does not hide what changed meanwhile', async () => {
    const here = deskPaths.institution();
    const mine = { ...(await opened(one, here)), address: 'Sheshi 1', email: 'no address' };
    const theirs = { ...(await opened(other, here)), phone: '+383 28 222 222' };
    await other.post(here, theirs);
    const wrong = await one.post(here, mine);
    expect(wrong.status).toBe(422);
    const told = await one.post(here, { ...fieldsOf(wrong.text), email: 'zyra@komuna.example' });
    expect(told.status).toBe(422);
    expect(readable(told.text)).toContain('shown below as it is now: Phone.');
  });

  it('how long who asked is kept: what was said of it before is said anew', async () => {
    await app.source.query("UPDATE officials SET language = 'en' WHERE email = 'admin@test'");
    const here = deskPaths.retention();
    await one.get(here);
    const mine = fieldsOf((await one.post(here, { months: '36' })).text);
    await other.get(here);
    const theirs = fieldsOf((await other.post(here, { months: '60' })).text);
    expect((await other.post(here, theirs)).status).toBe(303);
    const told = await one.post(here, mine);
    expect(told.status).toBe(422);
    expect(readable(told.text)).toContain('Months after the end');
    expect(readable((await other.get(here)).text)).toContain('60 months');
    expect((await one.post(here, fieldsOf(told.text))).status).toBe(303);
    expect(readable((await other.get(here)).text)).toContain('36 months');
  });

  it('the webhook: an address and a list of events, and the first one that there is', async () => {
    const here = deskPaths.webhook();
    const first = { ...(await opened(one, here)), url: 'https://127.0.0.1:9443/one' };
    const late = { ...(await opened(other, here)), url: 'https://127.0.0.1:9443/other' };
    expect((await one.post(here, first)).status).toBe(303);
    const refused = await other.post(here, late);
    expect(refused.status).toBe(422);
    expect(readable(refused.text)).toContain(
      'Changed by both of you: Address of the other system. Below stands what you entered.',
    );
    expect(fieldsOf(refused.text)).toMatchObject({ url: 'https://127.0.0.1:9443/other' });

    const mine = { ...(await opened(one, here)), url: 'https://127.0.0.1:9443/moved' };
    const theirs = { ...(await opened(other, here)), events: ['case.decided', 'alarm.told'] };
    expect((await other.post(here, theirs)).status).toBe(303);
    const told = await one.post(here, mine);
    expect([told.status, readable(told.text).includes('shown below as it is now: What it is told of.')]).toEqual([
      422,
      true,
    ]);
    const merged = fieldsOf(told.text);
    expect(merged).toMatchObject({ url: 'https://127.0.0.1:9443/moved', events: ['alarm.told', 'case.decided'] });
    expect((await one.post(here, merged)).status).toBe(303);
    expect(await opened(other, here)).toMatchObject({ url: merged.url, events: merged.events });
  });

  it('the mailbox: who did not change the server is not asked for its password, and a typed one is asked for again', async () => {
    const here = deskPaths.mailbox();
    const server = { address: 'qasja@komuna.example', host: 'imap.komuna.example', username: 'qasja' };
    expect((await one.post(here, { ...(await opened(one, here)), ...server, password: 'one' })).status).toBe(303);

    const mine = { ...(await opened(one, here)), folder: 'Kërkesat' };
    const theirs = { ...(await opened(other, here)), host: 'imap2.komuna.example', password: 'two' };
    expect((await other.post(here, theirs)).status).toBe(303);
    const told = await one.post(here, mine);
    expect(told.status).toBe(422);
    expect(readable(told.text)).toContain('shown below as it is now: Mail server.');
    expect(readable(told.text)).not.toContain('Enter the password again');
    const merged = fieldsOf(told.text);
    expect(merged).toMatchObject({ host: 'imap2.komuna.example', folder: 'Kërkesat' });
    expect((await one.post(here, merged)).status).toBe(303);

    const late = { ...(await opened(one, here)), password: 'three' };
    expect((await other.post(here, { ...(await opened(other, here)), password: 'four' })).status).toBe(303);
    const both = await one.post(here, late);
    expect(both.status).toBe(422);
    expect(readable(both.text)).toContain('Changed by both of you: Password.');
    expect(readable(both.text)).toContain('Enter the password again: a form that is shown again does not hold it');
    expect(both.text).not.toContain('three');
    expect((await one.post(here, { ...fieldsOf(both.text), password: 'three' })).status).toBe(303);
    expect(await changes('mailbox.changed')).toHaveLength(4);
  });
});
