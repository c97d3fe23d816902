import { createHash } from 'node:crypto';
import { isEmail, isFQDN, isIP } from '../../platform/validators';
import { cleanLine, typed } from '../../platform/intake';
import {
  type Mailbox,
  MAILBOX_AFTER,
  MAILBOX_REPLIES,
  MAILBOX_SECURITY,
  type MailboxAfter,
  type MailboxReplies,
  type MailboxSecurity,
} from '../../records';

/** As typed; of the password only whether a new one was. */
export interface MailboxForm {
  address: string;
  host: string;
  port: string;
  security: string;
  username: string;
  folder: string;
  after: string;
  movedTo: string;
  replies: string;
}

/** The settings that a form says. */
export interface MailboxSettings {
  address: string;
  host: string;
  port: number;
  security: MailboxSecurity;
  username: string;
  folder: string;
  after: MailboxAfter;
  movedTo: string | null;
  replies: MailboxReplies;
  /** Null: the one that is kept. */
  password: string | null;
}

export interface MailboxProblem {
  field: keyof MailboxForm | 'password';
  /** Words: `mail-intake:problem.<code>`. */
  code: string;
}

export const emptyMailboxForm = (): MailboxForm => ({
  address: '',
  host: '',
  port: '993',
  security: 'tls',
  username: '',
  folder: 'INBOX',
  after: 'seen',
  movedTo: '',
  replies: 'plain',
});

export const mailboxFormOf = (known: Mailbox): MailboxForm => ({
  address: known.address,
  host: known.host,
  port: String(known.port),
  security: known.security,
  username: known.username,
  folder: known.folder,
  after: known.after,
  movedTo: known.movedTo ?? '',
  replies: known.replies,
});

/** The form, and of the password a mark that another one changes: what two people may have changed at once. */
export type MailboxSeen = MailboxForm & { password: string };

export const mailboxSeenOf = (known: Mailbox | null): MailboxSeen =>
  known
    ? {
        ...mailboxFormOf(known),
        password: createHash('sha256').update(known.password).digest('base64url').slice(0, 12),
      }
    : { ...emptyMailboxForm(), password: '' };

const isThisMachine = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host);

/** A password may hold anything but line ends; everything else is one tidy line. */
export function readMailboxForm(
  body: unknown,
  known: Mailbox | null,
): { form: MailboxForm; settings: MailboxSettings; problems: MailboxProblem[] } {
  const given = (body ?? {}) as Record<string, unknown>;
  const line = (name: keyof MailboxForm): string => cleanLine(typed(given[name]));
  const form = {
    address: line('address').toLowerCase(),
    host: line('host').toLowerCase(),
    port: line('port'),
    security: line('security'),
    username: line('username'),
    folder: line('folder'),
    after: line('after'),
    movedTo: line('movedTo'),
    replies: line('replies') || 'plain',
  };
  const password = typed(given.password).replace(/[\r\n\0]/g, '');
  const problems: MailboxProblem[] = [];
  const check = (field: MailboxProblem['field'], code: string, wrong: boolean): void => {
    if (wrong && !problems.some((one) => one.field === field)) problems.push({ field, code });
  };
  const security = MAILBOX_SECURITY.find((one) => one === form.security);
  const after = MAILBOX_AFTER.find((one) => one === form.after);
  const port = /^\d{1,5}$/.test(form.port) ? Number(form.port) : 0;
  check('address', 'address-wrong', !isEmail(form.address) || form.address.length > 254);
  check('host', 'host-wrong', !(isThisMachine(form.host) || isFQDN(form.host) || isIP(form.host)));
  check('port', 'port-wrong', port < 1 || port > 65_535);
  check('security', 'choice-missing', !security);
  check('security', 'security-open', security === 'none' && !isThisMachine(form.host));
  check('username', 'username-missing', form.username === '' || form.username.length > 254);
  // Whoever names another server must know the password: a kept one is never sent to a place that somebody else chose.
  const elsewhere =
    known !== null && (known.host !== form.host || known.port !== port || known.username !== form.username);
  check('password', 'password-missing', password === '' && known === null);
  check('password', 'password-again', password === '' && elsewhere);
  check('password', 'password-long', Buffer.byteLength(password) > 500);
  check('folder', 'folder-missing', form.folder === '' || form.folder.length > 200);
  check('after', 'choice-missing', !after);
  check('movedTo', 'movedTo-missing', after === 'move' && (form.movedTo === '' || form.movedTo.length > 200));
  check('movedTo', 'movedTo-same', after === 'move' && form.movedTo.toLowerCase() === form.folder.toLowerCase());
  const settings: MailboxSettings = {
    ...form,
    port,
    security: security ?? 'tls',
    after: after ?? 'seen',
    replies: MAILBOX_REPLIES.find((one) => one === form.replies) ?? 'plain',
    movedTo: after === 'move' ? form.movedTo : null,
    password: password === '' ? null : password,
  };
  return { form, settings, problems };
}
