import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Clock } from './platform/clock';
import type { Config } from './platform/config';
import { FirstAdministrator } from './platform/sign-in';

/** Tells whoever started it where it is, how to sign in for the first time, and where the data lies. */
export async function greet(app: NestExpressApplication, config: Config, clock: Clock): Promise<void> {
  const port = (app.getHttpServer().address() as { port: number }).port;
  if (config.publicUrl.endsWith(':0')) config.publicUrl = `http://localhost:${port}`;
  const first = await app.get(FirstAdministrator).ensure();
  const { version } = JSON.parse(readFileSync(path.join(__dirname, '../../package.json'), 'utf8')) as {
    version: string;
  };
  const lines = [
    '',
    `  Qasja ${version}`,
    `  Citizens    ${config.publicUrl}`,
    `  Officials   ${config.publicUrl}/desk`,
    ...(first ? [`  Sign in     ${first.email}  ${first.password}   (change it after the first sign-in)`] : []),
    `  Data        ${config.dataDir}`,
    `  Database    ${config.dialect === 'sqlite' ? config.sqlitePath : 'PostgreSQL'}`,
    `  Mail        ${config.smtpUrl ? 'by SMTP' : path.join(config.dataDir, 'outbox')}`,
    ...(config.clockStart ? [`  Clock       moved: it is now ${clock.now().toISOString()}`] : []),
    '  Stop        Ctrl-C',
    '',
  ];
  console.log(lines.join('\n'));
}
