import { once } from 'node:events';
import net from 'node:net';
import { tryMailbox } from '../../src/features/mail-intake/imap/mailbox-connection';
import { troubleOf } from '../../src/features/mail-intake/imap/trouble';
import type { Mailbox } from '../../src/records';
import { letter, mailboxRow } from '../make/mails';
import { startTestDovecot, startWire, type TestDovecot } from '../support/dovecot';
import { otherProcess } from '../support/other-process';

const SECRET = 'a secret of a test, thirty-two letters';
const NOW = new Date('2026-03-02T08:00:00Z');

describe('a mailbox whose line is encrypted', () => {
  let dovecot: TestDovecot;
  beforeAll(async () => {
    dovecot = await startTestDovecot();
    await dovecot.deliver(letter());
  });
  afterAll(() => dovecot.stop());

  const rowFor = (port: number, more: Partial<Mailbox>): Mailbox =>
    mailboxRow('house', SECRET, { port, user: dovecot.user, password: dovecot.password }, NOW, more);
  const tried = (row: Mailbox): Promise<number | string> => tryMailbox(row, SECRET).catch(troubleOf);

  it.each(['tls', 'starttls'] as const)('is refused by %s while nobody knows its certificate', async (security) => {
    const wire = await startWire(security === 'tls' ? dovecot.imaps : dovecot.imap);
    expect(await tried(rowFor(wire.port, { security }))).toBe('certificate');
    for (const secret of [dovecot.user, dovecot.password, 'LOGIN', 'AUTHENTICATE'])
      expect(wire.said()).not.toContain(secret);
    await wire.close();
  });

  it('is refused where somebody on the way took away STARTTLS', async () => {
    let said = '';
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n');
      socket.on('data', (bytes) => {
        said += bytes.toString('latin1');
        const [, tag = '*', command = ''] = /^(\S+) (\w+)/.exec(bytes.toString('latin1')) ?? [];
        if (command === 'CAPABILITY') socket.write(`* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n${tag} OK done\r\n`);
        else socket.write(`${tag} OK done\r\n`);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    expect(await tried(rowFor(port, { security: 'starttls' }))).toBe('tls');
    expect(said).not.toMatch(/LOGIN|AUTHENTICATE/);
    server.close();
  });

  it('is read by either once its issuer is named, and only by a name that the certificate has', async () => {
    const rows = [
      rowFor(dovecot.imaps, { security: 'tls' }),
      rowFor(dovecot.imap, { security: 'starttls' }),
      rowFor(dovecot.imaps, { security: 'tls', host: 'localhost' }),
      rowFor(dovecot.imap, { security: 'tls' }),
    ];
    const code = `
      const { tryMailbox } = require('./src/features/mail-intake/imap/mailbox-connection');
      const { troubleOf } = require('./src/features/mail-intake/imap/trouble');
      (async () => {
        const results = [];
        for (const row of JSON.parse(process.env.ROWS)) {
          results.push(await tryMailbox(row, process.env.SECRET).catch(troubleOf));
        }
        console.log(JSON.stringify(results));
      })();`;
    const env = { NODE_EXTRA_CA_CERTS: dovecot.certificate, ROWS: JSON.stringify(rows), SECRET };
    const other = otherProcess(code, env);
    expect(JSON.parse(await other.line())).toEqual([1, 1, 'certificate', 'tls']);
    await other.end('SIGTERM');
  }, 30_000);
});
