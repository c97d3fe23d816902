import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ImapFlow } from 'imapflow';

/** A mail as it lies in a folder of the server. */
export interface LyingMail {
  uid: number;
  subject: string;
  seen: boolean;
}

/** A real Dovecot with one mailbox. */
export interface TestDovecot {
  imap: number;
  imaps: number;
  /** Where its certificate lies: for 127.0.0.1 and imap.komuna.example, signed by itself. */
  certificate: string;
  user: string;
  password: string;
  /** Lays a message into the folder, as delivery would; returns its number. */
  deliver(raw: string | Buffer, options?: { folder?: string; seen?: boolean; at?: Date }): Promise<number>;
  /** What lies in a folder, the oldest first; empty when there is no such folder. */
  lying(folder?: string): Promise<LyingMail[]>;
  /** Deletes the folder and makes it anew: its numbering begins anew as well. */
  renumber(folder: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it as a program of its own; the program ends it when we say so, and also when this process dies. */
export async function startTestDovecot(): Promise<TestDovecot> {
  const script = path.join(__dirname, '../../scripts/lib/dovecot.mjs');
  const helper = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(helper, 'close');
  const [line] = (await Promise.race([
    once(createInterface(helper.stdout), 'line'),
    ended.then(() => Promise.reject(new Error('Dovecot could not be started'))),
  ])) as [string];
  const about = JSON.parse(line) as Pick<TestDovecot, 'imap' | 'imaps' | 'certificate' | 'user' | 'password'>;

  async function signedIn<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: about.imap,
      secure: false,
      doSTARTTLS: false,
      auth: { user: about.user, pass: about.password },
      logger: false,
    });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.logout();
    }
  }

  return {
    ...about,
    deliver: (raw, { folder = 'INBOX', seen = false, at } = {}) =>
      signedIn(async (client) => {
        if (folder !== 'INBOX') await client.mailboxCreate(folder).catch(() => undefined);
        const done = await client.append(folder, raw, seen ? ['\\Seen'] : [], at);
        return done && done.uid ? done.uid : 0;
      }),
    lying: (folder = 'INBOX') =>
      signedIn(async (client) => {
        const there = await client.mailboxOpen(folder, { readOnly: true }).catch(() => null);
        if (!there || there.exists === 0) return [];
        const found: LyingMail[] = [];
        for await (const one of client.fetch('1:*', { uid: true, flags: true, envelope: true })) {
          found.push({ uid: one.uid, subject: one.envelope?.subject ?? '', seen: one.flags?.has('\\Seen') === true });
        }
        return found;
      }),
    renumber: (folder) =>
      signedIn(async (client) => {
        await client.mailboxDelete(folder);
        await client.mailboxCreate(folder);
      }),
    async stop() {
      helper.stdin.end();
      await ended;
    },
  };
}

/** A line between a client and the server that can be listened to, and cut. */
export interface Wire {
  port: number;
  /** Everything that clients have said. */
  said(): string;
  /** Called with each piece that a client says, before it is passed on; true cuts the line instead. */
  onSaid(listener: (text: string) => boolean): void;
  /** Cuts all lines; new ones are refused until it is mended. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function startWire(to: number): Promise<Wire> {
  const lines = new Set<net.Socket>();
  let said = '';
  let whole = true;
  let listener: (text: string) => boolean = () => false;
  const server = net.createServer((client) => {
    if (!whole) {
      client.destroy();
      return;
    }
    const behind = net.connect(to, '127.0.0.1');
    const end = (): void => {
      client.destroy();
      behind.destroy();
      lines.delete(client);
    };
    lines.add(client);
    client.on('data', (bytes): void => {
      const text = bytes.toString('latin1');
      said += text;
      if (listener(text)) end();
      else behind.write(bytes);
    });
    behind.on('data', (bytes) => client.write(bytes));
    for (const socket of [client, behind]) socket.on('error', end).on('close', end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as net.AddressInfo).port,
    said: () => said,
    onSaid: (next) => (listener = next),
    cut: () => {
      whole = false;
      for (const one of lines) one.destroy();
    },
    mend: () => (whole = true),
    close: async () => {
      for (const one of lines) one.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
