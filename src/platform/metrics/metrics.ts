import { Injectable } from '@nestjs/common';
import type { Request, RequestHandler } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** In seconds: most pages are below the second, and nothing should take ten. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What did not reach a page of ours: files of the layout, addresses that are none. */
const NO_ROUTE = 'none';

/**
 * The figures of this process: its memory and processor, and how long its answers took. Features add their own to the
 * registry. No figure names a person, a case or an address that somebody typed.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly answers: Histogram<'method' | 'route' | 'status'>;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.answers = new Histogram({
      name: 'qasja_http_request_duration_seconds',
      help: 'Time until a request was answered, by the pattern of its address',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS,
      registers: [this.registry],
    });
  }

  /** Mounted before everything else, it times the whole way of a request. */
  handler(): RequestHandler {
    return (req, res, next) => {
      const answered = this.answers.startTimer();
      res.once('close', () =>
        answered({ method: req.method, route: routeOf(req), status: `${Math.floor(res.statusCode / 100)}xx` }),
      );
      next();
    };
  }
}

/** The pattern that answered, `/desk/cases/:id`: the address itself may hold a code or a name. */
function routeOf(req: Request): string {
  const path = (req.route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? path : NO_ROUTE;
}
