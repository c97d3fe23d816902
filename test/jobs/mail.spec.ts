import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { Heartbeats, type NewMessage, Outbox, type OutboxRow } from '../../src/records';
import { Claims } from '../../src/platform/claims';
import { MailSender } from '../../src/platform/mail';
import { type JobHouse, startJobHouse, until } from '../support/job-house';

/** Writes a message into the outbox, as a feature does in its transaction. */
async function post(
  house: JobHouse,
  message: Partial<NewMessage> & Pick<NewMessage, 'kind' | 'facts'>,
): Promise<string> {
  const [id] = await house.transactions.run((tx) =>
    new Outbox().add(tx, house.clock.now(), [
      {
        institutionId: house.seed.institution.id,
        caseId: null,
        recipient: 'qytetar@example.org',
        language: 'sq',
        ...message,
      },
    ]),
  );
  return id ?? '';
}

describe('a message of the outbox', () => {
  let house: JobHouse;
  let sender: MailSender;
  let receipt: string;
  const state = async (id = receipt): Promise<{ state?: string; attempts?: number; problem?: string | null }> => {
    const row = (await house.outbox()).find((one) => one.id === id);
    return { state: row?.state, attempts: row?.attempts, problem: row?.problem };
  };

  beforeEach(async () => {
    house = await startJobHouse({ env: { QASJA_SWEEP_SECONDS: '3600' } });
    const row = await house.file();
    const worker = await house.worker();
    sender = worker.get(MailSender);
    // The relay looks once when a worker starts; what is written after that is the test's own to send.
    const look = (): Promise<Date | null> => worker.get(Heartbeats).last(house.transactions.reader, 'relay');
    await until('the relay has looked', async () => (await look()) !== null);
    receipt = await post(house, {
      kind: 'receipt',
      caseId: row.id,
      facts: { urgent: false, accessCode: 'ABCDE23456' },
    });
  });
  afterEach(() => house.close());

  it('is sent once, whoever asks how often', async () => {
    const results = await Promise.all(Array.from({ length: 4 }, () => sender.send(receipt)));
    expect(results.sort()).toEqual(['not-ours', 'not-ours', 'not-ours', 'sent']);
    expect(house.smtp.mails).toHaveLength(1);
    const [mail] = house.smtp.mails;
    expect(mail?.messageId).toBe(`<${receipt}@qasja.example>`);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.headers.get('list')).toMatchObject({ id: { name: 'kk.qasja.example' } });
    expect(mail?.from?.value).toEqual([{ name: 'Komuna KK', address: 'qasja@komuna.example' }]);
    expect(mail?.replyTo?.value[0]?.address).toBe('info@komuna.example');
    expect(String(mail?.references)).toMatch(/^<case-[0-9a-f-]+@qasja.example>$/);
  });

  it('asks the mail server to tell later that it did not arrive, or is late', async () => {
    await sender.send(receipt);
    expect(house.smtp.notices).toEqual([{ id: receipt, of: ['FAILURE', 'DELAY'] }]);
  });

  it('is sent at once, also by a sender whose clock is behind', async () => {
    house.clock.advance(-2_000);
    expect(await sender.send(receipt)).toBe('sent');
    expect(await sender.send(receipt)).toBe('not-ours');
  });

  it('waits for a mail server that says "later", longer each time, and then arrives', async () => {
    house.smtp.setMood('refuse-for-now');
    expect(await sender.send(receipt)).toBe('later');
    expect(await state()).toMatchObject({ state: 'pending', attempts: 1, problem: expect.stringContaining('451') });
    expect(await sender.send(receipt)).toBe('not-ours');
    house.clock.advance(80_000);
    expect(await sender.send(receipt)).toBe('later');
    house.clock.advance(80_000);
    expect(await sender.send(receipt)).toBe('not-ours');
    house.smtp.setMood('accept');
    house.clock.advance(80_000);
    expect(await sender.send(receipt)).toBe('sent');
    expect(house.smtp.mails.map((mail) => mail.messageId)).toEqual([`<${receipt}@qasja.example>`]);
  });

  it('is given up after three days, and the case tells it', async () => {
    house.smtp.setMood('refuse-for-now');
    const first = house.clock.now().getTime();
    let result = await sender.send(receipt);
    while (result === 'later') {
      house.clock.advance({ hours: 2 });
      result = await sender.send(receipt);
      if (house.smtp.offered() > 200) throw new Error('It never gives up');
    }
    expect(result).toBe('failed');
    expect(house.smtp.offered()).toBeGreaterThan(70);
    expect(house.clock.now().getTime() - first).toBeGreaterThan(3 * 24 * 3_600_000);
    await expectFailedEvent('gave-up');
  });

  it('fails at once when the mail server says "never", and the case tells it', async () => {
    house.smtp.setMood('refuse-for-good');
    expect(await sender.send(receipt)).toBe('failed');
    expect(await state()).toMatchObject({ state: 'failed', attempts: 1, problem: expect.stringContaining('550') });
    await expectFailedEvent('refused');
    expect(await sender.send(receipt)).toBe('not-ours');
  });

  it('waits while the mail server refuses us and not the message: nothing is lost while somebody mends the settings', async () => {
    house.smtp.setMood('refuse-sender');
    expect(await sender.send(receipt)).toBe('later');
    expect(await state()).toMatchObject({ state: 'pending', attempts: 1, problem: expect.stringContaining('530') });
    house.smtp.setMood('accept');
    house.clock.advance(80_000);
    expect(await sender.send(receipt)).toBe('sent');
  });

  async function expectFailedEvent(reason: string): Promise<void> {
    const { caseId } = (await house.outbox())[0] ?? {};
    const row = { id: caseId } as Parameters<JobHouse['history']>[0];
    expect((await house.history(row)).events.at(-1)).toEqual({
      type: 'message-failed',
      occurredOn: '2026-03-02'.replace('03-02', reason === 'refused' ? '03-02' : house.clock.today().slice(5)),
      messageId: receipt,
      reason,
    });
  }

  it('is found by the relay when nobody nudged it', async () => {
    await until('the relay has sent it', async () => (await state()).state === 'sent', 20_000);
  }, 25_000);

  it('stays with a sender that is at it for minutes, because the mail server is slow', async () => {
    const claims = (): Claims => new Claims('mail', new Outbox(), house.transactions, house.clock, 20);
    const [slow, other] = [claims(), claims()];
    const row = (await slow.take(receipt)) as OutboxRow;
    await slow.keeping(row, async () => {
      for (let minute = 0; minute < 4; minute += 1) {
        house.clock.advance(60_000);
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      expect(await other.take(receipt)).toBeNull();
    });
    // It died: nobody says any more that it is at it.
    house.clock.advance(130_000);
    expect((await other.take(receipt))?.attempts).toBe(2);
    await slow.keeping(row, async () => {
      await new Promise((resolve) => setTimeout(resolve, 60));
    });
    house.clock.advance(115_000);
    expect(await other.take(receipt)).toBeNull();
    house.clock.advance(6_000);
    expect((await other.take(receipt))?.attempts).toBe(3);
  });

  it('is taken over from a sender that died with it', async () => {
    const [claimed] = await house.transactions.run((tx) => new Outbox().claim(tx, [receipt], house.clock.now()));
    expect(claimed?.state).toBe('sending');
    expect(await sender.send(receipt)).toBe('not-ours');
    house.clock.advance(130_000);
    expect(await sender.send(receipt)).toBe('sent');
  });
});

