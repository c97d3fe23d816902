/** Why a mailbox cannot be read; each has words in `mail-intake.json` under `trouble`. */
export const TROUBLES = [
  'password',
  'secret',
  'certificate',
  'tls',
  'no-host',
  'no-answer',
  'folder',
  'move-folder',
  'lost',
  'other',
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** A mailbox that cannot be read, for a reason that an administrator understands. */
export class MailboxTrouble extends Error {
  constructor(
    readonly trouble: Trouble,
    options?: ErrorOptions,
  ) {
    super(trouble, options);
  }
}

const NO_ANSWER = new Set([
  'ECONNREFUSED',
  'ETIMEDOUT',
  'ETIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
]);
const LOST = new Set(['NoConnection', 'EConnectionClosed', 'ECONNRESET', 'EPIPE', 'DownloadIncomplete', 'StateLogout']);
const TLS = new Set([
  'ClosedAfterConnectTLS',
  'ClosedAfterConnectText',
  'EPROTO',
  'STARTTLS_INJECTION',
  'MissingServerExtension',
]);

/** What went wrong, as a code: words of servers and passwords stay out of pages and logs. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof MailboxTrouble) return error.trouble;
  const {
    code = '',
    authenticationFailed,
    message = '',
  } = error as {
    code?: string;
    authenticationFailed?: boolean;
    message?: string;
  };
  if (authenticationFailed === true) return 'password';
  if (/CERT|SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|ALTNAME/.test(code)) return 'certificate';
  if (TLS.has(code) || /^ERR_(SSL|TLS)/.test(code) || /STARTTLS/i.test(message)) return 'tls';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'no-host';
  if (NO_ANSWER.has(code)) return 'no-answer';
  return LOST.has(code) ? 'lost' : 'other';
}
