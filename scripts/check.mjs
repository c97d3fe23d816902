// The fast part of the tests, without any server: npm run check
import { runChecks } from './lib/checks.mjs';
import { runJest } from './lib/jest.mjs';
import { needModules, needNode } from './lib/needs.mjs';
import { say, script } from './lib/say.mjs';

await script(async () => {
  needNode();
  await needModules();
  const failedChecks = await runChecks();
  const { passed, failed } = await runJest(['test/law/', 'test/core/', 'test/house/']);
  say(`${passed} passed, ${failed + failedChecks} failed`);
  process.exitCode = failed + failedChecks > 0 ? 1 : 0;
});
