import type { JobHouse } from './job-house';
import { otherProcess, type OtherProcess } from './other-process';

/** The worker as a process of its own, started as the application starts it, with the clock at an instant. */
export function workerProcess(house: JobHouse, at: string, env: NodeJS.ProcessEnv = {}): OtherProcess {
  const code = `
    require('reflect-metadata');
    const { readConfig } = require('./src/platform/config');
    require('./src/worker').runWorker(readConfig(process.env)).then(() => console.log('ready'));`;
  return otherProcess(code, {
    NODE_ENV: 'test',
    QASJA_DATA_DIR: house.config.dataDir,
    DATABASE_URL: house.config.databaseUrl,
    REDIS_URL: house.config.redisUrl,
    SMTP_URL: house.config.smtpUrl,
    PUBLIC_URL: house.config.publicUrl,
    SESSION_SECRET: house.config.sessionSecret,
    QASJA_CLOCK: at,
    QASJA_SWEEP_SECONDS: '1',
    QASJA_WEBHOOK_PRIVATE: house.config.webhookPrivate ? '1' : '0',
    LOG_LEVEL: 'silent',
    ...env,
  });
}
