import path from 'node:path';
import { NotFoundException } from '@nestjs/common';
import { json, type NextFunction, type Request, type Response, urlencoded } from 'express';
import cookieParser from 'cookie-parser';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type Clock, CLOCK } from '../clock';
import type { Config } from '../config';
import { Metrics } from '../metrics';
import { Absences, People, Standings, Transactions } from '../../records';
import { loadOfficial, SessionKeeper, sessionMiddleware } from '../sign-in';
import { languageMiddleware, securityHeaders } from '../views';
import { compressedPages } from './compress';
import { csrfProtection } from './csrf';
import { ErrorsFilter } from './errors.filter';
import { removeLeftovers } from './leftovers';
import { multipartForms } from './multipart';
import { PageFrame } from './page-frame';

/** Large enough for 2 MB of text to reach validation and get a message beside its field. */
const TEXT_LIMIT = '3mb';

/** What every request passes, in this order: stopwatch, headers, compression, cookies, bodies, who is signed in, language, files, token. */
export function mountPipeline(app: NestExpressApplication, config: Config): void {
  app.use(app.get(Metrics).handler());
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.use(securityHeaders());
  app.use(compressedPages());
  app.use(cookieParser(config.sessionSecret));
  app.use('/api/', json({ limit: TEXT_LIMIT }));
  app.use(urlencoded({ extended: false, limit: TEXT_LIMIT, parameterLimit: 500 }));
  app.use(sessionMiddleware(config, app.get(SessionKeeper)));
  app.use(
    loadOfficial(
      { people: app.get(People), absences: app.get(Absences), standings: app.get(Standings) },
      app.get(Transactions),
      app.get<Clock>(CLOCK),
    ),
  );
  app.use(languageMiddleware);
  // No address of ours holds a NUL, and PostgreSQL refuses to look for one.
  app.use((req: Request, _res: Response, next: NextFunction) =>
    req.path.includes('%00') ? next(new NotFoundException()) : next(),
  );
  app.use(multipartForms(config));
  removeLeftovers(path.join(config.dataDir, 'incoming'), app.get<Clock>(CLOCK).now());
  app.use(csrfProtection(config));
  app.use(app.get(PageFrame).handler());
  app.useGlobalFilters(new ErrorsFilter());
}
