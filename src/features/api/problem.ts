import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Words, words } from '../../platform/views';
import { languageOfPage } from '../../platform/web/request';

/** What is wrong with one field or parameter. `code` is for programs, `message` for the reader of the language asked for. */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
}

/** The problems that the API itself names; each has words in `api.json`, `problem.*`. */
export const PROBLEMS = {
  'invalid-parameters': 400,
  'invalid-body': 422,
  'calendar-unknown': 422,
  'no-statute': 422,
  'token-needed': 401,
  'code-needed': 401,
  'not-open-to-you': 403,
  'unknown-case': 404,
  'no-such-case': 404,
  'unknown-document': 404,
  'too-many-attempts': 429,
  'too-many-submissions': 429,
  'upload-refused': 422,
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** A refusal that tells why, as problem+json (RFC 9457); `more` are members of its own kind. */
export class Problem extends HttpException {
  constructor(
    readonly code: ProblemCode,
    readonly more: { errors?: FieldProblem[]; retryAfter?: number; [member: string]: unknown } = {},
  ) {
    super(code, PROBLEMS[code]);
  }
}

@Catch(Problem)
export class ProblemFilter implements ExceptionFilter {
  catch(problem: Problem, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const res = http.getResponse<Response>();
    const t: Words = words(languageOfPage(res));
    const status = problem.getStatus();
    const { retryAfter, ...more } = problem.more;
    if (status === 401) res.setHeader('WWW-Authenticate', problem.code === 'code-needed' ? 'Code' : 'Bearer');
    if (retryAfter !== undefined) res.setHeader('Retry-After', String(retryAfter));
    const body = {
      type: 'about:blank',
      title: t(`api:problem.${problem.code}`),
      status,
      code: problem.code,
      ...more,
      instance: http.getRequest<Request>().path,
    };
    res.status(status).type('application/problem+json').send(JSON.stringify(body));
  }
}
