import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from './run.mjs';
import { say } from './say.mjs';

/** A suite that hangs must not hang the machine that runs it. */
const PATIENCE_MS = 45 * 60_000;

/**
 * Runs the suites whose paths match, all without any. A suite that cannot even start counts as one failure,
 * and so does a test that was switched off: what is not run is not known to work.
 */
export async function runJest(patterns, env = process.env) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-jest-'));
  const result = path.join(folder, 'result.json');
  const args = ['node_modules/jest/bin/jest.js', '--ci', '--json', `--outputFile=${result}`];
  // Jest prints the JSON on its output as well; its report for people goes to the error stream.
  const { code } = await run(process.execPath, [...args, ...patterns], { show: 'errors', env, timeoutMs: PATIENCE_MS });
  try {
    if (!existsSync(result)) return { passed: 0, failed: 1 };
    const sums = JSON.parse(readFileSync(result, 'utf8'));
    const switchedOff = sums.numPendingTests + sums.numTodoTests;
    if (switchedOff > 0) say(`${switchedOff} tests are switched off`);
    if (sums.numTotalTests === 0) say('No test was run');
    const failed = sums.numFailedTests + sums.numRuntimeErrorTestSuites + switchedOff;
    const unexplained = failed === 0 && (code !== 0 || sums.numTotalTests === 0) ? 1 : 0;
    return { passed: sums.numPassedTests, failed: failed + unexplained };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
