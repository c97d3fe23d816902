import { addressesOf, type AddressRules, refusalOf } from './addresses';

const LONGEST = 500;
/** Somebody waits for the page. */
const PATIENCE_MS = 5_000;

/** Why an address cannot be used for a webhook; the codes have words in `webhooks.json` under `problem`. */
export type UrlProblem =
  'url-missing' | 'url-long' | 'url-invalid' | 'url-user' | 'not-https' | 'private-address' | 'unknown-host';

/** Judges what was typed, and asks the net for the name in it. Asked again at every delivery, because names move. */
export async function urlProblem(typed: string, rules: AddressRules): Promise<UrlProblem | null> {
  if (!typed) return 'url-missing';
  if (typed.length > LONGEST) return 'url-long';
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.hash) return 'url-invalid';
  if (url.username || url.password) return 'url-user';
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('late')), PATIENCE_MS);
  });
  try {
    return refusalOf(url, await Promise.race([addressesOf(url), late]), rules);
  } catch {
    // A name that may not be used unencrypted need not be known to be refused.
    return url.protocol === 'https:' ? 'unknown-host' : 'not-https';
  } finally {
    clearTimeout(timer);
  }
}
