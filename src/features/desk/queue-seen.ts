import { createHash } from 'node:crypto';
import type { Response } from 'express';
import type { PageRequest } from '../../platform/web/request';

/** When a browser last showed a list, and what was recorded until then. */
export interface LastSeen {
  seq: number;
  at: Date;
}

const COOKIE = 'qasja.queue';

/** One list, whatever its page. */
const markOf = (list: string): string => createHash('sha256').update(list).digest('base64url').slice(0, 12);

/** Null when this browser showed another list last, or none: then nothing can have changed "since". */
export function lastSeen(req: PageRequest, list: string): LastSeen | null {
  const kept: unknown = (req.cookies as Record<string, unknown> | undefined)?.[COOKIE];
  const [, seq = '', at = '', mark = ''] = /^(\d{1,15})\.(\d{10,14})\.([\w-]{12})$/.exec(String(kept)) ?? [];
  return mark === markOf(list) ? { seq: Number(seq), at: new Date(Number(at)) } : null;
}

/** Lives as long as the browser and tells nobody who is signed in. */
export function rememberSeen(res: Response, list: string, { seq, at }: LastSeen, secure: boolean): void {
  const value = `${seq}.${at.getTime()}.${markOf(list)}`;
  res.cookie(COOKIE, value, { path: '/desk', httpOnly: true, sameSite: 'lax', secure });
}
