import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook, Webhooks } from '../../src/records';
import type { WebhookEvent } from '../../src/core/webhooks';
import type { JobHouse } from './job-house';

/** How the other system treats what it is sent: a status, a redirect to itself, silence, or a broken connection. */
export type ReceiverMood = number | 'redirect' | 'hang' | 'cut';

export interface Delivery {
  path: string;
  headers: IncomingHttpHeaders;
  /** As it came. */
  body: string;
  message: Record<string, unknown> & { id: string; type: string };
}

/** Another system on a free port of this machine, which keeps all that it is sent. */
export interface Receiver {
  url: string;
  deliveries: Delivery[];
  setMood(mood: ReceiverMood): void;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const deliveries: Delivery[] = [];
  let mood: ReceiverMood = 204;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const message = JSON.parse(body) as Delivery['message'];
      deliveries.push({ path: request.url ?? '', headers: request.headers, body, message });
      if (mood === 'hang') return;
      if (mood === 'cut') request.socket.destroy();
      else if (mood === 'redirect') response.writeHead(307, { location: '/elsewhere' }).end();
      else response.writeHead(mood).end('what it says is not read');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/qasja?key=of-the-receiver`,
    deliveries,
    setMood(next) {
      mood = next;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`;

/** The institution of the house has a webhook to the other system. */
export async function setWebhook(
  house: Pick<JobHouse, 'transactions' | 'seed' | 'clock'>,
  url: string,
  events: readonly WebhookEvent[],
  columns: Partial<Webhook> = {},
): Promise<void> {
  const now = house.clock.now();
  const previous = { previousSecret: null, previousUntil: null };
  const row = { institutionId: house.seed.institution.id, url, events: [...events], secret: SECRET, ...previous };
  await house.transactions.run((tx) =>
    new Webhooks().add(tx, { ...row, active: true, createdAt: now, changedAt: now, ...columns }),
  );
}

/** The signature by the words of the standard (standardwebhooks.com), written anew. */
export function rightSignature({ headers, body }: Delivery, secret = SECRET): string {
  const content = [headers['webhook-id'], headers['webhook-timestamp'], body].map(String).join('.');
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return `v1,${createHmac('sha256', key).update(content, 'utf8').digest('base64')}`;
}
