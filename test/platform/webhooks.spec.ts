import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { urlProblem } from '../../src/platform/webhooks';
import { reachOf, refusalOf } from '../../src/platform/webhooks/addresses';
import { deliver } from '../../src/platform/webhooks/deliver';
import { Lanes } from '../../src/platform/webhooks/lanes';
import { otherProcess } from '../support/other-process';

const outside = { webhookPrivate: false, production: true };
const inside = { webhookPrivate: true, production: true };
const developing = { webhookPrivate: true, production: false };

describe('an address', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['2a00:1450:4001::1', 'public'],
    ['127.0.0.1', 'loopback'],
    ['127.8.9.10', 'loopback'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.0', 'public'],
    ['192.168.1.1', 'private'],
    ['::ffff:192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['fd00::1', 'private'],
    ['169.254.169.254', 'never'],
    ['::ffff:169.254.169.254', 'never'],
    ['fe80::1', 'never'],
    ['0.0.0.0', 'never'],
    ['::', 'never'],
    ['224.0.0.1', 'never'],
    ['255.255.255.255', 'never'],
    ['64:ff9b::7f00:1', 'never'],
    ['::127.0.0.1', 'never'],
    ['::ffff:0:127.0.0.1', 'never'],
    ['3fff::1', 'never'],
    ['2002:7f00:1::', 'never'],
  ])('%s is %s', (address, reach) => {
    expect(reachOf({ address, family: address.includes(':') ? 6 : 4 })).toBe(reach);
  });

  it('is refused when one of several leads inside', () => {
    const two = ['8.8.8.8', '127.0.0.1'].map((address) => ({ address, family: 4 }));
    expect(refusalOf(new URL('https://two.example'), two, outside)).toBe('private-address');
    expect(refusalOf(new URL('https://two.example'), two.slice(0, 1), outside)).toBeNull();
  });

  it.each([
    ['', outside, 'url-missing'],
    [`https://example.org/${'x'.repeat(500)}`, outside, 'url-long'],
    ['sms.example.org', outside, 'url-invalid'],
    ['ftp://8.8.8.8/', outside, 'url-invalid'],
    ['https://8.8.8.8/#here', outside, 'url-invalid'],
    ['https://me:secret@8.8.8.8/', outside, 'url-user'],
    ['http://8.8.8.8/', outside, 'not-https'],
    ['http://8.8.8.8/', developing, 'not-https'],
    ['https://8.8.8.8/', outside, null],
    ['https://127.0.0.1/', outside, 'private-address'],
    ['https://2130706433/', outside, 'private-address'],
    ['https://0x7f.1/', outside, 'private-address'],
    ['https://[::1]/', outside, 'private-address'],
    ['https://[::ffff:10.0.0.1]/', outside, 'private-address'],
    ['https://localhost/', outside, 'private-address'],
    ['https://localhost/', inside, null],
    ['https://192.168.1.1/', inside, null],
    ['https://169.254.169.254/', inside, 'private-address'],
    ['http://127.0.0.1/', inside, 'not-https'],
    ['http://127.0.0.1/', developing, null],
    ['http://192.168.1.1/', developing, 'not-https'],
    ['https://nobody.invalid/', outside, 'unknown-host'],
  ])('%s is judged', async (typed, rules, problem) => {
    expect(await urlProblem(typed, rules)).toBe(problem);
  });
});

describe('a delivery', () => {
  let server: Server;
  const sockets = new Set<Socket>();
  let answer: (socket: Socket) => void;
  let url: URL;
  beforeAll(async () => {
    server = createTcpServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => answer(socket));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = new URL(`http://localhost:${(server.address() as AddressInfo).port}/`);
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const send = (limitMs?: number): Promise<void> => deliver(url, {}, '{}', developing, limitMs);

  it('has arrived with the first line of a good answer, however long the rest', async () => {
    answer = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      const more = setInterval(() => socket.write('5\r\nhello\r\n'), 5);
      socket.on('close', () => clearInterval(more));
    };
    await send();
  });

  it('is given up after its time: before, and in the middle of an answer', async () => {
    answer = () => undefined;
    await expect(send(300)).rejects.toThrow('timed-out');
    answer = (socket) => {
      const more = setInterval(() => socket.write('HTTP/1.1 200 OK\r\n'.charAt(0)), 50);
      socket.on('close', () => clearInterval(more));
    };
    await expect(send(300)).rejects.toThrow(/timed-out|not-http/);
  });

  it('tells a broken connection from an answer that is none', async () => {
    answer = (socket) => socket.resetAndDestroy();
    await expect(send()).rejects.toThrow('cut');
    answer = (socket) => socket.end('220 mail.example ESMTP\r\n');
    await expect(send()).rejects.toThrow('not-http');
  });

  it('goes nowhere that is not allowed', async () => {
    await expect(deliver(url, {}, '{}', outside)).rejects.toThrow('private-address');
    await expect(deliver(new URL('https://nobody.invalid/'), {}, '{}', outside)).rejects.toThrow('unknown-host');
    const closed = new URL('https://127.0.0.1:1/');
    await expect(deliver(closed, {}, '{}', inside)).rejects.toThrow('unreachable');
  });

  it('is encrypted only with a certificate that somebody known vouches for', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-tls-'));
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert];
    const whose = ['-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    execFileSync('openssl', ['req', '-x509', ...made, ...whose], { stdio: 'ignore' });
    const secure = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) => {
      response.writeHead(204).end();
    }).listen(0, '127.0.0.1');
    await once(secure, 'listening');
    const at = `https://localhost:${(secure.address() as AddressInfo).port}/`;
    try {
      await expect(deliver(new URL(at), {}, '{}', inside)).rejects.toThrow('certificate');
      const code = `require('./src/platform/webhooks/deliver')
        .deliver(new URL('${at}'), {}, '{}', { webhookPrivate: true, production: true })
        .then(() => console.log('arrived'));`;
      expect(await otherProcess(code, { NODE_EXTRA_CA_CERTS: cert }).line()).toBe('arrived');
    } finally {
      secure.closeAllConnections();
      secure.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);
});

describe('lanes', () => {
  it('do not wait for one another, and hold no more than they may', async () => {
    const done: string[] = [];
    const ends: (() => void)[] = [];
    const lanes = new Lanes(
      (id) => new Promise((resolve) => (id.startsWith('slow') ? ends.push(resolve) : (done.push(id), resolve()))),
      2,
      3,
    );
    for (let i = 0; i < 10; i += 1) lanes.put('slow', `slow-${i}`);
    lanes.put('slow', 'slow-0');
    for (let i = 0; i < 10; i += 1) {
      lanes.put('quick', `quick-${i}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(done).toHaveLength(10);
    expect(ends).toHaveLength(2);
    const closed = lanes.close();
    ends.forEach((end) => end());
    await closed;
    // What waited is forgotten, and nothing more is taken.
    lanes.put('quick', 'late');
    expect([ends.length, done.length]).toEqual([2, 10]);
  });
});
