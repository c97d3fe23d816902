import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIG, type Config } from '../../platform/config';
import { Metrics } from '../../platform/metrics';
import { MachineryFigures } from './machinery-figures';

/** Figures for Prometheus, in its text format. Open to whoever has the token of METRICS_TOKEN, else to this machine only. */
@Controller()
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly figures: MachineryFigures,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('metrics')
  async read(@Req() req: Request, @Res() res: Response): Promise<void> {
    res.setHeader('Cache-Control', 'no-store');
    const { metricsToken } = this.config;
    if (metricsToken && !bears(req, metricsToken)) {
      res.setHeader('WWW-Authenticate', 'Bearer realm="metrics"');
      return void res.status(401).type('text/plain').send('The token of METRICS_TOKEN is needed.\n');
    }
    if (!metricsToken && !isLocal(req)) {
      const why = 'Without METRICS_TOKEN only programs on the same machine may read this.\n';
      return void res.status(403).type('text/plain').send(why);
    }
    await this.figures.refresh();
    // Written past Express, which would put another charset behind the version of the format.
    res.setHeader('Content-Type', this.metrics.registry.contentType);
    res.end(await this.metrics.registry.metrics());
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function bears(req: Request, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(req.get('authorization') ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** Called from this machine and not handed on by a proxy, behind which everybody would seem to be here. */
function isLocal(req: Request): boolean {
  const address = (req.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return (address === '::1' || /^127\./.test(address)) && !FORWARDED.some((name) => req.get(name) !== undefined);
}
