import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { assetsFolder } from './root';

const addresses = new Map<string, string>();

/** The address of a built file. Its content's hash is part of it, so that browsers may keep the file for ever. */
export function assetUrl(name: string): string {
  const known = addresses.get(name);
  if (known) return known;
  const file = join(assetsFolder, name);
  if (!existsSync(file)) return `/assets/${name}`;
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 10);
  addresses.set(name, `/assets/${name}?v=${hash}`);
  return `/assets/${name}?v=${hash}`;
}

/** The build packs each text beside itself, as name.br and name.gz: whoever can read one gets it. */
const PACKED = { br: '.br', gzip: '.gz' } as const;

function packedAssets(): (req: Request, res: Response, next: NextFunction) => void {
  const names = new Set(existsSync(assetsFolder) ? readdirSync(assetsFolder) : []);
  return (req, res, next) => {
    const name = req.path.slice(1);
    if (!names.has(name + PACKED.gzip)) return next();
    res.vary('Accept-Encoding');
    // Browsers name gzip first, and mean no more by it than by brotli, which is smaller.
    const coding = (['br', 'gzip'] as const).find((one) => req.acceptsEncodings(one));
    if (!coding) return next();
    res.type(extname(name));
    res.set('Content-Encoding', coding);
    req.url = req.url.replace(name, name + PACKED[coding]);
    next();
  };
}

/** Serves dist/assets: for ever when asked with the content's hash, otherwise only after asking again. */
export function serveAssets(app: NestExpressApplication): void {
  app.use('/assets/', packedAssets());
  app.useStaticAssets(assetsFolder, {
    prefix: '/assets/',
    index: false,
    setHeaders: (res: { req: { url?: string }; setHeader(name: string, value: string): unknown }) => {
      const versioned = res.req.url?.includes('?v=') ?? false;
      res.setHeader('Cache-Control', versioned ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
