import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
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

/** Serves dist/assets: for ever when asked with the content's hash, otherwise only after asking again. */
export function serveAssets(app: NestExpressApplication): void {
  app.useStaticAssets(assetsFolder, {
    prefix: '/assets/',
    index: false,
    setHeaders: (res: { req: { url?: string }; setHeader(name: string, value: string): unknown }) => {
      const versioned = res.req.url?.includes('?v=') ?? false;
      res.setHeader('Cache-Control', versioned ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
