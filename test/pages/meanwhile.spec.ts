import { deskPaths } from '../../src/platform/paths';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';

/** Two administrators who have the same form open: the later save is told what changed, and loses nothing. */
describe('two who change the same thing at once', () => {
  let app: TestApp;
  let one: Client;
  let other: Client;
  beforeEach(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query("UPDATE officials SET language = 'en'");
    await app.source.query("UPDATE officials SET role = 'administrator' WHERE email = 'kryetar@test'");
    [one, other] = [app.client(), app.client()];
    await one.signIn('admin@test');
    await other.signIn('kryetar@test');
  });
  afterEach(() => app.close());

  /** What a browser would send of the form that a page shows: each field as it stands, and what was typed. */
  async function opened(client: Client, address: string): Promise<Record<string, string>> {
    return fieldsOf((await client.get(address)).text);
  }
  function fieldsOf(html: string): Record<string, string> {
    const main = html.slice(html.indexOf('<main'));
    const seen = main.indexOf('name="seen"');
    const form = main.slice(main.lastIndexOf('<form', seen), main.indexOf('</form>', seen));
    const fields: Record<string, string> = {};
    for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
      const of = (name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
      const name = of('name');
      if (!name || name === '_csrf' || (/type="(radio|checkbox)"/.test(tag) && !/ checked/.test(tag))) continue;
      fields[name] = (of('value') ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    }
    for (const [, name = '', options = ''] of form.matchAll(/<select[^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gs)) {
      fields[name] = /<option value="([^"]*)"[^>]* selected/.exec(options)?.[1] ?? '';
    }
    return fields;
  }
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
});
