import { type JobHouse, startJobHouse, until } from '../support/job-house';
import type { OtherProcess } from '../support/other-process';
import { type Receiver, rightSignature, SECRET, setWebhook, startReceiver } from '../support/webhook-receiver';
import { workerProcess } from '../support/worker-process';

describe('a worker that is killed after the other system took a message', () => {
  let house: JobHouse;
  let receiver: Receiver;
  const processes: OtherProcess[] = [];
  let output = '';
  const start = (at: string): OtherProcess => {
    const one = workerProcess(house, at, { LOG_LEVEL: 'trace' });
    one.child.stdout?.on('data', (bytes: Buffer) => (output += bytes.toString()));
    one.child.stderr?.on('data', (bytes: Buffer) => (output += bytes.toString()));
    processes.push(one);
    return one;
  };
  beforeEach(async () => {
    receiver = await startReceiver();
    house = await startJobHouse({ env: { QASJA_WEBHOOK_PRIVATE: '1' } });
    output = '';
  });
  afterEach(async () => {
    for (const one of processes.splice(0)) await one.end('SIGKILL');
    await house.close();
    await receiver.stop();
  });

  it('sends it again with the same id and the same words; no log holds the secret or the address', async () => {
    await setWebhook(house, receiver.url, ['case.registered']);
    await house.file();
    const webhook = async () => (await house.outbox()).find((one) => one.channel === 'webhook');
    receiver.setMood('hang');
    const first = start('2026-03-02T09:00:10+01:00');
    await until('it was taken', () => receiver.deliveries.length === 1, 60_000);
    await first.end('SIGKILL');
    expect((await webhook())?.state).toBe('sending');

    receiver.setMood(500);
    const second = start('2026-03-02T09:10:00+01:00');
    await until('it was refused', () => receiver.deliveries.length === 2, 60_000);
    await until('that is noted', async () => (await webhook())?.problem === 'status 500');
    await second.end('SIGTERM');
    receiver.setMood(204);
    start('2026-03-02T09:20:00+01:00');
    await until('it was noted as sent', async () => (await webhook())?.state === 'sent', 60_000);

    expect(receiver.deliveries).toHaveLength(3);
    const [told] = receiver.deliveries;
    for (const delivery of receiver.deliveries) {
      expect(delivery.headers['webhook-id']).toBe(told?.message.id);
      expect(delivery.body).toBe(told?.body);
      expect(delivery.headers['webhook-signature']).toBe(rightSignature(delivery));
    }
    expect(output).toContain('attempt 2 failed (status 500)');
    expect(output).not.toContain(SECRET.slice(6, 30));
    expect(output).not.toContain('of-the-receiver');
  }, 240_000);
});
