import type { MailSetAside } from '../../../records';

/** The head of a mail: every value of a field, unfolded, by its name in lower case. */
export type Head = ReadonlyMap<string, readonly string[]>;

/** What we are called in mail: by these a mail is recognised as our own. */
export interface Ourselves {
  /** Addresses in lower case: the mailbox itself and whatever stands in MAIL_FROM. */
  addresses: readonly string[];
}

export interface Recognised {
  /** Null: a person wrote it, as far as a head can tell. */
  setAside: MailSetAside | null;
  /** True where an answer by a machine is not wanted, or would be answered by another machine. */
  quiet: boolean;
}

const MOST_HOPS = 100;
const NOBODY = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|root)([+._-].*)?@/i;

/**
 * Whether a machine wrote it, by its head alone. RFC 3834: "Auto-Submitted" of any value but "no", an empty return path;
 * RFC 3464: delivery reports; RFC 2919 and 2369: lists; and what was in use before there were standards. What is set aside
 * is kept and shown all the same: somebody may bring it back.
 */
export function recognise(head: Head, from: string, us: Ourselves): Recognised {
  const all = (name: string): readonly string[] => head.get(name) ?? [];
  const first = (name: string): string => (all(name)[0] ?? '').trim();
  const has = (name: string): boolean => head.has(name);
  const type = first('content-type').toLowerCase();
  const precedence = first('precedence').toLowerCase();
  const emptyPath = all('return-path').some((path) => path.trim() === '<>');
  const submitted = first('auto-submitted')
    .toLowerCase()
    .replace(/[;\s].*$/s, '');

  const loop = us.addresses.includes(from.toLowerCase()) || all('received').length > MOST_HOPS;
  const bounce =
    /^multipart\/report\b.*report-type="?delivery-status/s.test(type) ||
    has('x-failed-recipients') ||
    (emptyPath && /^(mailer-daemon|postmaster)@/i.test(from));
  const reply =
    (submitted !== '' && submitted !== 'no') ||
    /^multipart\/report\b.*report-type="?disposition-notification/s.test(type) ||
    ['x-autoreply', 'x-autorespond', 'x-auto-reply-from', 'x-mail-autoreply'].some(has) ||
    /^auto[-_]?reply$/.test(precedence);
  const bulk =
    ['list-id', 'list-unsubscribe', 'list-post', 'x-mailing-list', 'feedback-id'].some(has) ||
    /^(bulk|list|junk)$/.test(precedence);
  const spam = /^yes\b/i.test(first('x-spam-flag')) || /^yes\b/i.test(first('x-spam'));

  const kinds: [MailSetAside, boolean][] = [
    ['bounce', bounce],
    ['loop', loop],
    ['auto-reply', reply],
    ['spam', spam],
    ['bulk', bulk],
    ['auto-reply', emptyPath],
  ];
  const setAside = kinds.find(([, is]) => is)?.[0] ?? null;
  const silent = /\b(all|autoreply|oof)\b/i.test(first('x-auto-response-suppress'));
  return { setAside, quiet: setAside !== null || silent || emptyPath || NOBODY.test(from) };
}