describe('without a mail server', () => {
  /** By this call, or by a round of the relay that came first. */
  async function sent(house: JobHouse, id: string): Promise<void> {
    await (await house.worker()).get(MailSender).send(id);
    await until('it has been sent', async () => {
      return (await house.outbox()).find((one) => one.id === id)?.state === 'sent';
    });
  }

  it('a message becomes an .eml file in the data folder', async () => {
    const house = await startJobHouse({ env: { QASJA_SWEEP_SECONDS: '3600', SMTP_URL: '' } });
    try {
      const row = await house.file({ subject: 'Këshilli – çmimet' });
      const id = await post(house, {
        kind: 'receipt',
        caseId: row.id,
        facts: { urgent: false, accessCode: 'ABCDE23456' },
      });
      await sent(house, id);
      const folder = path.join(house.config.dataDir, 'outbox');
      expect(readdirSync(folder)).toEqual([`2026-03-02T08-00-00-000Z-${id}.eml`]);
      const mail = await simpleParser(readFileSync(path.join(folder, readdirSync(folder)[0] ?? '')));
      expect(mail.subject).toBe(`${row.reference}: kemi pranuar kërkesën tuaj për qasje në dokumente publike`);
      expect(mail.text).toContain('Këshilli – çmimet');
      // Killed after writing and before noting it: the next worker writes it again, into the same place.
      const nextAttemptAt = house.clock.now();
      await house.transactions.run((tx) => new Outbox().settle(tx, id, { state: 'sending', nextAttemptAt }));
      house.clock.advance({ hours: 1 });
      await sent(house, id);
      expect(readdirSync(folder)).toHaveLength(1);
    } finally {
      await house.close();
    }
  });
});
