import { localDate } from '../../src/core/law';
import { SweepService } from '../../src/features/alarms/sweep.service';
import { MailSender } from '../../src/platform/mail';
import { WebhookSender } from '../../src/platform/webhooks';
import { EventRow, Heartbeats, Official, OutboxRow, type Webhook, Webhooks } from '../../src/records';
import { DATABASES } from '../support/databases';
import { type JobHouse, startJobHouse, until } from '../support/job-house';
import { type Receiver, rightSignature, SECRET, setWebhook, startReceiver } from '../support/webhook-receiver';

/** Nothing of the moods is about the database: on PostgreSQL, where a start takes long, one is enough. */
const MOODS = { sqlite: [500, 429, 404, 'cut', 'redirect'], postgres: [500] } as const;

describe.each(DATABASES)('another system is told (%s)', (database) => {
  let house: JobHouse;
  let receiver: Receiver;
  let sender: WebhookSender;
  beforeEach(async () => {
    receiver = await startReceiver();
    house = await startJobHouse({ database, env: { QASJA_SWEEP_SECONDS: '3600', QASJA_WEBHOOK_PRIVATE: '1' } });
  });
  afterEach(async () => {
    await house.close();
    await receiver.stop();
  });

  const onceOnly = database === 'sqlite' ? it : (): void => undefined;
  const written = async (): Promise<OutboxRow[]> => (await house.outbox()).filter((one) => one.channel === 'webhook');
  /** One delivery that waits, and the sender that would take it. */
  async function waiting(): Promise<string> {
    await setWebhook(house, receiver.url, ['case.registered']);
    const worker = await house.worker();
    sender = worker.get(WebhookSender);
    // The relay looks once when a worker starts; its next round is far away, and nobody nudges.
    const { reader } = house.transactions;
    await until('the relay has looked', async () => (await worker.get(Heartbeats).last(reader, 'relay')) !== null);
    await house.file();
    const [row] = await written();
    return row?.id ?? '';
  }
  const state = async (): Promise<Pick<OutboxRow, 'state' | 'problem' | 'attempts'> | undefined> =>
    (await written())[0];
  const set = (columns: Partial<Webhook>): Promise<void> =>
    house.transactions.run((tx) => new Webhooks().change(tx, house.seed.institution.id, columns));

  it('of each event it asked for, once, and of no applicant', async () => {
    await setWebhook(house, receiver.url, ['case.registered', 'case.assigned']);
    const row = await house.file();
    const { staf } = house.seed.officials;
    const assigned = { type: 'assigned', occurredOn: localDate('2026-03-02'), assigneeId: staf.id } as const;
    await house.happen(row, { ...assigned, directorateId: staf.directorateId });
    await house.happen(row, { type: 'noted', occurredOn: localDate('2026-03-02'), noteId: row.id });
    await house.worker();
    await until('both are there', () => receiver.deliveries.length === 2, 30_000);
    await until('both are noted', async () => (await written()).every((one) => one.state === 'sent'));

    const [first] = receiver.deliveries.filter(({ message }) => message.type === 'case.registered');
    expect(first?.path).toBe('/qasja?key=of-the-receiver');
    expect(first?.message).toEqual({
      id: first?.headers['webhook-id'],
      type: 'case.registered',
      occurredOn: '2026-03-02',
      recordedAt: '2026-03-02T08:00:00.000Z',
      institution: { code: 'KK' },
      case: {
        reference: row.reference,
        kind: 'access-request',
        urgent: false,
        procedure: 'access.decision',
        dueOn: row.decisionDueOn,
        dueAt: null,
      },
      event: 'registered',
      outcome: null,
      rung: null,
      recipient: null,
      message: null,
    });
    for (const delivery of receiver.deliveries) {
      expect(delivery.headers['webhook-signature']).toBe(rightSignature(delivery));
      expect(delivery.body).not.toMatch(/Çela|qytetar|karburante|faturat/);
    }
    expect(new Set(receiver.deliveries.map(({ message }) => message.id)).size).toBe(2);
  }, 60_000);

  it('of an alarm with the official whom it must reach', async () => {
    await setWebhook(house, receiver.url, ['alarm.told', 'alarm.escalated']);
    const { zyrtar } = house.seed.officials;
    await house.source.manager.update(Official, { id: zyrtar.id }, { phone: '+383 44 123 456' });
    await house.file();
    house.clock.set('2026-03-03T08:00:00+01:00');
    const worker = await house.worker();
    await worker.get(SweepService).run();
    await until('it is there', () => receiver.deliveries.length > 0, 30_000);
    await worker.get(SweepService).run();
    await until('it is noted', async () => (await written()).every((one) => one.state === 'sent'));
    expect(receiver.deliveries.map(({ message }) => [message.type, message.event, message.rung])).toEqual([
      ['alarm.told', 'alarmed', 'unassigned'],
    ]);
    const { id, role, name, email, language } = zyrtar;
    expect(receiver.deliveries[0]?.message.recipient).toEqual({
      ...{ id, role, name, email, language },
      phone: '+383 44 123 456',
    });
    await house.smtp.arrived(1);
    expect(house.smtp.to('zyrtar@test')).toHaveLength(1);
  }, 60_000);

  it('when an official’s mail is refused for good, whatever it asked for; of an applicant’s only what was chosen', async () => {
    await setWebhook(house, receiver.url, ['case.decided']);
    const row = await house.file({ email: 'zyrtar@test', urgent: true });
    house.smtp.setMood('refuse-for-good');
    // Urgent, and before the morning: a mail of its own.
    house.clock.set('2026-03-03T07:00:00+01:00');
    const worker = await house.worker();
    await worker.get(SweepService).run();
    await until('it is there', () => receiver.deliveries.length > 0, 30_000);
    const [told] = receiver.deliveries;
    const [mail] = (await house.outbox()).filter((one) => one.channel === 'mail');
    expect(told?.message).toMatchObject({
      type: 'message.failed',
      event: 'message-failed',
      rung: 'urgent-unassigned',
      case: { reference: row.reference },
      recipient: { name: 'Zana Zyrtarja', email: 'zyrtar@test' },
      message: { id: mail?.id, kind: 'urgent', reason: 'refused' },
    });
    // In one transaction: as many failures in the history as deliveries.
    expect(await house.source.manager.countBy(EventRow, { type: 'message-failed' })).toBe(1);
    expect(await written()).toHaveLength(1);

    const facts = { urgent: false, accessCode: 'ABCDE23456' };
    const { id, institutionId } = row;
    const receipt = { ...(mail as OutboxRow), id: row.id, institutionId, caseId: id, kind: 'receipt', facts };
    const fresh = { state: 'pending', attempts: 0, problem: null, failure: null } as const;
    await house.source.manager.insert(OutboxRow, { ...receipt, ...fresh });
    expect(await worker.get(MailSender).send(receipt.id)).toBe('failed');
    expect(await written()).toHaveLength(1);
    // Chosen, it is told without the person: this applicant happens to have an official's address.
    await set({ events: ['message.failed'] });
    await house.source.manager.update(OutboxRow, { id: receipt.id }, fresh);
    expect(await worker.get(MailSender).send(receipt.id)).toBe('failed');
    await until('it is there', () => receiver.deliveries.length === 2);
    expect(receiver.deliveries[1]?.message).toMatchObject({ recipient: null, message: { kind: 'receipt' } });
  }, 60_000);

  it.each(MOODS[database])('again, with the same id, after %s', async (mood) => {
    const id = await waiting();
    receiver.setMood(mood);
    expect(await sender.send(id)).toBe('later');
    expect(await sender.send(id)).toBe('not-ours');
    const problem = { cut: 'cut', redirect: 'redirect 307' }[mood as string] ?? `status ${mood}`;
    expect(await state()).toMatchObject({ state: 'pending', attempts: 1, problem });
    receiver.setMood(200);
    house.clock.advance(80_000);
    expect(await sender.send(id)).toBe('sent');
    expect(await sender.send(id)).toBe('not-ours');
    expect(await state()).toMatchObject({ state: 'sent', problem: null });
    const [before, after] = receiver.deliveries;
    expect(receiver.deliveries.map(({ path }) => path)).toEqual(['/qasja?key=of-the-receiver', before?.path]);
    expect(after?.headers['webhook-id']).toBe(before?.headers['webhook-id']);
    expect(after?.body).toBe(before?.body);
    expect(Number(after?.headers['webhook-timestamp'])).toBe(Number(before?.headers['webhook-timestamp']) + 80);
    expect(after?.headers['webhook-signature']).toBe(rightSignature(after as NonNullable<typeof after>));
  });

  onceOnly(
    'for three days, then it stands as failed and in the log of the institution',
    async () => {
      const id = await waiting();
      receiver.setMood(503);
      const first = house.clock.now().getTime();
      // The relay may come in between: whoever sends, the patience is the same.
      for (let i = 0; i < 200 && (await state())?.state !== 'failed'; i += 1) {
        await sender.send(id);
        house.clock.advance({ hours: 2 });
      }
      expect(house.clock.now().getTime() - first).toBeGreaterThan(3 * 24 * 3_600_000);
      expect(new Set(receiver.deliveries.map(({ message }) => message.id)).size).toBe(1);
      expect(await state()).toMatchObject({ state: 'failed', problem: 'status 503' });
      expect(await house.source.manager.countBy(EventRow, { type: 'webhook.failed' })).toBe(1);
      // Of its own failure it is not told.
      expect(await written()).toHaveLength(1);
    },
    60_000,
  );

  onceOnly('with both secrets while they change, and at the address of now', async () => {
    const id = await waiting();
    const previousUntil = new Date(house.clock.now().getTime() + 60_000);
    const secret = SECRET.replace('YSBz', 'QUJD');
    await set({ secret, previousSecret: SECRET, previousUntil, url: receiver.url.replace('qasja', 'new') });
    receiver.setMood(500);
    await sender.send(id);
    house.clock.advance(80_000);
    await sender.send(id);
    const [during, after] = receiver.deliveries;
    expect(during?.path).toBe('/new?key=of-the-receiver');
    expect(during?.headers['webhook-signature']).toBe(`${rightSignature(during!, secret)} ${rightSignature(during!)}`);
    expect(after?.headers['webhook-signature']).toBe(rightSignature(after!, secret));
  });

  onceOnly('of nothing when it is switched off, not even of what waited', async () => {
    const id = await waiting();
    await set({ active: false });
    await house.file();
    expect(await written()).toHaveLength(1);
    expect(await sender.send(id)).toBe('failed');
    expect(await state()).toMatchObject({ state: 'failed', problem: 'off' });
    expect(receiver.deliveries).toEqual([]);
  });

  it('of nothing that was rolled back', async () => {
    await setWebhook(house, receiver.url, ['case.assigned']);
    const row = await house.file();
    const late = {
      type: 'assigned',
      occurredOn: localDate('2026-03-02'),
      assigneeId: null,
      directorateId: null,
    } as const;
    const broken = house.happen(row, late, { ...late, type: 'nothing of the kind' } as unknown as typeof late);
    await expect(broken).rejects.toThrow();
    expect(await written()).toEqual([]);
  });
});

describe('an address inside the house', () => {
  it('is not connected to at the time of sending, unless that is allowed', async () => {
    const receiver = await startReceiver();
    const house = await startJobHouse({ env: { QASJA_SWEEP_SECONDS: '3600' } });
    try {
      await setWebhook(house, receiver.url, ['case.registered']);
      await house.file();
      const [row] = (await house.outbox()).filter((one) => one.channel === 'webhook');
      expect(await (await house.worker()).get(WebhookSender).send(row?.id ?? '')).toBe('later');
      expect((await house.outbox()).find((one) => one.id === row?.id)?.problem).toBe('private-address');
      expect(receiver.deliveries).toEqual([]);
    } finally {
      await house.close();
      await receiver.stop();
    }
  });
});
