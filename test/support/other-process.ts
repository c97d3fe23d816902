import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.join(__dirname, '../..');

/** A process of its own, for tests about what happens when one is killed or two want the same. */
export interface OtherProcess {
  child: ChildProcess;
  /** The next line that it prints. Rejects with what it complained about if it ends instead. */
  line(): Promise<string>;
  /** What it has written to its error stream so far. */
  complaint(): string;
  /** Ends it by a signal and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Runs JavaScript that may `require('./src/…')` our TypeScript. `env` is added to that of the test. */
export function otherProcess(code: string, env: NodeJS.ProcessEnv = {}): OtherProcess {
  const args = ['-r', path.join(root, 'test/support/register-ts.cjs'), '-e', code];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  let complaint = '';
  child.stderr.on('data', (bytes: Buffer) => (complaint += bytes.toString()));
  return {
    child,
    async line() {
      const { done, value } = await lines.next();
      if (done) throw new Error(`The other process ended: ${complaint}`);
      return value;
    },
    complaint: () => complaint,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}
