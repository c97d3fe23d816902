import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { find, run } from './run.mjs';
import { Refusal, script } from './say.mjs';

/** Who may sign in to it. */
export const MAIL_USER = { user: 'kerkesa@komuna.example', password: 'fjalekalim-i-kutise-1' };

/**
 * Starts an empty Dovecot on two free ports of this machine, in a folder of its own, for tests only. It runs without rights:
 * root hands it to the user nobody.
 *
 * @returns its ports (`imap` in the open and by STARTTLS, `imaps` by TLS, both with a certificate that nobody knows), and `stop()`
 */
export async function startDovecot() {
  const program = find('dovecot');
  if (!program) throw new Refusal('Dovecot is not installed: run  sudo apt-get install dovecot-imapd');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-imap-'));
  chmodSync(folder, 0o755);
  const { uid, gid, name, group } = await userFor();
  const [imap, imaps] = await Promise.all([freePort(), freePort()]);
  for (const one of ['base', 'state', 'mail']) mkdirSync(path.join(folder, one));
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=imap.komuna.example'],
    ...['-addext', 'subjectAltName=DNS:imap.komuna.example,IP:127.0.0.1'],
    ...['-keyout', path.join(folder, 'key.pem'), '-out', path.join(folder, 'cert.pem')],
  ]);
  writeFileSync(path.join(folder, 'users'), `${MAIL_USER.user}:{PLAIN}${MAIL_USER.password}::::::\n`);
  const config = path.join(folder, 'dovecot.conf');
  writeFileSync(config, configOf({ folder, imap, imaps, name, group, uid, gid }));
  if (process.getuid?.() === 0) {
    for (const one of ['', 'base', 'state', 'mail', 'users', 'key.pem', 'cert.pem', 'dovecot.conf'])
      chownSync(path.join(folder, one), uid, gid);
  }
  const rights = process.getuid?.() === 0 ? { uid, gid } : {};
  const server = spawn(program, ['-F', '-c', config], {
    ...rights,
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (bytes) => (said += bytes));
  const ended = new Promise((resolve) => server.once('close', resolve));
  const stop = async () => {
    server.kill('SIGTERM');
    await Promise.race([ended, sleep(10_000, undefined, { ref: false }).then(() => server.kill('SIGKILL'))]);
    rmSync(folder, { recursive: true, force: true });
  };
  for (let waited = 0; !(await answers(imap)); waited += 50) {
    if (server.exitCode !== null) throw new Refusal(`Dovecot stopped at once:\n${said}`);
    if (waited > 20_000) throw new Refusal(`Dovecot does not answer:\n${said}`);
    await sleep(50);
  }
  return { imap, imaps, folder, stop };
}

function configOf({ folder, imap, imaps, name, group, uid, gid }) {
  const at = (file) => path.join(folder, file);
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${at('base')}
state_dir = ${at('state')}
log_path = /dev/stderr
default_login_user = ${name}
default_internal_user = ${name}
default_internal_group = ${group}
first_valid_uid = 1
first_valid_gid = 1
disable_plaintext_auth = no
ssl = yes
ssl_cert = <${at('cert.pem')}
ssl_key = <${at('key.pem')}
mail_location = maildir:${at('mail')}/%u
passdb {
  driver = passwd-file
  args = scheme=plain ${at('users')}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${at('mail')}/%u
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = ${imaps}
    ssl = yes
  }
}
service stats {
  chroot =
}
`;
}

async function userFor() {
  const ids = async (who) => {
    const one = async (...flags) => (await run('id', [...flags, ...who])).output.trim();
    return {
      uid: Number(await one('-u')),
      gid: Number(await one('-g')),
      name: await one('-un'),
      group: await one('-gn'),
    };
  };
  return process.getuid?.() === 0 ? ids(['nobody']) : ids([]);
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Whether somebody greets as an IMAP server. */
const answers = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    const done = (yes) => {
      socket.destroy();
      resolve(yes);
    };
    socket
      .once('data', () => done(true))
      .once('error', () => done(false))
      .once('close', () => done(false));
    setTimeout(() => done(false), 2_000).unref();
  });

// As a program: prints its ports, and stops the server when the one who asked for it closes the input or dies.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await script(async () => {
    const { imap, imaps, folder, stop } = await startDovecot();
    console.log(JSON.stringify({ imap, imaps, certificate: path.join(folder, 'cert.pem'), ...MAIL_USER }));
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
    process.stdin.resume().once('close', () => void stop());
  });
}
