// Speed and memory of the built application, as a table: npm run bench [-- FILE], by default into docs/bench.md
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { root, script } from './lib/say.mjs';

await script(() => {
  const file = process.argv[2] ?? path.join(root, 'docs/bench.md');
  const args = ['-r', './test/support/register-ts.cjs', 'test/bench/bench.ts', file];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
