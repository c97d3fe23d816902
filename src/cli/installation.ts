import { existsSync } from 'node:fs';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { assertStatutesSound, statutes } from '../core/law';
import { RegisterImports } from '../features/register-import/register-imports';
import { ClockModule, systemClock } from '../platform/clock';
import { ConfigModule, readConfig } from '../platform/config';
import { ApiTokens } from '../platform/sign-in';
import { openDatabase } from '../records/data-source';
import { RecordsModule } from '../records/records.module';
import { Refused, type Services } from './terminal';

/** The records and the few services that commands use; no pages, no queue. */
@Module({ providers: [ApiTokens, RegisterImports] })
class CommandModule {}

/** Opens the installation that the settings name, and brings its schema up to date. */
export async function openInstallation(
  env: NodeJS.ProcessEnv,
  create: boolean,
): Promise<{ services: Services; close: () => Promise<void> }> {
  assertStatutesSound(statutes);
  const config = readConfig({ ...env, LOG_LEVEL: env.LOG_LEVEL ?? 'warn' });
  if (!create && config.sqlitePath && config.sqlitePath !== ':memory:' && !existsSync(config.sqlitePath)) {
    // A wrong folder would otherwise be found whole, because it is empty.
    throw new Refused(`There is no database at ${config.sqlitePath}. Start Qasja first, or run: migrate`);
  }
  const clock = systemClock(config.clockStart ?? undefined);
  const source = await openDatabase(config.databaseUrl);
  const parts: DynamicModule = {
    module: CommandModule,
    imports: [ConfigModule.forRoot(config), ClockModule.forRoot(clock), RecordsModule.forRoot(source)],
  };
  const app = await NestFactory.createApplicationContext(parts, { logger: ['error', 'warn'] });
  return {
    services: { config, clock, source, get: app.get.bind(app) },
    close: async () => {
      await app.close();
      if (source.isInitialized) await source.destroy();
    },
  };
}
