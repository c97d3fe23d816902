// Everything: npm test, or the suites whose path matches: npm test -- test/law
import { runChecks } from './lib/checks.mjs';
import { runJest } from './lib/jest.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { prepare } from './lib/prepare.mjs';
import { say, script, took } from './lib/say.mjs';

const began = performance.now();
const patterns = process.argv.slice(2);
// What could not even begin has failed too.
let sums = { passed: 0, failed: 1 };

async function test() {
  await prepare({ browser: true, postgres: true });
  say(`Prepared in ${took(began)}`);
  const failedChecks = patterns.length > 0 ? 0 : await runChecks();

  const postgres = await startPostgres();
  // A signal ends the suites, which answer; then the server is stopped here, whatever happened.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (process.exitCode = 1));
  try {
    const { passed, failed } = await runJest(patterns, {
      ...process.env,
      NODE_ENV: 'test',
      QASJA_TEST_PG: postgres.url,
    });
    sums = { passed, failed: failed + failedChecks };
  } finally {
    await postgres.stop();
  }
}

await script(test);
if (sums.failed > 0) process.exitCode = 1;
say(`Tested in ${took(began)}`);
console.log(`\n${sums.passed} passed, ${sums.failed} failed`);
