import { randomUUID } from 'node:crypto';
import { create } from 'qrcode';
import { publicPaths } from '../../src/platform/paths';
import { Applicant, CaseRow, EventRow, OutboxRow, Submission } from '../../src/records';
import { type Answer, type Client, readable } from '../support/client';
import { addOfficial } from '../make/objects';
import { startApp, type TestApp } from '../support/app';

describe('registering at the counter', () => {
  let app: TestApp;
  let officer: Client;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T10:30:00+02:00' });
    officer = app.client();
    await officer.signIn('zyrtar@test');
  });
  afterAll(() => app.close());

  const register = async (
    more: Record<string, string> = {},
    files: Parameters<Client['post']>[2] = [],
  ): Promise<Answer> => {
    await officer.get('/desk/counter');
    return officer.post(
      '/desk/counter',
      {
        submissionKey: randomUUID(),
        kind: 'access-request',
        channel: 'post',
        receivedOn: '30.03.2026',
        subject: 'Plani rregullues',
        text: 'Kopje e planit rregullues të qytetit.',
        name: 'Milica Đorđević',
        address: 'Ul. Cara Dušana 4',
        answerLanguage: 'sr',
        applicantType: 'individual',
        ...more,
      },
      files,
    );
  };
  const receipt = async (answer: Answer): Promise<string> => readable((await officer.get(answer.location ?? '')).text);
  const caseOf = (answer: Answer): Promise<CaseRow> =>
    app.source.getRepository(CaseRow).findOneByOrFail({ id: answer.location?.split('/')[3] ?? '' });

  it.each(['email', 'post', 'counter', 'phone', 'oral'])('takes what came by %s', async (channel) => {
    const answer = await register({ channel });
    expect(answer.status).toBe(303);
    expect(await caseOf(answer)).toMatchObject({ channel, receivedOn: '2026-03-30', dueOn: '2026-04-07' });
  });

  it.each([
    ['access-request', 'Zahtev za pristup javnim dokumentima', 'Rok za odgovor'],
    ['petition', 'Peticija', 'Rok za razmatranje'],
    ['citizen-initiative', 'Građanska inicijativa', 'Rok za razmatranje'],
    ['citizen-request', 'Zahtev građana', 'Rok za razmatranje'],
  ])('prints the receipt of %s in the language of the applicant', async (kind, words, due) => {
    const answer = await register({ kind, signatures: '12' });
    const page = await receipt(answer);
    expect(page).toContain('Potvrda o prijemu');
    expect(page).toContain(words);
    expect(page).toContain(due);
    expect(page).toMatch(/Kod za praćenje [A-Z2-9]{5}-[A-Z2-9]{5}/);
    expect(page).not.toContain('Milica');
  });

  it('opens the tracking page with the printed code', async () => {
    const page = await receipt(await register());
    const [, reference = '', code = ''] = /Broj protokola (\S+) Kod za praćenje (\S+)/.exec(page) ?? [];
    const citizen = app.client();
    await citizen.get('/sr/track');
    const answer = await citizen.post('/sr/track', { reference, code });
    expect(answer.location).toBe(`/sr/track/${reference}`);
  });

  it('counts from a day in the past and says when it was registered', async () => {
    const answer = await register({ receivedOn: '27.3.2026.' });
    expect(await caseOf(answer)).toMatchObject({
      receivedOn: '2026-03-27',
      registeredOn: '2026-03-30',
      dueOn: '2026-04-03',
    });
    const page = await receipt(answer);
    expect(page).toContain('Primljeno petak, 27. mart 2026.');
    expect(page).toContain('Registrovano ponedeljak, 30. mart 2026.');
  });

  it('counts a request under the law of its day', async () => {
    const answer = await register({ receivedOn: '2012-05-02' });
    expect(await caseOf(answer)).toMatchObject({ statuteVersion: 'access:03/L-215', dueOn: '2012-05-10' });
    expect(await receipt(answer)).toContain('03/L-215');
  });

  it('counts the 48 hours of a call from its minute', async () => {
    const urgent = { channel: 'phone', urgent: '1', urgentReason: 'Pacijent', receivedTime: '8.15' };
    const row = await caseOf(await register({ ...urgent, receivedOn: '29.03.2026' }));
    expect(row.dueAt?.toISOString()).toBe('2026-03-31T06:15:00.000Z');
  });

  it.each([
    [{ receivedOn: '31.03.2026' }, 'receivedOn', 'nuk mund të jetë në të ardhmen'],
    [{ receivedOn: '09.12.2010' }, 'receivedOn', 'para datës 10 dhjetor 2010'],
    [{ receivedOn: 'dje' }, 'receivedOn', 'në formën 30.03.2026'],
    [{ receivedTime: '23:59' }, 'receivedTime', 'nuk mund të jetë në të ardhmen'],
    [{ urgent: '1', urgentReason: 'x', receivedOn: '28.03.2026' }, 'receivedTime', 'afati urgjent numërohet në orë'],
    [{ channel: '' }, 'channel', 'Zgjidhni si ka ardhur'],
    [{ channel: 'web' }, 'channel', 'Zgjidhni njërën'],
    [{ kind: '' }, 'kind', 'Zgjidhni çfarë po regjistroni'],
    [{ address: '' }, 'email', 'e-postën ose adresën postare'],
    [{ subject: '', text: '' }, 'subject', 'Shkruani shkurt'],
  ])('refuses %j beside the field and keeps what was typed', async (change, field, message) => {
    const before = await app.source.getRepository(Submission).count();
    const { status, text } = await register(change);
    expect(status).toBe(422);
    expect(text).toContain(`<a href="#${field}">`);
    expect(text).toContain(`id="${field}-error"`);
    expect(readable(text)).toContain(message);
    expect(text).toContain('value="Milica Đorđević"');
    expect(await app.source.getRepository(Submission).count()).toBe(before);
  });

  it('lets who speaks stay without an address', async () => {
    expect((await register({ channel: 'oral', address: '' })).status).toBe(303);
  });

  it('shows nothing typed as markup, on the form and on the receipt', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const again = await register({ subject: evil, text: evil, name: evil, address: evil, channel: '' });
    expect(again.text).not.toContain('<img src=x');
    const answer = await register({ subject: evil, text: evil, name: evil, address: evil });
    const page = await officer.get(answer.location ?? '');
    expect(page.text).toContain('&lt;img src=x');
    expect(page.text).not.toContain('<img src=x');
  });

  it('shows an old form again', async () => {
    const answer = await officer.post('/desk/counter', { kind: 'petition', subject: 'Ndriçimi', _csrf: 'old' });
    expect([answer.status, answer.text.includes('value="Ndriçimi"')]).toEqual([422, true]);
  });

  it('keeps the scanned letter and refuses a program beside the field', async () => {
    const answer = await register({}, [{ name: 'letra.pdf', bytes: '%PDF-1.4 scan' }]);
    expect(await receipt(answer)).toContain('letra.pdf');
    const refused = await register({}, [
      { name: 'letra.pdf', bytes: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(99)]) },
    ]);
    expect(refused.status).toBe(422);
    expect(readable(refused.text)).toContain('Skedari „letra.pdf“ nuk pranohet');
  });

  it('writes in the log who registered it, and the mail in the language of the applicant', async () => {
    const answer = await register({ email: 'milica@primer.com', channel: 'email' });
    const row = await caseOf(answer);
    const [event] = await app.source.getRepository(EventRow).findBy({ caseId: row.id });
    expect(event).toMatchObject({ type: 'registered', actorKind: 'official', actorId: app.seed.officials.zyrtar.id });
    const [mail] = await app.source.getRepository(OutboxRow).findBy({ caseId: row.id });
    expect(mail).toMatchObject({ kind: 'receipt', language: 'sr', recipient: 'milica@primer.com' });
  });

  it.each([
    ['staf', 200],
    ['admin', 403],
    ['kryetar', 403],
  ])('is open to the counter’s roles only: %s gets %i', async (who, status) => {
    const other = app.client();
    await other.signIn(`${who}@test`);
    expect((await other.get('/desk/counter')).status).toBe(status);
  });

  it('sends who is not signed in to the sign-in', async () => {
    const answer = await app.client().get('/desk/counter');
    expect([answer.status, answer.location?.startsWith('/desk/sign-in')]).toEqual([303, true]);
  });

  it('shows the code on the receipt to who registered it or may see the applicant, and to no other', async () => {
    const answer = await register();
    const staff = app.client();
    await staff.signIn('staf@test');
    expect((await staff.get(answer.location ?? '')).status).toBe(404);
    await staff.get('/desk/counter');
    const own = await staff.post('/desk/counter', {
      kind: 'petition',
      channel: 'oral',
      subject: 'a',
      text: 'b',
      name: 'c',
      submissionKey: randomUUID(),
    });
    expect((await staff.get(own.location ?? '')).status).toBe(200);
    expect((await officer.get(own.location ?? '')).status).toBe(200);
    expect((await officer.get(`/desk/cases/${randomUUID()}/receipt`)).status).toBe(404);
  });

  it('gives a code for a telephone, which opens the case without an e-mail address and without typing', async () => {
    const answer = await register({ channel: 'oral', address: '', answerLanguage: 'sq' });
    const page = await officer.get(answer.location ?? '');
    const { id, reference } = await caseOf(answer);
    const { accessCode } = await app.source.getRepository(Applicant).findOneByOrFail({ caseId: id });
    const link = publicPaths.trackLink('sq', reference, accessCode);
    const { size, data } = create(app.url + link, { errorCorrectionLevel: 'M' }).modules;
    const drawn = new Uint8Array(size * size);
    const path = /<path d="([^"]+)"/.exec(page.text)?.[1] ?? '';
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
      for (let i = 0; i < Number(width); i += 1) drawn[(Number(y) - 4) * size + Number(x) - 4 + i] = 1;
    expect([...drawn]).toEqual([...data].map(Number));
    // Four modules of white on every side, as the standard wants.
    expect(page.text).toContain(`viewBox="0 0 ${size + 8} ${size + 8}"`);
    const citizen = app.client();
    const opened = await citizen.get(link);
    expect([opened.status, opened.location]).toEqual([303, publicPaths.tracked('sq', reference)]);
    expect(readable((await citizen.get(opened.location ?? '')).text)).toContain('Plani rregullues');
  });

  it('prints a receipt again by its number, for who may, and writes that down', async () => {
    const answer = await register();
    const { id, reference } = await caseOf(answer);
    const other = await addOfficial(app, { email: 'zyrtari2@test', role: 'responsible-officer', name: 'Zef Zyrtari' });
    const colleague = app.client();
    await colleague.signIn('zyrtari2@test');
    const found = await colleague.get(
      `/desk/counter/receipt?reference=${reference.toLowerCase().replaceAll('-', ' - ')}`,
    );
    expect([found.status, found.location]).toEqual([303, `/desk/cases/${id}/receipt`]);
    expect(readable((await colleague.get(found.location ?? '')).text)).toMatch(/[A-Z2-9]{5}-[A-Z2-9]{5}/);
    const seen = await app.source.getRepository(EventRow).findBy({ caseId: id, type: 'applicant-seen' });
    expect(seen.map((one) => [one.actorId, JSON.parse(one.data) as unknown])).toEqual([
      [other.id, { where: 'receipt' }],
    ]);
    const unknown = await colleague.get('/desk/counter/receipt?reference=KK-2026-99999');
    expect([unknown.status, unknown.text.includes('value="KK-2026-99999"')]).toEqual([422, true]);
    expect(unknown.text).toContain('href="#reference"');
    expect((await colleague.get('/desk/counter/receipt')).status).toBe(422);
    const staff = app.client();
    await staff.signIn('staf@test');
    expect((await staff.get(`/desk/counter/receipt?reference=${reference}`)).status).toBe(422);
  });

  it('has its first button for Enter: what it presses registers', async () => {
    const form = /<form class="q-counter"[\s\S]*?<\/form>/.exec((await officer.get('/desk/counter')).text)?.[0] ?? '';
    const [first = ''] = form.match(/<button[^>]*>/g) ?? [];
    expect(first).not.toContain('name=');
    const order = [
      ...form.matchAll(/ (?:id)="(channel|kind|subject|text|receivedOn|name|phone|email|address|answerLanguage)"/g),
    ].map((one) => one[1]);
    expect(order).toEqual([
      'channel',
      'kind',
      'subject',
      'text',
      'receivedOn',
      'name',
      'phone',
      'email',
      'address',
      'answerLanguage',
    ]);
  });
});
