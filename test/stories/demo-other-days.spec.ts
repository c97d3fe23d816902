import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fillDemo } from '../../src/demo';
import { readConfig } from '../../src/platform/config';
import { openDatabase } from '../../src/records/data-source';

/** Who does what in the stories changes from day to day: on this one, a directorate answers about a case that it does not see. */
describe('A demonstration on another day', () => {
  it.each(['2026-11-22T10:00:00+01:00'])(
    'asks of nobody what they may not do (%s)',
    async (moment) => {
      const dataDir = mkdtempSync(path.join(os.tmpdir(), 'qasja-test-demo-'));
      try {
        const config = readConfig({ NODE_ENV: 'test', QASJA_DATA_DIR: dataDir, LOG_LEVEL: 'error' });
        const source = await openDatabase(config.databaseUrl);
        await source.query('PRAGMA synchronous = OFF');
        const { cases } = await fillDemo(config, source, new Date(moment));
        expect(cases).toBeGreaterThan(220);
      } finally {
        rmSync(dataDir, { recursive: true, force: true });
      }
    },
    120_000,
  );
});
