import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { transformFileSync } from '@swc/core';
import { expect } from 'expect';
import fc from 'fast-check';

/*
 * Runs the tests of the law within the process that changes it. Jest would start anew for each of a thousand changes; here
 * only the house's own modules are loaded again, so that nothing of one change is left when the next is tried.
 */

const require = createRequire(import.meta.url);
const circus = require('jest-circus');
const compiled = new Map();
require.extensions['.ts'] = (module, file) => {
  if (!compiled.has(file)) compiled.set(file, transformFileSync(file).code);
  module._compile(compiled.get(file), file);
};

/** What finds most comes first, what asks many questions last. */
const FIRST = ['tables', 'vectors', 'passport', 'statutes', 'local-time', 'rest-days'];
const LAST = ['pause-properties', 'properties', 'clock-vectors', 'other-implementation'];
/** Tens of thousands of days, of which the others ask enough. */
const LEFT_OUT = ['every-day'];
const place = (name) => (FIRST.includes(name) ? FIRST.indexOf(name) : 50 + LAST.indexOf(name));
const inOrder = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => name.replace('.spec.ts', ''))
    .filter((name) => !LEFT_OUT.includes(name))
    .sort((a, b) => place(a) - place(b))
    .map((name) => `${name}.spec.ts`);

const stryker = () => (globalThis.__stryker__ ??= {});
const nameOf = (test) => (test.parent ? `${nameOf(test.parent)} ${test.name}`.trim() : '');

class LawTestRunner {
  folder = process.cwd();
  law = path.join(this.folder, 'test/law');
  /** The tests of each file, known after the first run. */
  testsOf = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    // Few random questions are enough to notice a change, and every change asks them again.
    fc.configureGlobal({ numRuns: 30 });
    const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = circus;
    Object.assign(globalThis, { describe, it, test, beforeAll, beforeEach, afterAll, afterEach, expect });
  }

  async dryRun() {
    const result = await this.#run({ load: () => undefined, wanted: () => true, bail: false });
    return { ...result, mutantCoverage: stryker().mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, mutantActivation, hitLimit, disableBail }) {
    const space = stryker();
    const filter = testFilter && new Set(testFilter);
    Object.assign(space, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    const activate = () => (space.activeMutant = activeMutant.id);
    space.activeMutant = undefined;
    if (mutantActivation === 'static') activate();
    const wanted = (name) => !filter || filter.has(name);
    const result = await this.#run({ load: activate, wanted, bail: !disableBail });
    space.activeMutant = undefined;
    return toMutantRunResult(determineHitLimitReached(space.hitCount, hitLimit) ?? result);
  }

  /** One file of tests after the other, so that a change noticed early costs no more than its first file. */
  async #run({ load, wanted, bail }) {
    this.#forgetHouse();
    const tests = [];
    const failed = () => tests.some(({ status }) => status === TestStatus.Failed);
    try {
      for (const file of inOrder(this.law)) {
        const known = this.testsOf.get(file);
        if ((bail && failed()) || (known && !known.some(wanted))) continue;
        const before = stryker().activeMutant;
        const found = await this.#runFile(file, { load, wanted, bail });
        if (!known)
          this.testsOf.set(
            file,
            found.map(({ id }) => id),
          );
        stryker().activeMutant = before;
        tests.push(...found);
      }
      return { status: DryRunStatus.Complete, tests };
    } catch (error) {
      return { status: DryRunStatus.Error, errorMessage: error instanceof Error ? error.stack : String(error) };
    }
  }

  async #runFile(file, { load, wanted, bail }) {
    circus.resetState();
    const tests = [];
    let failed = false;
    const follow = ({ name, test }) => {
      if (name === 'test_start') {
        if (!wanted(nameOf(test)) || (bail && failed)) test.mode = 'skip';
        stryker().currentTestId = nameOf(test);
      }
      if (name === 'test_done' || name === 'test_skip') {
        stryker().currentTestId = undefined;
        failed ||= test.errors.length > 0;
        tests.push(toldOf(test));
      }
    };
    circus.addEventHandler(follow);
    try {
      require(path.join(this.law, file));
      load();
      await circus.run();
      return tests;
    } finally {
      circus.removeEventHandler(follow);
    }
  }

  #forgetHouse() {
    for (const file of Object.keys(require.cache)) {
      if (!file.startsWith(this.folder) || file.includes('node_modules')) continue;
      // Whoever loads a module remembers it, and would keep every change of the house in memory.
      const { parent } = require.cache[file];
      if (parent) parent.children.length = 0;
      delete require.cache[file];
    }
  }
}

function toldOf(test) {
  const told = { id: nameOf(test), name: nameOf(test), timeSpentMs: test.duration ?? 0 };
  if (test.errors.length === 0)
    return { ...told, status: test.mode === 'skip' ? TestStatus.Skipped : TestStatus.Success };
  const [error] = test.errors.flat();
  return { ...told, status: TestStatus.Failed, failureMessage: String(error?.message ?? error) };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'law', LawTestRunner)];
