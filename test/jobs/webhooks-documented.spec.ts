import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { WEBHOOK_EVENTS } from '../../src/core/webhooks';
import { deliver } from '../../src/platform/webhooks/deliver';
import { WebhookSender } from '../../src/platform/webhooks';
import { Official } from '../../src/records';
import { localDate } from '../../src/core/law';
import { type JobHouse, startJobHouse } from '../support/job-house';
import { SECRET, setWebhook } from '../support/webhook-receiver';

const page = readFileSync(path.join(__dirname, '../../docs/webhooks.md'), 'utf8');
const codeOf = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, code = '']) => code);
const rules = { webhookPrivate: true, production: false };

describe('docs/webhooks.md', () => {
  let house: JobHouse;
  let folder: string;
  let receiver: ChildProcess;
  let lines: AsyncIterator<string>;
  let reader: Interface;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-receiver-'));
    const [program = ''] = codeOf('js');
    writeFileSync(path.join(folder, 'receiver.mjs'), program);
    const env = { ...process.env, WEBHOOK_SECRET: SECRET, PORT: '0' };
    receiver = spawn(process.execPath, [path.join(folder, 'receiver.mjs')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    reader = createInterface(receiver.stdout!);
    lines = reader[Symbol.asyncIterator]();
    url = `http://127.0.0.1:${((await lines.next()).value as string).replace('port ', '')}/`;
    // The receiver's clock is the true one, and it refuses what is old.
    const at = new Date().toISOString();
    house = await startJobHouse({ at, env: { QASJA_SWEEP_SECONDS: '3600', QASJA_WEBHOOK_PRIVATE: '1' } });
  }, 60_000);
  afterAll(async () => {
    const gone = once(receiver, 'exit');
    receiver.kill();
    await gone;
    reader.close();
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has a receiver that takes what Qasja sends, once, and nothing else', async () => {
    await setWebhook(house, url, ['case.registered']);
    const { reference } = await house.file();
    const [row] = (await house.outbox()).filter((one) => one.channel === 'webhook');
    expect(await (await house.worker()).get(WebhookSender).send(row?.id ?? '')).toBe('sent');
    expect((await lines.next()).value).toBe(`case.registered ${reference} -`);

    const headers = { 'webhook-id': 'x', 'webhook-timestamp': '1772694000', 'webhook-signature': 'v1,AAAA v2,' };
    await expect(deliver(new URL(url), headers, '{}', rules)).rejects.toThrow('status 401');
    await expect(deliver(new URL(url), {}, '{}', rules)).rejects.toThrow('status 401');
  }, 60_000);

  it('has commands that make the same signature, and send it', async () => {
    const [row] = (await house.outbox()).filter((one) => one.channel === 'webhook');
    const body = JSON.stringify(row?.facts);
    writeFileSync(path.join(folder, 'body.json'), body);
    const [sign = '', send = ''] = codeOf('sh');
    const timestamp = String(Math.floor(house.clock.now().getTime() / 1000));
    const env = { ...process.env, WEBHOOK_SECRET: SECRET, id: row?.id ?? '', timestamp, url };
    const run = (script: string, more: NodeJS.ProcessEnv = {}): string =>
      execFileSync('sh', ['-c', script], { cwd: folder, env: { ...env, ...more }, encoding: 'utf8' }).trim();
    const signature = run(sign);
    expect(signature).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(run(send, { signature })).toBe('204');
    expect(run(send, { signature: signature.replace(/^./, (one) => (one === 'A' ? 'B' : 'A')) })).toBe('401');
    expect(run(send, { signature, timestamp: String(Number(timestamp) - 400) })).toBe('401');
  }, 60_000);

  it('names every event, and every field of a message', async () => {
    for (const event of WEBHOOK_EVENTS) expect(page).toMatch(new RegExp(`^\\| \`${event}\` +\\|`, 'm'));
    const example = JSON.parse(codeOf('json')[0] ?? '') as Record<string, Record<string, unknown>>;
    const { zyrtar } = house.seed.officials;
    await house.source.manager.update(Official, { id: zyrtar.id }, { phone: '+383 44 123 456' });
    const row = await house.file();
    const alarmed = {
      type: 'alarmed',
      occurredOn: localDate('2026-03-05'),
      alarmId: row.id,
      rung: 'reminder-1',
    } as const;
    await house.transactions.run((tx) => tx.query(`UPDATE webhooks SET events = '["alarm.told"]'`));
    await house.happen(row, { ...alarmed, recipientId: zyrtar.id });
    const sent = (await house.outbox()).find((one) => one.kind === 'alarm.told')?.facts as typeof example;
    expect(Object.keys(sent)).toEqual(Object.keys(example));
    expect(Object.keys(sent.case ?? {})).toEqual(Object.keys(example.case ?? {}));
    expect(Object.keys(sent.recipient ?? {})).toEqual(Object.keys(example.recipient ?? {}));
    const [table = ''] = page.split('## The events');
    for (const field of Object.keys(sent)) expect(table).toMatch(new RegExp(`^\\| \`${field}\` +\\|`, 'm'));
  });
});
