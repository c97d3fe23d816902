import type { INestApplicationContext, LoggerService } from '@nestjs/common';
import { Logger } from 'nestjs-pino';

/** Nest says one line for every module and route; whoever starts it looks for the address and the first sign-in. */
const CHATTER = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication']);

/** The log without Nest's own story of how it starts; warnings and errors of those parts are kept. */
export function quietLogger(app: INestApplicationContext): LoggerService {
  const pino = app.get(Logger);
  return {
    log: (message: unknown, ...rest: unknown[]) => {
      if (!CHATTER.has(String(rest.at(-1)))) pino.log(message, ...rest);
    },
    error: (message: unknown, ...rest: unknown[]) => pino.error(message, ...rest),
    warn: (message: unknown, ...rest: unknown[]) => pino.warn(message, ...rest),
    debug: (message: unknown, ...rest: unknown[]) => pino.debug(message, ...rest),
    verbose: (message: unknown, ...rest: unknown[]) => pino.verbose(message, ...rest),
    fatal: (message: unknown, ...rest: unknown[]) => pino.fatal(message, ...rest),
  };
}
