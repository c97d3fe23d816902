import type { MailCursor, MailFile, MailRow, MailState } from '../../records';
import { veiled } from '../../platform/casework';
import { deskPaths } from '../../platform/paths';
import type { Words } from '../../platform/views';

/** What the list shows. Drafts wait for somebody: the oldest stands first. */
export const SHOWN = {
  drafts: ['draft'],
  'set-aside': ['set-aside'],
  done: ['registered', 'attached', 'discarded', 'copy'],
} as const satisfies Record<string, readonly MailState[]>;
export type Shown = keyof typeof SHOWN;

export const shownOf = (asked: unknown): Shown =>
  (Object.keys(SHOWN) as Shown[]).find((one) => one === asked) ?? 'drafts';

export const cursorText = ({ receivedAt, id }: MailCursor): string => `${receivedAt.toISOString()}_${id}`;

/** Null for anything that is no place: the list then begins at its beginning. */
export function readCursor(text: unknown): MailCursor | null {
  const [, at = '', id = ''] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([\w-]{1,36})$/.exec(typeof text === 'string' ? text : '') ?? [];
  const receivedAt = new Date(at);
  return id === '' || Number.isNaN(receivedAt.getTime()) ? null : { receivedAt, id };
}

/** Why it is not among the drafts, in words; empty for a draft. */
export function stateInWords(mail: MailRow, t: Words): string {
  if (mail.state === 'draft') return '';
  if (mail.state === 'set-aside') return t(`mail-intake:setAside.${mail.setAside ?? 'bulk'}`);
  return t(`mail-intake:state.${mail.state}`);
}

/** One line of the list. Of a mail that belongs to a case it does not say who asked: that is looked at on its page. */
export function lineOf(mail: MailRow, references: ReadonlyMap<string, string>, t: Words): object {
  const settled = mail.state === 'registered' || mail.state === 'attached';
  return {
    href: deskPaths.mailItem(mail.id),
    subject: mail.subject || t(mail.size === 0 ? 'mail-intake:gone.title' : 'mail-intake:noSubject'),
    from: (mail.caseId ? veiled(mail.fromAddress) : mail.fromName || mail.fromAddress) || t('mail-intake:noSender'),
    address: mail.fromName && !mail.caseId ? mail.fromAddress : '',
    receivedAt: mail.receivedAt,
    state: stateInWords(mail, t),
    reference: mail.caseId ? (references.get(mail.caseId) ?? '') : '',
    caseHref: settled && mail.caseId ? deskPaths.caseFile(mail.caseId) : '',
  };
}

/** What was attached: what can be opened, and what was not taken in. */
export function fileViews(mail: MailRow, files: readonly MailFile[], t: Words): object[] {
  return files.map(({ id, name, size, sha256, refused }) => ({
    name,
    size,
    href: sha256 === null ? '' : deskPaths.mailFile(mail.id, id),
    refused: refused ? t(`mail-intake:refused.${refused === 'empty' ? 'empty' : 'type-not-allowed'}`) : '',
  }));
}
