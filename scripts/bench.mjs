// Speed and memory of the built application, as a table: npm run bench [-- FILE [NAME]], by default into
// docs/bench.md; NAME is one measurement, such as benchSweep
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { root, script } from './lib/say.mjs';

await script(() => {
  const file = process.argv[2] ?? path.join(root, 'docs/bench.md');
  const only = process.argv.slice(3, 4);
  const args = ['-r', './test/support/register-ts.cjs', 'test/bench/bench.ts', file, ...only];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
