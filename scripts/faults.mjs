// A month of faults against the built application: npm run faults [-- --cases=2000 --days=30 --faults=200 --seed=N
// --workers=3 --database=postgres --write], which writes the result into docs/faults.md or docs/faults-postgres.md
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { root, script } from './lib/say.mjs';

await script(() => {
  const given = process.argv.slice(2);
  const onPostgres = given.includes('--database=postgres');
  const file = path.join(root, 'docs', onPostgres ? 'faults-postgres.md' : 'faults.md');
  const asked = given.map((one) => (one === '--write' ? `--write=${file}` : one));
  const args = ['-r', './test/support/register-ts.cjs', 'test/faults/main.ts', ...asked];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
