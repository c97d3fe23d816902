import { deskPaths } from '../paths';

/**
 * Where to go after the sign-in: a path of the officials' desk, and nothing that a browser could read as another site
 * (`//host`, `/\host`, control characters).
 */
export function localPath(next: unknown): string {
  if (typeof next !== 'string' || next.length > 2000) return deskPaths.queue();
  // eslint-disable-next-line no-control-regex -- these are what the check is for
  if (/[\\\u0000-\u0020\u007f]/.test(next)) return deskPaths.queue();
  if (!/^\/desk(?:[/?]|$)/.test(next)) return deskPaths.queue();
  const url = new URL(next, 'http://here.invalid');
  if (url.host !== 'here.invalid' || !/^\/desk(\/|$)/.test(url.pathname)) return deskPaths.queue();
  if (
    url.pathname === deskPaths.signIn() ||
    url.pathname.startsWith(`${deskPaths.signIn()}/`) ||
    url.pathname === deskPaths.signOut()
  )
    return deskPaths.queue();
  return url.pathname + url.search;
}

/** The address of the sign-in page that leads back to `next`. */
export const signInPath = (next: string): string => {
  const back = localPath(next);
  return back === deskPaths.queue() ? deskPaths.signIn() : `${deskPaths.signIn()}?next=${encodeURIComponent(back)}`;
};
