import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { NotAllowed } from '../../core/casefile';
import { NoSuchCase, StaleCase } from '../../records';
import { languageOfPage, type PageRequest } from './request';
import { typedTexts } from './typed-texts';

/** Pages exist for these; any other status is told in the words of its class. */
const PAGES = new Set([400, 403, 404, 413, 429, 500]);

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof NoSuchCase) return 404;
  if (error instanceof NotAllowed || error instanceof StaleCase) return 409;
  const { status, statusCode } = (error ?? {}) as { status?: unknown; statusCode?: unknown };
  const own = typeof status === 'number' ? status : statusCode;
  return typeof own === 'number' && own >= 400 && own < 600 ? own : 500;
}

/** Anything that a controller did not answer itself: an error page in the reader's language, or problem+json. */
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  private readonly log = new Logger('errors');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const req = http.getRequest<PageRequest>();
    const res = http.getResponse<Response>();
    const status = statusOf(error);
    // The stack goes to the log and nowhere else; it names no person, because no error of ours carries one.
    if (status >= 500) this.log.error(error instanceof Error ? error.stack : String(error));
    if (res.headersSent) return void res.end();
    if (req.path.startsWith('/api/')) return this.problem(error, status, req, res);
    const page = PAGES.has(status) ? status : status >= 500 ? 500 : 400;
    // A form that cannot be shown again gives back what was written into it, and no cache keeps it.
    const typed = req.method === 'POST' ? typedTexts(req.body) : [];
    if (typed.length > 0) res.setHeader('Cache-Control', 'no-store');
    res.status(status).render('errors/error.njk', { page, lang: languageOfPage(res), typed });
  }

  private problem(error: unknown, status: number, req: PageRequest, res: Response): void {
    const body = error instanceof HttpException ? error.getResponse() : {};
    const given = typeof body === 'object' ? (body as Record<string, unknown>) : {};
    const code = error instanceof NotAllowed ? error.code : given.code;
    res
      .status(status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: 'about:blank',
          title: typeof given.title === 'string' ? given.title : titleOf(status),
          status,
          ...(typeof given.detail === 'string' ? { detail: given.detail } : {}),
          ...(code === undefined ? {} : { code }),
          ...(given.errors === undefined ? {} : { errors: given.errors }),
          instance: req.path,
        }),
      );
  }
}

function titleOf(status: number): string {
  const titles: Record<number, string> = {
    400: 'Bad request',
    401: 'A personal token is needed',
    403: 'Not open to you',
    404: 'Not found',
    405: 'Method not allowed',
    409: 'The rules or another change refuse this',
    413: 'Too large',
    415: 'Media type not supported',
    422: 'Some fields cannot be accepted',
    429: 'Too many requests',
    503: 'Not ready',
  };
  return titles[status] ?? (status >= 500 ? 'Internal error' : 'Request refused');
}
