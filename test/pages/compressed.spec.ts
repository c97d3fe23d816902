import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import express from 'express';
import { compressedPages } from '../../src/platform/web/compress';
import { startApp, type TestApp } from '../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

interface Raw {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  bytes: Buffer;
}

/** What really goes over the line: `fetch` would unpack it. */
function raw(address: string, acceptEncoding?: string, method = 'GET', base = app.url): Promise<Raw> {
  const headers = acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding };
  return new Promise((resolve, reject) => {
    const asked = request(base + address, { method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(parts) }),
      );
    });
    asked.on('error', reject).end();
  });
}

const FORM = '/sq/requests/new';

describe('pages on the line', () => {
  it('are packed for whoever reads that, and are the same pages', async () => {
    const [plain, packed] = [await raw(FORM), await raw(FORM, 'gzip, deflate, br')];
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'text/html; charset=utf-8' });
    expect(packed.headers.vary).toContain('Accept-Encoding');
    expect(Number(packed.headers['content-length'])).toBe(packed.bytes.length);
    const varying = /(nonce="[^"]*"|value="[^"]*")/g;
    const text = gunzipSync(packed.bytes).toString();
    expect(text.replace(varying, '')).toBe(plain.bytes.toString().replace(varying, ''));
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 2.5);
  });

  it('do not tell by their size what stands in them: it varies by chance', async () => {
    const sizes = new Set<number>();
    for (let i = 0; i < 12; i += 1) sizes.add((await raw('/sq/nothing-here', 'gzip')).bytes.length);
    expect(sizes.size).toBeGreaterThan(4);
  });

  it('keep their status when they are packed, and have no body for HEAD', async () => {
    const missing = await raw('/sq/nothing-here', 'gzip');
    expect([missing.status, missing.headers['content-encoding']]).toEqual([404, 'gzip']);
    expect((await raw(FORM, 'gzip', 'HEAD')).bytes).toHaveLength(0);
  });

  it('are sent once, and end no process, where a handler sends a second one behind the first', async () => {
    const lost: unknown[] = [];
    const note = (error: unknown): void => void lost.push(error);
    process.on('unhandledRejection', note);
    const twice = express().use(compressedPages());
    twice.get('/', (_req, res) => {
      res.send(`first ${'a'.repeat(2_000)}`);
      res.status(500).send(`second ${'b'.repeat(200_000)}`);
    });
    const server = createServer(twice).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      expect(gunzipSync((await raw('/', 'gzip', 'GET', base)).bytes).toString()).toContain('first');
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(lost).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
      server.close();
    }
  });

  it('leave the API and what is no page as they are', async () => {
    expect((await raw('/api/v1/openapi.json', 'gzip')).headers['content-encoding']).toBeUndefined();
  });
});

describe('style sheet and scripts', () => {
  it.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ] as const)('come as %s, packed by the build', async (coding, accepted, unpack) => {
    const plain = await raw('/assets/app.css?v=x');
    const packed = await raw('/assets/app.css?v=x', accepted);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(packed.headers).toMatchObject({ 'content-encoding': coding, 'content-type': 'text/css; charset=utf-8' });
    expect(packed.headers['cache-control']).toContain('immutable');
    expect(unpack(packed.bytes).equals(plain.bytes)).toBe(true);
  });

  it('are asked for again without their hash', async () => {
    const script = await raw('/assets/app.js', 'br');
    expect(script.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-encoding': 'br' });
    expect(script.headers['content-type']).toMatch(/^(text|application)\/javascript/);
  });
});
