// Changes the code of the law line by line and sees whether a test notices: npm run mutation
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { found } from './lib/mutation.config.mjs';
import { reportOf } from './lib/mutation-report.mjs';
import { run } from './lib/run.mjs';
import { Refusal, root, say, script, took } from './lib/say.mjs';

/** Of a hundred changes at least so many must be noticed. */
const ASKED = 95;

await script(async () => {
  const began = performance.now();
  mkdirSync(path.dirname(found), { recursive: true });
  const stryker = 'node_modules/@stryker-mutator/core/bin/stryker.js';
  // Every change runs the tests that touch it again: few random questions are enough to notice it.
  const env = { ...process.env, NODE_ENV: 'test', QASJA_TEST_RANDOM: '600' };
  const { code } = await run(process.execPath, [stryker, 'run', 'scripts/lib/mutation.config.mjs'], {
    show: true,
    env,
  });
  if (code !== 0) throw new Refusal('The changes could not be tried.');
  const { text, score, unexplained } = reportOf(JSON.parse(readFileSync(found, 'utf8')));
  writeFileSync(path.join(root, 'docs/mutation.md'), text);
  say(`${score.toFixed(1)} % of the changes were noticed, in ${took(began)}; see docs/mutation.md`);
  if (unexplained > 0)
    say(`${unexplained} that nobody noticed have no explanation in scripts/lib/mutation-survivors.mjs`);
  if (score < ASKED || unexplained > 0) process.exitCode = 1;
});
