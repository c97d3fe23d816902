import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Config } from '../config';

export { quietLogger } from './quiet-logger';

/** A path without what would open something to the reader of a log: the query, and the token of a calendar or a mail. */
export const loggedPath = (url: string | undefined): string | undefined =>
  url
    ?.split('?')[0]
    ?.replace(/^\/(calendar|desk\/sign-in\/link)\/.+/i, (_all, base: string) => `/${base.toLowerCase()}/…`);

/** What a log line says of a request. The query is cut off (it may hold an access code), and so is the address. */
const serializers = {
  req: (req: { id?: unknown; method?: string; url?: string }) => ({
    id: req.id,
    method: req.method,
    path: loggedPath(req.url),
  }),
  res: (res: { statusCode?: number }) => ({ status: res.statusCode }),
};

/** Structured logs on standard output, without personal data: no names, addresses, texts, cookies or codes. */
export function loggingModule(config: Config): DynamicModule {
  return LoggerModule.forRoot({
    pinoHttp: {
      level: config.logLevel,
      serializers,
      autoLogging: { ignore: (req) => /^\/(assets\/|healthz|readyz|metrics)/.test(req.url ?? '') },
      customSuccessMessage: () => 'answered',
      customErrorMessage: () => 'failed',
    },
  });
}
