// Everything: npm test, or the suites whose path matches: npm test -- test/law
import { runChecks } from './lib/checks.mjs';
import { runJest } from './lib/jest.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { prepare } from './lib/prepare.mjs';
import { say, script, took } from './lib/say.mjs';

await script(async () => {
  const began = performance.now();
  const patterns = process.argv.slice(2);
  await prepare({ browser: true, postgres: true });
  say(`Prepared in ${took(began)}`);
  const failedChecks = patterns.length > 0 ? 0 : await runChecks();

  const postgres = await startPostgres();
  // The suites end by the same signal and answer; then the server is stopped here, whatever happened.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (process.exitCode = 1));
  let sums;
  try {
    sums = await runJest(patterns, { ...process.env, NODE_ENV: 'test', QASJA_TEST_PG: postgres.url });
  } finally {
    await postgres.stop();
  }
  say(`Tested in ${took(began)}`);
  const failed = sums.failed + failedChecks;
  console.log(`\n${sums.passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
});
