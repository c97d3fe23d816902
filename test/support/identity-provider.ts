import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { TestApp } from './app';
import type { Answer, Client } from './client';

/** What the provider says of a person, by the login that they type there. */
export type Accounts = Record<string, { email?: string; email_verified?: boolean; amr?: string[] }>;

export interface IdentityProvider {
  issuer: string;
  /** The settings with which Qasja knows it. */
  env: Record<string, string>;
  /** Tells it where Qasja is and who has an account. Once, after Qasja was started. */
  serve(app: TestApp, accounts: Accounts): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a real provider on a free port of this machine. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const child = spawn(process.execPath, [path.join(__dirname, 'identity-provider.mjs')], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'test' },
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  let complaint = '';
  child.stderr.on('data', (bytes: Buffer) => (complaint += bytes.toString()));
  const line = async (): Promise<string> => {
    const { done, value } = await lines.next();
    if (done) throw new Error(`The provider ended: ${complaint}`);
    return value;
  };
  const issuer = await line();
  return {
    issuer,
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: 'qasja',
      OIDC_CLIENT_SECRET: 'secret-of-the-test',
      OIDC_NAME: 'KomunaID',
    },
    async serve(app, accounts) {
      child.stdin.write(`${JSON.stringify({ here: app.url, accounts })}\n`);
      await line();
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Follows redirects between Qasja and the provider to the first page; gives that page and its address. */
export async function follow(
  client: Client,
  from: string,
  bases: { here: string; issuer: string },
): Promise<{ page: Answer; at: string }> {
  let at = from;
  for (let step = 0; step < 12; step += 1) {
    const page = await client.get(at);
    if (page.location === null) return { page, at };
    at = new URL(page.location, page.location.startsWith('/desk') ? bases.here : bases.issuer).href;
  }
  throw new Error(`The redirects never end: ${at}`);
}
