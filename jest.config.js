/**
 * Nest 12 and several of its neighbours are ES modules only, so node_modules is transformed too.
 * The list names packages known to be CommonJS: leaving them alone only saves time, a package missing from it still works.
 */
const commonJs = ['typeorm', 'rxjs', 'sqlite3', 'pg', 'express', 'playwright-core', 'axe-core', 'pdfkit', 'validator'];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testRegex: '^.*/test/.*\\.spec\\.ts$',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json'],
  transform: { '^.+\\.(ts|js|mjs)$': ['@swc/jest'] },
  transformIgnorePatterns: [`/node_modules/(${commonJs.join('|')})/`],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/.cache/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/', '<rootDir>/.cache/'],
  cacheDirectory: '<rootDir>/.cache/jest',
  testTimeout: 60_000,
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  // Of a suite's time a third is spent waiting for servers, so that three keep two cores at work.
  maxWorkers: 3,
  // What a suite loaded is not let go of: with a heap of gigabytes a worker takes three times as long.
  workerIdleMemoryLimit: '700MB',
};
