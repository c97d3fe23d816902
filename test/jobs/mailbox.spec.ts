import { Mailbox, MailFile, MailRow, NoticeRow, EventRow } from '../../src/records';
import { letter, mailboxRow, withFiles } from '../make/mails';
import { startTestDovecot, startWire, type TestDovecot, type Wire } from '../support/dovecot';
import { type JobHouse, startJobHouse, until } from '../support/job-house';

const PDF = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

describe.each(['sqlite', 'postgres'] as const)('a mailbox that is read (%s)', (database) => {
  let dovecot: TestDovecot;
  let house: JobHouse;
  let wire: Wire;
  beforeEach(async () => {
    dovecot = await startTestDovecot();
    wire = await startWire(dovecot.imap);
    house = await startJobHouse({ database });
  });
  afterEach(async () => {
    await house.close();
    await wire.close();
    await dovecot.stop();
  });

  const setUp = (more: Partial<Mailbox> = {}): Promise<unknown> => {
    const at = { port: wire.port, user: dovecot.user, password: dovecot.password };
    const { id } = house.seed.institution;
    const row = mailboxRow(id, house.config.sessionSecret, at, house.clock.now(), more);
    return house.source.manager.insert(Mailbox, row);
  };
  const mails = (): Promise<MailRow[]> => house.source.manager.find(MailRow, { order: { uid: 'ASC' } });
  const read = async (count: number): Promise<MailRow[]> => {
    await until(`${count} mails are read`, async () => {
      const found = await mails();
      return found.length >= count && found.every((one) => one.state !== 'kept' && one.marked);
    });
    return mails();
  };

  it('keeps what is unread and what arrives, as it came, and marks it as read afterwards', async () => {
    const first = letter({ subject: 'E para', text: 'Kërkoj faturat.' });
    await dovecot.deliver(first);
    await dovecot.deliver(letter({ subject: 'E lexuar' }), { seen: true, at: new Date('2026-01-01T10:00:00Z') });
    await setUp();
    await house.worker();
    await read(1);
    const arrives = Date.now();
    await dovecot.deliver(letter({ subject: 'E dyta' }));
    const found = await read(2);
    // The server tells of it by itself (IDLE); nobody waits for the next look.
    expect(Date.now() - arrives).toBeLessThan(5_000);
    expect(found).toMatchObject([
      {
        subject: 'E para',
        fromName: 'Ana Berisha',
        fromAddress: 'ana@example.org',
        state: 'draft',
        text: 'Kërkoj faturat.',
      },
      { subject: 'E dyta', state: 'draft', quiet: false, flaw: null },
    ]);
    expect(found[0]?.size).toBe(Buffer.byteLength(first));
    expect(await dovecot.lying()).toMatchObject([
      { subject: 'E para', seen: true },
      { subject: 'E lexuar', seen: true },
      { subject: 'E dyta', seen: true },
    ]);
    const notices = await house.source.manager.findBy(NoticeRow, { kind: 'mail-arrived' });
    expect(notices.map((one) => one.officialId)).toEqual(Array(2).fill(house.seed.officials.zyrtar.id));
    const events = await house.source.manager.findBy(EventRow, { type: 'mail.received' });
    expect(events.map((one) => (JSON.parse(one.data) as { sha256: string }).sha256)).toEqual(
      found.map((one) => one.sha256),
    );
    // The worker says who it is only to the server: no password in what it asks for later.
    expect(wire.said().split('IDLE').slice(1).join('')).not.toContain(dovecot.password);
  }, 60_000);

  it('moves what is kept where it is told to, into a folder that it makes', async () => {
    await dovecot.deliver(letter({ subject: 'E para' }));
    await setUp({ after: 'move', movedTo: 'Të marra' });
    await house.worker();
    await read(1);
    await dovecot.deliver(letter({ subject: 'E dyta' }));
    await read(2);
    expect(await dovecot.lying()).toEqual([]);
    expect(await dovecot.lying('Të marra')).toMatchObject([
      { subject: 'E para', seen: true },
      { subject: 'E dyta', seen: true },
    ]);
  }, 60_000);

  it('keeps attachments that are taken in, and names those that are not', async () => {
    const files = [
      { name: 'faturat.pdf', type: 'application/pdf', bytes: PDF },
      { name: 'pagesa.pdf.exe', type: 'application/pdf', bytes: 'MZ\0\0 program' },
    ];
    await dovecot.deliver(withFiles(files, { subject: 'Me skedarë' }));
    await setUp();
    await house.worker();
    const [mail] = await read(1);
    const kept = await house.source.manager.findBy(MailFile, { mailId: mail?.id ?? '' });
    expect(kept.sort((a, b) => (a.name < b.name ? -1 : 1))).toMatchObject([
      { name: 'faturat.pdf', mediaType: 'application/pdf', refused: null },
      { name: 'pagesa.pdf.exe', sha256: null, refused: 'type-not-allowed' },
    ]);
  }, 60_000);

  it('loses nothing and doubles nothing when the line is cut in the middle of a mail', async () => {
    for (const subject of ['1', '2', '3']) {
      await dovecot.deliver(
        withFiles([{ name: 'a.txt', type: 'text/plain', bytes: 'x'.repeat(300_000) }], { subject }),
      );
    }
    let cuts = 0;
    wire.onSaid((text) => /BODY\.PEEK\[\]<65536/.test(text) && (cuts += 1) === 2);
    await setUp();
    await house.worker();
    const found = await read(3);
    expect(cuts).toBeGreaterThan(2);
    expect(found.map((one) => [one.subject, one.state])).toEqual(['1', '2', '3'].map((one) => [one, 'draft']));
    expect((await dovecot.lying()).every((one) => one.seen)).toBe(true);
  }, 90_000);

  it('takes the same mail once, also when it was delivered twice or the folder is numbered anew', async () => {
    const same = letter({ subject: 'E njëjta', id: '<one@example.org>' });
    await dovecot.deliver(same, { folder: 'Hyrja' });
    await dovecot.deliver(`Received: from another way\r\n${same}`, { folder: 'Hyrja' });
    await setUp({ folder: 'Hyrja' });
    const worker = await house.worker();
    expect((await read(2)).map((one) => one.state)).toEqual(['draft', 'copy']);
    await worker.close();
    await dovecot.renumber('Hyrja');
    await dovecot.deliver(same, { folder: 'Hyrja' });
    await dovecot.deliver(letter({ subject: 'Tjetër', id: '<two@example.org>' }), { folder: 'Hyrja' });
    await house.worker();
    const found = await read(4);
    expect(found.map((one) => [one.subject, one.state]).sort()).toEqual([
      ['E njëjta', 'copy'],
      ['E njëjta', 'copy'],
      ['E njëjta', 'draft'],
      ['Tjetër', 'draft'],
    ]);
  }, 90_000);

  it('is read by one of two workers, and by the other when that one ends', async () => {
    await setUp();
    const [first] = await Promise.all([house.worker(), house.worker()]);
    for (const subject of ['1', '2', '3']) await dovecot.deliver(letter({ subject }));
    await read(3);
    expect(wire.said().match(/ LOGIN | AUTHENTICATE /g)).toHaveLength(1);
    const holder = async (): Promise<string | null> =>
      (await house.source.manager.findOneByOrFail(Mailbox, { host: '127.0.0.1' })).leaseHolder;
    const before = await holder();
    await first?.close();
    await dovecot.deliver(letter({ subject: '4' }));
    const found = await read(4);
    expect(found.map((one) => one.state)).toEqual(Array(4).fill('draft'));
    expect([before, await holder()].every((one) => one !== null)).toBe(true);
  }, 90_000);

  it('says why it cannot be read, and tells the administrators when that lasts', async () => {
    await setUp({
      password: mailboxRow(
        house.seed.institution.id,
        house.config.sessionSecret,
        { port: 1, user: '', password: 'wrong' },
        house.clock.now(),
      ).password,
    });
    await house.worker();
    const mailbox = (): Promise<Mailbox> => house.source.manager.findOneByOrFail(Mailbox, { host: '127.0.0.1' });
    await until('it is noted', async () => (await mailbox()).trouble === 'password', 20_000);
    expect(await house.source.manager.countBy(NoticeRow, { kind: 'mailbox-trouble' })).toBe(0);
    house.clock.advance(16 * 60_000);
    await until('they are told', async () => (await mailbox()).troubleTold, 30_000);
    const [notice, ...more] = await house.source.manager.findBy(NoticeRow, { kind: 'mailbox-trouble' });
    expect([notice?.officialId, more]).toEqual([house.seed.officials.admin.id, []]);
  }, 90_000);
});
