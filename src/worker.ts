import { NestFactory } from '@nestjs/core';
import { giveBackMemory } from './memory';
import { systemClock } from './platform/clock';
import type { Config } from './platform/config';
import { quietLogger } from './platform/logging';
import { openDatabase } from './records/data-source';
import { onceAsked } from './shutdown';
import { WorkerModule } from './worker.module';

/** The job process: the same modules, no pages. It ends when the web process that started it is gone. */
export async function runWorker(config: Config): Promise<void> {
  const clock = systemClock(config.clockStart ?? undefined);
  const source = await openDatabase(config.databaseUrl);
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot({ config, clock, source }), {
    bufferLogs: true,
  });
  app.useLogger(quietLogger(app));
  const close = async (): Promise<void> => {
    await app.close();
    if (source.isInitialized) await source.destroy();
  };
  onceAsked(close);
  const alone = (): unknown => process.kill(process.pid, 'SIGTERM');
  process.on('disconnect', alone);
  if (process.send && !process.connected) alone();
  // The web process may have ended meanwhile; then nobody listens, and `disconnect` ends this one too.
  if (process.connected) process.send?.('ready', () => undefined);
  giveBackMemory();
}
