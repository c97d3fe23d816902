import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { root } from './say.mjs';

/**
 * Runs a program in the checkout and waits. `output` is what it wrote, or empty when `show` passes it
 * through; `show: 'errors'` passes on its error stream only.
 * A signal to this process ends the program too; `timeoutMs` ends one that hangs.
 */
export function run(program, args, { show = false, env = process.env, timeoutMs = 0 } = {}) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, {
      cwd: root,
      env,
      stdio: ['ignore', show === 'errors' ? 'ignore' : show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    const timer = timeoutMs > 0 && setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    const done = (code) => {
      clearTimeout(timer);
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve({ code, output });
    };
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => (output += bytes));
    child.once('error', (error) => {
      output += error.message;
      done(127);
    });
    child.once('close', (code, signal) => done(code ?? (signal ? 128 : 1)));
  });
}

/** The full path of a program of the PATH, or null. */
export function find(program) {
  for (const folder of `${process.env.PATH ?? ''}:/usr/sbin:/usr/local/bin`.split(':').filter(Boolean)) {
    try {
      const file = path.join(folder, program);
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}
