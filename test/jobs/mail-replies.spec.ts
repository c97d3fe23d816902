import {
  CaseMessageRow,
  CaseRow,
  EventRow,
  FileRow,
  LetterRow,
  Mailbox,
  MailRow,
  NoticeRow,
  Outbox,
  OutboxRow,
} from '../../src/records';
import { localDate } from '../../src/core/law';
import { letter, mailboxRow, report, withFiles } from '../make/mails';
import { startTestDovecot, type TestDovecot } from '../support/dovecot';
import { type JobHouse, startJobHouse, until } from '../support/job-house';

describe.each(['sqlite', 'postgres'] as const)('a reply that comes by mail (%s)', (database) => {
  let dovecot: TestDovecot;
  let house: JobHouse;
  let row: CaseRow;
  beforeAll(async () => {
    dovecot = await startTestDovecot();
    house = await startJobHouse({ database });
    const at = { port: dovecot.imap, user: dovecot.user, password: dovecot.password };
    const { id } = house.seed.institution;
    const mailbox = mailboxRow(id, house.config.sessionSecret, at, house.clock.now(), { replies: 'plus' });
    await house.source.manager.insert(Mailbox, mailbox);
    await house.worker();
  }, 60_000);
  afterAll(async () => {
    await house?.close();
    await dovecot?.stop();
  });
  beforeEach(async () => {
    row = await house.file();
  });

  let arrived = 0;
  /** Waits until a delivered message was read, and gives what became of it. */
  async function comes(raw: string): Promise<MailRow> {
    await dovecot.deliver(raw);
    arrived += 1;
    const find = () => house.source.manager.find(MailRow, { order: { uid: 'ASC' } });
    await until('it is read', async () => (await find()).filter((one) => one.state !== 'kept').length === arrived);
    return (await find()).at(-1) as MailRow;
  }
  const messages = () => house.source.manager.findBy(CaseMessageRow, { caseId: row.id });
  /** A question that holds nothing but waits, and the id of a message about it that went to the applicant. */
  async function asked(): Promise<OutboxRow> {
    const letterId = crypto.randomUUID();
    const { events } = await house.history(row);
    expect(events).toHaveLength(1);
    await house.happen(row, { type: 'clarification-asked', occurredOn: localDate('2026-03-02'), letterId });
    const message = {
      institutionId: row.institutionId,
      caseId: row.id,
      kind: 'message',
      recipient: 'qytetar@example.org',
    };
    const [id = ''] = await house.transactions.run((tx) =>
      outbox.add(tx, house.clock.now(), [{ ...message, language: 'sq', facts: { text: 'Për cilin vit?' } }]),
    );
    return house.source.manager.findOneByOrFail(OutboxRow, { id });
  }
  const outbox = new Outbox();
  const statusNow = async (): Promise<string> =>
    (await house.source.manager.findOneByOrFail(CaseRow, { id: row.id })).status;

  it('answers the question when it answers a message that went to this very address', async () => {
    const { id } = await asked();
    expect(await statusNow()).toBe('awaiting-clarification');
    const headers = [`In-Reply-To: <${id}@qasja.example>`];
    const text = 'Për vitin 2025.\n\nMë 2 mars 2026, ora 10:00, Komuna KK shkroi:\n> Për cilin vit?';
    const mail = await comes(letter({ from: 'Q <qytetar@example.org>', subject: 'Re: pyetje', text, headers }));
    expect(mail).toMatchObject({ state: 'attached', caseId: row.id, sender: 'proved' });
    const { letters } = await house.history(row);
    expect(letters.filter((one) => one.fromApplicant).map((one: LetterRow) => one.text)).toEqual(['Për vitin 2025.']);
    expect(await statusNow()).not.toBe('awaiting-clarification');
    const told = await house.source.manager.findBy(NoticeRow, { caseId: row.id, kind: 'clarification-answered' });
    expect(told.map((one) => one.officialId)).toEqual([house.seed.officials.zyrtar.id]);
    // A reply is no new submission: it gets no receipt.
    const about = await house.source.manager.findBy(OutboxRow, { caseId: row.id, kind: 'receipt' });
    expect(about).toEqual([]);
  }, 60_000);

  it.each([
    [
      'a stranger who guessed the number',
      'Huaj <stranger@example.org>',
      () => ({ subject: `Re: ${row.reference}` }),
      'unknown',
    ],
    [
      'somebody who writes the applicant’s address',
      'Q <qytetar@example.org>',
      () => ({ subject: `${row.reference.toLowerCase()} vazhdim` }),
      'address',
    ],
    [
      'somebody who was forwarded the mail',
      'Tjetër <other@example.org>',
      (id: string) => ({ subject: 'Re', headers: [`References: <x@y> <${id}@qasja.example>`] }),
      'unknown',
    ],
    [
      'a colleague who knows the id of the case',
      'Q <qytetar@example.org>',
      () => ({ subject: 'Re', headers: [`References: <case-${row.id}@qasja.example>`] }),
      'address',
    ],
    [
      'one who made up the address for replies',
      'Q <qytetar@example.org>',
      () => ({ subject: 'Re', to: `kerkesa+${row.reference.toLowerCase()}.0123456789ab@komuna.example` }),
      'address',
    ],
  ])(
    'from %s lands on the case, and changes no clock',
    async (_who, from, more, grade) => {
      const { id } = await asked();
      const files = [{ name: 'lista.txt', type: 'text/plain', bytes: 'x' }];
      const mail = await comes(withFiles(files, { from, text: 'Unë jam.', ...more(id) }));
      expect(mail).toMatchObject({ state: 'attached', caseId: row.id, sender: grade });
      expect(await statusNow()).toBe('awaiting-clarification');
      expect(await messages()).toMatchObject([{ direction: 'in', channel: 'unknown', text: 'Unë jam.' }]);
      const [file] = await house.source.manager.findBy(FileRow, { caseId: row.id, role: 'message' });
      expect(file).toMatchObject({ name: 'lista.txt', released: false });
      const [event] = await house.source.manager.findBy(EventRow, { caseId: row.id, type: 'message-received' });
      expect(event).toMatchObject({ actorKind: 'system' });
      expect(JSON.parse(event?.data ?? '')).toMatchObject({ unknown: true });
      const [notice] = await house.source.manager.findBy(NoticeRow, { caseId: row.id, kind: 'message-received' });
      expect(notice?.facts).toMatchObject({ unknown: true });
    },
    60_000,
  );

  it('is known by the address that our own mail gives for replies', async () => {
    const { id } = await asked();
    await until('our mail is sent', () => house.smtp.mails.some((one) => one.messageId?.includes(id) === true), 20_000);
    const sent = house.smtp.mails.find((one) => one.messageId?.includes(id));
    const to = sent?.replyTo?.value[0]?.address ?? '';
    expect(to).toMatch(new RegExp(`^kerkesa\\+${row.reference.toLowerCase()}\\.[0-9a-f]{12}@komuna\\.example$`));
    const mail = await comes(
      letter({ from: 'qytetar@example.org', to, subject: 'Përgjigje', text: 'Për vitin 2024.' }),
    );
    expect(mail).toMatchObject({ state: 'attached', caseId: row.id, sender: 'proved' });
    const stolen = await comes(letter({ from: 'thief@example.org', to, subject: 'Përgjigje', text: 'Unë.' }));
    expect(stolen).toMatchObject({ state: 'attached', sender: 'unknown' });
  }, 60_000);

  it('is nobody’s when a machine wrote it, whatever it refers to', async () => {
    const { id } = await asked();
    const headers = [`In-Reply-To: <${id}@qasja.example>`, 'Auto-Submitted: auto-replied'];
    const mail = await comes(letter({ from: 'qytetar@example.org', subject: `Re: ${row.reference}`, headers }));
    expect(mail).toMatchObject({ state: 'set-aside', setAside: 'auto-reply', caseId: null });
    expect(await messages()).toEqual([]);
    expect(await statusNow()).toBe('awaiting-clarification');
  }, 60_000);

  it('is a report that a message did not arrive: the message failed, and its case and whoever has it are told', async () => {
    const { manager } = house.source;
    const stateOf = async (id: string): Promise<Partial<OutboxRow>> => manager.findOneByOrFail(OutboxRow, { id });
    const { id } = await asked();
    await manager.update(OutboxRow, { id }, { state: 'sent' });

    // Late, about a message that is not ours, or about none that we sent: nothing is known to have failed.
    for (const raw of [report(id, { action: 'delayed' }), report(crypto.randomUUID())]) {
      expect(await comes(raw)).toMatchObject({ state: 'set-aside', setAside: 'bounce', caseId: null });
    }
    expect(await stateOf(id)).toMatchObject({ state: 'sent', failure: null });

    await comes(report(id));
    expect(await stateOf(id)).toMatchObject({
      state: 'failed',
      failure: 'bounced',
      problem: '550 5.1.1 <qytetar@example.org>: Recipient address rejected: User unknown',
    });
    await comes(report(id));
    const failed = (await house.history(row)).events.filter((one) => one.type === 'message-failed');
    expect(failed).toEqual([expect.objectContaining({ messageId: id, reason: 'bounced' })]);
    const told = await manager.findBy(NoticeRow, { caseId: row.id, kind: 'message-failed' });
    expect(told).toMatchObject([{ officialId: house.seed.officials.zyrtar.id }]);
  }, 60_000);

  it('is a report about a mail to an official: the administrator finds it on the bell, once', async () => {
    const { manager } = house.source;
    const message = { institutionId: row.institutionId, caseId: row.id, kind: 'assigned', recipient: 'staf@test' };
    const id = await house.transactions.run(async (tx) => {
      const [one = ''] = await outbox.add(tx, house.clock.now(), [{ ...message, language: 'sq', facts: {} }]);
      await tx.update(OutboxRow, { id: one }, { state: 'sent' });
      return one;
    });
    await comes(report(crypto.randomUUID(), { recipient: 'staf@test', envelopeId: id }));
    const told = (): Promise<NoticeRow[]> => manager.findBy(NoticeRow, { kind: 'official-mail-failed' });
    expect(await told()).toMatchObject([
      { officialId: house.seed.officials.admin.id, facts: { recipient: 'staf@test' }, caseId: null, readAt: null },
    ]);
    await manager.update(OutboxRow, { id }, { state: 'sent' });
    await comes(report(id, { recipient: 'staf@test' }));
    expect(await told()).toHaveLength(1);
  }, 60_000);

  it('belongs to no case of another number', async () => {
    const mail = await comes(letter({ subject: 'KK-2026-99999 dhe XKK-2026-00001 dhe PZ-2026-00001' }));
    expect(mail).toMatchObject({ state: 'draft', caseId: null, sender: null });
  }, 60_000);
});
