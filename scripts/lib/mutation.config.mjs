import path from 'node:path';
import { root } from './say.mjs';

/** Where the program that changes the law leaves what it found. */
export const found = path.join(root, '.cache/mutation/found.json');

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  packageManager: 'npm',
  plugins: ['./scripts/lib/law-test-runner.mjs'],
  testRunner: 'law',
  coverageAnalysis: 'perTest',
  // Tables of days and of terms are data; their values are compared with the documents, one by one (test/law).
  mutate: ['src/core/law/**/*.ts', '!src/core/law/calendars/*.ts', '!src/core/law/statutes/*.ts'],
  ignorePatterns: ['/dist', '/data', '/.cache', '/coverage', '/docs/pictures', '/templates', '/migrations', '/scripts'],
  tempDirName: '.cache/mutation/work',
  cleanTempDir: 'always',
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: '.cache/mutation/found.json' },
  concurrency: 2,
  timeoutMS: 15_000,
  disableTypeChecks: false,
  allowEmpty: false,
  logLevel: 'warn',
  warnings: { slow: false },
};
