// The command line of an installation: npm run qasja -- COMMAND …
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { prepare } from './lib/prepare.mjs';
import { root, script } from './lib/say.mjs';

await script(async () => {
  const cli = path.join(root, 'dist/src/cli.js');
  if (!existsSync(cli)) await prepare();
  // npm runs scripts in the checkout; a file named by the person lies where the command was typed.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const env = { ...process.env };
  if (!env.QASJA_DATA_DIR) env.QASJA_DATA_DIR = path.join(root, 'data');
  const { status } = spawnSync(process.execPath, [cli, ...process.argv.slice(2)], { cwd, env, stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
