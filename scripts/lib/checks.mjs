import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';
import { root, say, took } from './say.mjs';

const bin = (file) => path.join('node_modules', file);
const existing = (...paths) => paths.filter((name) => existsSync(path.join(root, name)));

/** What needs no server: each names the program that judges, and what it judges. */
const checks = () => [
  ['types', bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'],
  ['lint', bin('eslint/bin/eslint.js'), '--max-warnings=0', '.'],
  [
    'format',
    bin('prettier/bin/prettier.cjs'),
    '--check',
    '--log-level=warn',
    '--cache',
    '--cache-location=.cache/prettier',
    '.',
  ],
  [
    'imports',
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    '--output-type=err-long',
    ...existing('src', 'migrations', 'test'),
  ],
];

/** Runs the checks, two at a time, shows what each found and answers how many failed. */
export async function runChecks() {
  const waiting = checks();
  let failed = 0;
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, ...command] = next;
      const began = performance.now();
      const { code, output } = await run(process.execPath, command);
      say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${took(began)}`);
      if (code !== 0) say(output.trim());
      if (code !== 0) failed += 1;
    }
  };
  await Promise.all([work(), work()]);
  return failed;
}
