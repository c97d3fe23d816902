// Writes docs/clock-vectors.csv and docs/clock-calendars.csv anew: node scripts/clock-vectors.mjs
import { spawnSync } from 'node:child_process';
import { root, script } from './lib/say.mjs';

await script(() => {
  const args = ['-r', './test/support/register-ts.cjs', 'test/support/write-clock-vectors.ts'];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
