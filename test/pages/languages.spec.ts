import { deskPaths, publicPaths } from '../../src/platform/paths';
import { startApp, type TestApp } from '../support/app';
import { type Answer, type Client, readable } from '../support/client';
import { fieldsOf } from '../support/form-fields';
import { seedMunicipality } from '../support/seed';

const HERE = deskPaths.institution();
const ASKED = {
  subject: 'Faturat e vitit 2025',
  text: 'Kërkoj faturat.',
  name: 'Arta Krasniqi',
  email: 'arta@example.org',
};

describe('the languages that an institution offers', () => {
  let app: TestApp;
  let admin: Client;
  let citizen: Client;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query("UPDATE officials SET language = 'en'");
    [admin, citizen] = [app.client(), app.client()];
    await admin.signIn('admin@test');
  });
  afterAll(() => app.close());

  const switchOf = ({ text }: Answer): string[] =>
    [...text.matchAll(/class="q-languages__link" href="([^"]+)"/g)].map(([, href = '']) => href);
  const answersOn = ({ text }: Answer): string[] => {
    const options = /<select[^>]*name="answerLanguage"[^>]*>(.*?)<\/select>/s.exec(text)?.[1] ?? '';
    return [...options.matchAll(/<option value="([^"]+)"/g)].map(([, value = '']) => value);
  };
  async function set(firstLanguage: string, otherLanguages: string[]): Promise<Answer> {
    const shown = fieldsOf((await admin.get(HERE)).text);
    return admin.post(HERE, { ...shown, firstLanguage, otherLanguages });
  }
  const english = { 'accept-language': 'en-GB, en;q=0.9' };

  it('are all of them until somebody says otherwise', async () => {
    expect((await citizen.get('/', english)).location).toBe('/en');
    expect(switchOf(await citizen.get('/sq'))).toEqual(['/sq', '/sr', '/en']);
    const form = await citizen.get(publicPaths.form('en', 'access-request'));
    expect(answersOn(form)).toEqual(['sq', 'sr', 'en', 'tr', 'bs', 'rom']);
  });

  it('refuses a first language that is not offered, and keeps what was typed', async () => {
    const refused = await set('en', ['tr']);
    expect(refused.status).toBe(422);
    expect(readable(refused.text)).toContain('Choose a first language that is offered');
    expect(fieldsOf(refused.text)).toMatchObject({ firstLanguage: 'en', otherLanguages: 'tr' });
    expect(readable((await set('', [])).text)).toContain('Choose the first language');
  });

  describe('without English, and Serbian first', () => {
    let promised: string;
    beforeAll(async () => {
      const form = publicPaths.form('en', 'access-request');
      const sent = await citizen.fill(form, { ...ASKED, submissionKey: 'asked-in-english-1', answerLanguage: 'en' });
      promised = decodeURIComponent(sent.location?.split('/').pop() ?? '');
      await citizen.get(publicPaths.form('en', 'access-request'));
      expect((await set('sr', ['tr'])).status).toBe(303);
    });

    it('is an event that says what was and what is', async () => {
      const [row] = await app.source.query<{ data: string }[]>(
        "SELECT data FROM events WHERE type = 'institution.changed' ORDER BY seq DESC LIMIT 1",
      );
      expect(JSON.parse(row?.data ?? '')).toMatchObject({
        changed: { firstLanguage: ['sq', 'sr'], otherLanguages: ['en tr bs rom', 'tr'] },
      });
    });

    it('opens in Serbian, and leads from English pages to it', async () => {
      expect((await citizen.get('/', english)).location).toBe('/sr');
      expect((await citizen.get('/', { 'accept-language': 'sq' })).location).toBe('/sq');
      expect((await citizen.get('/en')).location).toBe('/sr');
      expect((await citizen.get('/en/requests/new?to=KK')).location).toBe('/sr/requests/new?to=KK');
      expect(switchOf(await citizen.get('/sq/law'))).toEqual(['/sr/law', '/sq/law']);
      expect(switchOf(await citizen.get('/sr/track'))).toEqual(['/sr/track', '/sq/track']);
    });

    it('keeps to what was promised before: the number of an English request opens in English', async () => {
      const receipt = await citizen.get(publicPaths.receipt('en', promised));
      expect([receipt.status, readable(receipt.text).includes(promised)]).toEqual([200, true]);
    });

    it('offers no answer in English, on the form, at the counter and by the API', async () => {
      const form = publicPaths.form('sr', 'access-request');
      expect(answersOn(await citizen.get(form))).toEqual(['sr', 'sq', 'tr']);
      const refused = await citizen.post(form, { ...ASKED, submissionKey: 'not-english-1', answerLanguage: 'en' });
      expect(refused.status).toBe(422);
      expect(readable(refused.text)).toContain('Ova institucija ne odgovara na ovom jeziku');
      expect(readable(refused.text)).toContain(ASKED.text);

      const officer = app.client();
      await officer.signIn('zyrtar@test');
      const counter = await officer.get(deskPaths.counter());
      expect(answersOn(counter)).toEqual(['sr', 'sq', 'tr']);
      expect(fieldsOf(counter.text, 'name="answerLanguage"')).toMatchObject({ answerLanguage: 'sr' });

      const body = JSON.stringify({
        ...ASKED,
        kind: 'access-request',
        submissionKey: 'by-machine-1',
        answerLanguage: 'en',
      });
      const headers = { 'content-type': 'application/json', 'accept-language': 'en' };
      const answer = await fetch(`${app.url}/api/v1/submissions`, { method: 'POST', headers, body });
      expect([answer.status, await answer.json()]).toMatchObject([
        422,
        { errors: [{ field: 'answerLanguage', code: 'language-not-offered' }] },
      ]);
    });

    it('takes what was typed into an English form that was open already; its receipt is in the language of the answer', async () => {
      app.clock.advance(1_000);
      const form = publicPaths.form('en', 'access-request');
      const sent = await citizen.post(form, { ...ASKED, submissionKey: 'open-before-1', answerLanguage: 'sq' });
      expect(sent.status).toBe(303);
      const [mail] = await app.source.query<{ language: string }[]>(
        "SELECT language FROM outbox WHERE kind = 'receipt' ORDER BY created_at DESC",
      );
      expect(mail?.language).toBe('sq');
    });
  });

  it('are those of any institution where pages speak for several, and those of the chosen one in the end', async () => {
    await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
    app.clock.advance(10_000);
    expect(switchOf(await citizen.get('/sq'))).toEqual(['/sq', '/sr', '/en']);
    const form = publicPaths.form('en', 'access-request');
    expect(answersOn(await citizen.get(form))).toContain('en');
    const asked = { ...ASKED, submissionKey: 'one-of-two-1', answerLanguage: 'en' };
    const refused = await citizen.post(form, { ...asked, to: 'KK' });
    expect(readable(refused.text)).toContain('This institution does not answer in this language. Choose another one');
    expect((await citizen.post(form, { ...asked, to: 'PZ' })).status).toBe(303);
  });
});
