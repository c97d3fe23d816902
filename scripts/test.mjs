// Everything: npm test, or the suites whose path matches: npm test -- test/law
import { runChecks } from './lib/checks.mjs';
import { runJest } from './lib/jest.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { prepare } from './lib/prepare.mjs';
import { say, script, took } from './lib/say.mjs';

const began = performance.now();
const patterns = process.argv.slice(2);
/** Where a day begins early and late: the law must count the same days wherever the machine thinks it stands. */
const ZONES = ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles'];
// What could not even begin has failed too.
let sums = { passed: 0, failed: 1 };

/** The pure part again in each zone; answers how many tests failed there. */
async function testInZones(env) {
  let failed = 0;
  for (const TZ of ZONES) {
    const began = performance.now();
    // Random questions are asked in full once; here it is the zone that matters.
    const sums = await runJest(['test/(law|core)/'], { ...env, TZ, QASJA_TEST_RANDOM: '20000' });
    say(`In ${TZ}: ${sums.passed} tests of the law and the core passed, ${sums.failed} failed, in ${took(began)}`);
    failed += sums.failed;
  }
  return failed;
}

async function test() {
  await prepare({ browser: true, postgres: true, dovecot: true });
  say(`Prepared in ${took(began)}`);
  const failedChecks = patterns.length > 0 ? 0 : await runChecks();

  const postgres = await startPostgres();
  // A signal ends the suites, which answer; then the server is stopped here, whatever happened.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (process.exitCode = 1));
  try {
    const env = { ...process.env, NODE_ENV: 'test', QASJA_TEST_PG: postgres.url };
    const { passed, failed } = await runJest(patterns, env);
    const failedElsewhere = patterns.length > 0 ? 0 : await testInZones(env);
    sums = { passed, failed: failed + failedChecks + failedElsewhere };
  } finally {
    await postgres.stop();
  }
}

await script(test);
if (sums.failed > 0) process.exitCode = 1;
say(`Tested in ${took(began)}`);
console.log(`\n${sums.passed} passed, ${sums.failed} failed`);
