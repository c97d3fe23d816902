import { randomUUID } from 'node:crypto';
import {
  CaseMessageRow,
  CaseRow,
  EventRow,
  FileRow,
  Mailbox,
  MailFile,
  MailRow,
  Note,
  OutboxRow,
} from '../../src/records';
import { passwordUse } from '../../src/features/mail-intake/imap/mailbox-connection';
import { type Config, CONFIG } from '../../src/platform/config';
import { deskPaths } from '../../src/platform/paths';
import { unsealed } from '../../src/platform/secrets';
import { FileKeeper } from '../../src/platform/files';
import { mailRow } from '../make/mails';
import { startApp, type TestApp } from '../support/app';
import { type Answer, type Client, readable } from '../support/client';
import { DATABASES } from '../support/databases';
import { seedMunicipality } from '../support/seed';

describe.each(DATABASES)('e-mail that arrived (%s)', (database) => {
  let app: TestApp;
  let officer: Client;
  beforeAll(async () => {
    app = await startApp({ database, at: '2026-03-31T10:30:00+02:00' });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    officer = app.client();
    await officer.signIn('zyrtar@test');
  });
  afterAll(() => app.close());

  async function arrived(more: Partial<MailRow> = {}, files: Record<string, string> = {}): Promise<MailRow> {
    const kept = await app.get(FileKeeper).keepBytes(Buffer.from(`Subject: raw\r\n\r\n${randomUUID()}`), 'm', 'x/y');
    const row = mailRow(app.seed.institution.id, kept, { receivedAt: new Date('2026-03-30T20:45:00Z'), ...more });
    await app.source.manager.insert(MailRow, row);
    for (const [name, text] of Object.entries(files)) {
      const file = await app.get(FileKeeper).keepBytes(Buffer.from(text), name, 'text/plain; charset=utf-8');
      await app.source.manager.insert(MailFile, { id: randomUUID(), mailId: row.id, ...file, refused: null });
    }
    return row;
  }
  const stateOf = async ({ id }: MailRow): Promise<string> =>
    (await app.source.manager.findOneByOrFail(MailRow, { id })).state;
  /** What the page has filled in, as a browser would send it back. */
  const filledIn = (html: string): Record<string, string> => {
    const form = /<form[^>]*\/register"[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
    const fields: Record<string, string> = {};
    for (const [, name = '', value = ''] of form.matchAll(
      /<input[^>]*name="(\w+)"[^>]*type="(?:text|email|tel)" value="([^"]*)"/g,
    ))
      fields[name] = value;
    for (const [, name = '', value = ''] of form.matchAll(/<textarea[^>]*name="(\w+)"[^>]*>([^<]*)</g))
      fields[name] = value;
    for (const [, name = '', options = ''] of form.matchAll(/<select[^>]*name="(\w+)"[^>]*>([\s\S]*?)<\/select>/g))
      fields[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? '';
    fields.kind = /name="kind" type="radio" value="([^"]+)" checked/.exec(form)?.[1] ?? '';
    return fields;
  };
  async function pressed(mail: MailRow, more: Record<string, string> = {}): Promise<Answer> {
    const page = await officer.get(deskPaths.mailItem(mail.id));
    return officer.post(deskPaths.mailStep(mail.id, 'register'), { ...filledIn(page.text), ...more });
  }
  const caseOf = (answer: Answer): Promise<CaseRow> =>
    app.source.getRepository(CaseRow).findOneByOrFail({ id: answer.location?.split(/[/?]/)[3] ?? '' });

  it('is registered with one press, with the day of arrival, its attachments and a receipt', async () => {
    const mail = await arrived({ subject: 'Re: Kërkesë për fatura' }, { 'shtojca.txt': 'lista' });
    const list = readable((await officer.get(deskPaths.mail())).text);
    expect(list).toContain('Re: Kërkesë për fatura');
    const answer = await pressed(mail);
    expect([answer.status, await stateOf(mail)]).toEqual([303, 'registered']);
    const row = await caseOf(answer);
    expect(readable((await officer.get(answer.location!)).text)).toContain('The e-mail is registered as a case.');
    // The mail server took it at 22:45 in Kosovo: that day counts, and not the day on which somebody looked.
    expect(row).toMatchObject({
      channel: 'email',
      subject: 'Kërkesë për fatura',
      receivedOn: '2026-03-30',
      answerLanguage: 'sq',
      kind: 'access-request',
    });
    const files = await app.source.manager.findBy(FileRow, { caseId: row.id });
    expect(files).toMatchObject([{ name: 'shtojca.txt', role: 'submitted', released: true }]);
    const receipts = await app.source.manager.findBy(OutboxRow, { caseId: row.id, kind: 'receipt' });
    expect(receipts).toMatchObject([{ recipient: 'ana@example.org', language: 'sq' }]);
    const events = await app.source.manager.findBy(EventRow, { type: 'mail.registered' });
    expect(events.map((one) => JSON.parse(one.data) as unknown)).toMatchObject([
      { mailId: mail.id, sha256: mail.sha256, caseId: row.id, moved: false },
    ]);
    const done = readable((await officer.get(deskPaths.mail('done'))).text);
    expect(done).toContain(row.reference);
    // From now on it says who asked: the list does not, and each look at the mail is written down.
    expect(list).toContain('ana@example.org');
    expect([done.includes('a•••@example.org'), done.includes('ana@example.org')]).toEqual([true, false]);
    const looks = (): Promise<number> =>
      app.source.manager.countBy(EventRow, { caseId: row.id, type: 'applicant-seen' });
    expect(await looks()).toBe(0);
    const again = await officer.get(deskPaths.mailItem(mail.id));
    await officer.get(`${deskPaths.mailMessage(mail.id)}`);
    expect(await looks()).toBe(1);
    expect(again.text).not.toContain('/register"');
    expect(readable(again.text)).toContain(row.reference);
  });

  it('becomes one case, whoever presses twice or together', async () => {
    const mail = await arrived();
    const other = app.client();
    await other.signIn('zyrtar@test');
    const fields = filledIn((await officer.get(deskPaths.mailItem(mail.id))).text);
    await other.get(deskPaths.mailItem(mail.id));
    const to = deskPaths.mailStep(mail.id, 'register');
    const answers = await Promise.all([
      officer.post(to, fields),
      other.post(to, { ...fields, subject: 'Another one' }),
      officer.post(to, fields),
    ]);
    expect(answers.map((one) => one.status)).toEqual([303, 303, 303]);
    expect(
      await app.source.manager.countBy(CaseRow, {
        submissionId: (
          await app.source.manager.findOneByOrFail(CaseRow, {
            id: (await app.source.manager.findOneByOrFail(MailRow, { id: mail.id })).caseId ?? '',
          })
        ).submissionId,
      }),
    ).toBe(1);
    const registered = await app.source.manager.findBy(EventRow, { type: 'mail.registered' });
    expect(registered.filter((one) => one.data.includes(mail.id))).toHaveLength(1);
    const told = answers.filter((one) => one.location?.endsWith('?done=settled'));
    expect(told.length).toBeGreaterThan(0);
    expect(readable((await officer.get(told[0]?.location ?? '')).text)).toContain('Somebody else has decided');
  });

  it('asks for the reason of another day, and keeps it in the case', async () => {
    const mail = await arrived();
    const refused = await pressed(mail, { receivedOn: '28.03.2026', subject: 'Typed by me' });
    expect(refused.status).toBe(422);
    expect(readable(refused.text)).toContain('Enter the reason');
    expect(refused.text).toContain('value="Typed by me"');
    expect(refused.text).toContain('value="28.03.2026"');
    const answer = await officer.post(deskPaths.mailStep(mail.id, 'register'), {
      ...filledIn(refused.text),
      receivedReason: 'The server was down for two days.',
    });
    const row = await caseOf(answer);
    expect(row.receivedOn).toBe('2026-03-28');
    const notes = await app.source.manager.findBy(Note, { caseId: row.id });
    expect(notes.map((one) => one.text)).toEqual(['The server was down for two days.']);
    const future = await pressed(await arrived(), { receivedOn: '01.04.2026', receivedReason: 'x' });
    expect([future.status, future.text.includes('href="#receivedOn"')]).toEqual([422, true]);
  });

  it('asks for no reason where the same day and time are typed in another way', async () => {
    const answer = await pressed(await arrived(), { receivedOn: '2026-03-30', receivedTime: '22.45' });
    expect([answer.status, (await caseOf(answer)).receivedOn]).toEqual([303, '2026-03-30']);
  });

  it('gives no receipt to a machine, and nobody has to look at what one wrote', async () => {
    const mail = await arrived({ state: 'set-aside', setAside: 'auto-reply', quiet: true, subject: 'Out of office' });
    expect(readable((await officer.get(deskPaths.mail())).text)).not.toContain('Out of office');
    const aside = readable((await officer.get(deskPaths.mail('set-aside'))).text);
    expect(aside).toContain('Out of office');
    expect(aside).toContain('Automatic reply');
    const row = await caseOf(await pressed(mail));
    expect(await app.source.manager.countBy(OutboxRow, { caseId: row.id })).toBe(0);
  });

  it('is discarded with a reason, kept all the same, and brought back', async () => {
    const mail = await arrived({ subject: 'Invitation' });
    await officer.get(deskPaths.mailItem(mail.id));
    const empty = await officer.post(deskPaths.mailStep(mail.id, 'discard'), { reason: '  ' });
    expect([empty.status, empty.text.includes('href="#reason"')]).toEqual([422, true]);
    const done = await officer.post(deskPaths.mailStep(mail.id, 'discard'), { reason: 'An advertisement.' });
    expect([done.status, await stateOf(mail)]).toEqual([303, 'discarded']);
    expect(readable((await officer.get(deskPaths.mailItem(mail.id))).text)).toContain('An advertisement.');
    await officer.post(deskPaths.mailStep(mail.id, 'restore'));
    expect(await stateOf(mail)).toBe('draft');
    const types = (await app.source.manager.find(EventRow)).filter((one) => one.data.includes(mail.id));
    expect(types.map((one) => one.type)).toEqual(['mail.discarded', 'mail.restored']);
  });

  it('is given to a case: as a message of somebody unknown, or as the answer of the applicant for whom one vouches', async () => {
    const row = await caseOf(await pressed(await arrived()));
    const attach = async (mail: MailRow, fields: Record<string, string>): Promise<Answer> => {
      await officer.get(deskPaths.mailItem(mail.id));
      return officer.post(deskPaths.mailStep(mail.id, 'attach'), fields);
    };
    const mail = await arrived({ text: 'Edhe diçka.', fromAddress: 'other@example.org' }, { 'b.txt': 'b' });
    const missing = await attach(mail, { reference: ' ' });
    expect([missing.status, missing.text.includes('href="#reference"')]).toEqual([422, true]);
    expect((await attach(mail, { reference: '\u0000' })).status).toBe(422);
    const wrong = await attach(mail, { reference: 'KK-2026-77777', vouched: '1' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="KK-2026-77777"');
    expect(readable(wrong.text)).toContain('There is no case with this number');
    const done = await attach(mail, { reference: ` ${row.reference.toLowerCase()} ` });
    expect([done.location, await stateOf(mail)]).toEqual([
      `${deskPaths.caseFile(row.id)}?done=mail-attached`,
      'attached',
    ]);
    const page = readable((await officer.get(deskPaths.caseFile(row.id))).text);
    expect(page).toContain('Sender not known');
    // Whole, because whoever registered it just now knows who asked.
    expect(page).toContain('nothing proves that the applicant wrote it: other@example.org');
    const vouched = await arrived({ text: 'Unë jam vetë.', fromAddress: 'new-address@example.org' });
    await attach(vouched, { reference: row.reference, vouched: '1' });
    const written = await app.source.manager.find(CaseMessageRow, {
      where: { caseId: row.id },
      order: { at: 'ASC', createdAt: 'ASC' },
    });
    expect(written.map((one) => [one.channel, one.text, one.authorId])).toEqual([
      ['unknown', 'Edhe diçka.', app.seed.officials.zyrtar.id],
      ['desk', 'Unë jam vetë.', app.seed.officials.zyrtar.id],
    ]);
    // What asks for something new becomes a case of its own all the same.
    const own = await caseOf(await pressed(mail));
    expect(own.id).not.toBe(row.id);
    expect(readable((await officer.get(deskPaths.mailItem(mail.id))).text)).toContain(own.reference);
  });

  it('shows nothing of it as HTML, and lets its bytes out as a download only', async () => {
    const mail = await arrived(
      { text: '<script>alert(1)</script> & co', subject: '"><img src=x>' },
      { 'a.txt': 'lista' },
    );
    const page = await officer.get(deskPaths.mailItem(mail.id));
    expect(page.text).not.toContain('<script>alert');
    expect(page.text).not.toContain('<img src=x');
    expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; co');
    const raw = await officer.get(deskPaths.mailMessage(mail.id));
    expect(raw.headers.get('content-type')).toBe('message/rfc822');
    expect(raw.headers.get('content-disposition')).toMatch(/^attachment; filename="2026-03-30-.*\.eml"/);
    expect(raw.text).toContain('Subject: raw');
    const [file] = await app.source.manager.findBy(MailFile, { mailId: mail.id });
    expect((await officer.get(deskPaths.mailFile(mail.id, file?.id ?? ''))).text).toBe('lista');
    expect((await officer.get(deskPaths.mailFile(mail.id, randomUUID()))).status).toBe(404);
  });

  it('is nothing to another institution', async () => {
    const foreign = await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
    const mail = await arrived({ institutionId: foreign.institution.id, subject: 'Theirs' });
    expect((await officer.get(deskPaths.mailItem(mail.id))).status).toBe(404);
    expect((await officer.get(deskPaths.mailMessage(mail.id))).status).toBe(404);
    expect((await officer.post(deskPaths.mailStep(mail.id, 'discard'), { reason: 'x' })).status).toBe(404);
    expect((await officer.get(deskPaths.mail())).text).not.toContain('Theirs');
  });

  it('is listed page by page, the oldest draft first', async () => {
    await app.source.manager.update(MailRow, { state: 'draft' }, { state: 'copy' });
    const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 20, 8, minute));
    for (let i = 0; i < 27; i += 1) await arrived({ subject: `Mail ${String(i).padStart(2, '0')}`, receivedAt: at(i) });
    const first = await officer.get(deskPaths.mail());
    expect(first.text.match(/Mail \d\d/g)).toEqual(
      Array.from({ length: 25 }, (_, i) => `Mail ${String(i).padStart(2, '0')}`),
    );
    const next = /href="([^"]*after=[^"]+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect((await officer.get(next)).text.match(/Mail \d\d/g)).toEqual(['Mail 25', 'Mail 26']);
  });

  describe('the page of the mailbox', () => {
    let admin: Client;
    const FIELDS = {
      address: 'kerkesa@komuna.example',
      host: 'localhost',
      port: '1',
      security: 'none',
      username: 'kerkesa',
      password: 'shume-e-fshehte-1',
      folder: 'INBOX',
      after: 'seen',
    };
    const lastFacts = async (): Promise<[string, unknown]> => {
      const where = { institutionId: app.seed.institution.id };
      const row = await app.source.manager.findOneOrFail(EventRow, { where, order: { seq: 'DESC' } });
      return [row.type, JSON.parse(row.data)];
    };
    beforeAll(async () => {
      admin = app.client();
      await admin.signIn('admin@test');
    });

    it('says beside each field what is wrong, and keeps what was typed, but no password', async () => {
      const answer = await admin.fill(deskPaths.mailbox(), {
        ...FIELDS,
        host: 'imap example',
        port: '99999',
        security: 'none',
        after: 'move',
        folder: '',
      });
      expect(answer.status).toBe(422);
      for (const field of ['host', 'port', 'security', 'folder', 'movedTo'])
        expect(answer.text).toContain(`href="#${field}"`);
      expect(answer.text).toContain('value="imap example"');
      expect(answer.text).not.toContain('shume-e-fshehte-1');
      expect(await app.source.manager.count(Mailbox)).toBe(0);
      const open = await admin.post(deskPaths.mailbox(), { ...FIELDS, host: 'imap.example.org' });
      expect(readable(open.text)).toContain('Without encryption only a server on this same machine');
    });

    it('keeps the password sealed, and shows it to nobody', async () => {
      const answer = await admin.fill(deskPaths.mailbox(), FIELDS);
      expect(answer.location).toBe(`${deskPaths.mailbox()}?done=created`);
      const [row] = await app.source.manager.find(Mailbox);
      const opened = (institutionId: string): string | null =>
        unsealed(app.get<Config>(CONFIG).sessionSecret, passwordUse(institutionId), row?.password ?? '');
      expect(opened(app.seed.institution.id)).toBe('shume-e-fshehte-1');
      // It is bound to its institution: put into the row of another one, it opens nothing.
      expect(opened('another')).toBeNull();
      expect(row?.password).not.toContain('shume');
      expect(await lastFacts()).toEqual(['mailbox.created', { host: 'localhost', folder: 'INBOX', after: 'seen' }]);
      const page = await admin.get(deskPaths.mailbox());
      expect(page.text).not.toContain('shume-e-fshehte-1');
      expect(page.text).not.toContain(row?.password ?? '-');
      const changed = await admin.post(deskPaths.mailbox(), { ...FIELDS, password: '', folder: 'Hyrja' });
      expect(changed.location).toBe(`${deskPaths.mailbox()}?done=changed`);
      const [after] = await app.source.manager.find(Mailbox);
      expect([after?.password, after?.folder, after?.version]).toEqual([row?.password, 'Hyrja', 2]);
      expect((await admin.post(deskPaths.mailbox(), { ...FIELDS, password: '', folder: 'Hyrja' })).location).toContain(
        'same',
      );
      // A kept password goes to no server that somebody else names.
      const elsewhere = await admin.post(deskPaths.mailbox(), { ...FIELDS, host: '127.0.0.1', password: '' });
      expect([elsewhere.status, elsewhere.text.includes('href="#password"')]).toEqual([422, true]);
    });

    it('says in words why a connection does not work', async () => {
      await admin.get(deskPaths.mailbox());
      const answer = await admin.post(`${deskPaths.mailbox()}/try`);
      const page = readable((await admin.get(answer.location ?? '')).text);
      expect(page).toContain('The connection does not work');
      expect(page).toContain('The server does not answer.');
      expect(await lastFacts()).toEqual(['mailbox.tried', { result: 'no-answer' }]);
    });

    it('is switched off and on', async () => {
      await admin.get(deskPaths.mailbox());
      await admin.post(`${deskPaths.mailbox()}/active`, { active: '0' });
      expect(await app.source.manager.countBy(Mailbox, { active: true })).toBe(0);
      expect(readable((await officer.get(deskPaths.mail())).text)).toContain('switched off at present');
      await admin.post(`${deskPaths.mailbox()}/active`, { active: '1' });
      expect(await lastFacts()).toEqual(['mailbox.enabled', {}]);
    });
  });
});
