import type { SendMailOptions } from 'nodemailer';
import { languageTag } from '../views';
import type { ComposedMail, Message } from './composer';

export type Envelope = SendMailOptions & { messageId: string; date: Date };

/** The host that stands behind our message ids. */
export const messageHost = (publicUrl: string): string => new URL(publicUrl).hostname.replace(/^\[|\]$/g, '');

/** An address with our name for the sender, whatever name the setting has: `Komuna … <access@example.org>`. */
function sender(mailFrom: string, name: string): { name: string; address: string } {
  return { name, address: /<([^<>]+)>/.exec(mailFrom)?.[1] ?? mailFrom };
}

/**
 * Head and body of a message. The message id stays the same at every attempt, so that a message which was taken but not
 * confirmed is recognised as the same; all messages of a case refer to one id, so that mail readers show them together.
 */
export function envelopeOf(
  row: Message,
  mail: ComposedMail,
  attachments: NonNullable<SendMailOptions['attachments']>,
  settings: { publicUrl: string; mailFrom: string; replyTo?: string | null },
): Envelope {
  const host = messageHost(settings.publicUrl);
  const { institution } = mail;
  const name = { sq: institution.nameSq, sr: institution.nameSr, en: institution.nameEn }[row.language];
  const replyTo = settings.replyTo ?? institution.settings.email;
  return {
    messageId: `<${row.id}@${host}>`,
    ...(row.caseId === null
      ? {}
      : { references: `<case-${row.caseId}@${host}>`, inReplyTo: `<case-${row.caseId}@${host}>` }),
    from: sender(settings.mailFrom, name),
    to: { name: '', address: row.recipient },
    // Where the server offers it, it tells MAIL_FROM later that a message which it took did not arrive, or is late.
    dsn: { id: row.id, return: 'headers', notify: ['failure', 'delay'] },
    ...(replyTo ? { replyTo: { name, address: replyTo } } : {}),
    subject: mail.subject,
    date: row.createdAt,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': languageTag(row.language),
      'List-Id': `<${institution.code.toLowerCase()}.${host}>`,
    },
    text: mail.text,
    html: mail.html,
    attachments,
    // Texts come from people: nothing in them may make us read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
