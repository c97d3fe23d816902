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
const LAST = ['pause-properties', 'properties', 'other-implementation', 'every-day'];
const place = (name) => (FIRST.includes(name) ? FIRST.indexOf(name) : 50 + LAST.indexOf(name));

const stryker = () => (globalThis.__stryker__ ??= {});
const nameOf = (test) => (test.parent ? `${nameOf(test.parent)} ${test.name}`.trim() : '');

class LawTestRunner {
  folder = process.cwd();

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

  async #run({ load, wanted, bail }) {
    circus.resetState();
    const tests = [];
    let failed = false;
    const follow = ({ name, test }) => {
      if (name === 'test_start') {
        if (!wanted(nameOf(test)) || (bail && failed)) test.mode = 'skip';
        stryker().currentTestId = nameOf(test);
      }
      if (name === 'test_done') {
        stryker().currentTestId = undefined;
        failed ||= test.errors.length > 0;
        tests.push(toldOf(test));
      }
    };
    circus.addEventHandler(follow);
    try {
      this.#loadTests();
      load();
      await circus.run();
      return { status: DryRunStatus.Complete, tests };
    } catch (error) {
      // A module that cannot even be loaded has been noticed too.
      return { status: DryRunStatus.Error, errorMessage: error instanceof Error ? error.stack : String(error) };
    } finally {
      circus.removeEventHandler(follow);
    }
  }

  #loadTests() {
    for (const file of Object.keys(require.cache)) {
      if (file.startsWith(this.folder) && !file.includes('node_modules')) delete require.cache[file];
    }
    const law = path.join(this.folder, 'test/law');
    const names = readdirSync(law).filter((name) => name.endsWith('.spec.ts'));
    const inOrder = names.map((name) => name.replace('.spec.ts', '')).sort((a, b) => place(a) - place(b));
    for (const name of inOrder) require(path.join(law, `${name}.spec.ts`));
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
