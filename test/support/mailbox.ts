import { MailComposer } from '../../src/platform/mail';
import { OutboxRow } from '../../src/records';
import type { TestApp } from './app';

export interface Read {
  subject: string;
  text: string;
  /** The first link of ours in it, as a path. */
  link: string;
}

/** What lies in somebody's mailbox once everything was sent, the newest first. */
export async function mailbox(app: TestApp, recipient: string): Promise<Read[]> {
  const rows = await app.source.manager.find(OutboxRow, { where: { recipient, channel: 'mail' } });
  rows.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const mails: Read[] = [];
  for (const row of rows) {
    const { subject, text } = await app.get(MailComposer).compose(row);
    const address = text.split(/\s+/).find((word) => word.startsWith(`${app.url}/`)) ?? app.url;
    mails.push({ subject, text, link: address.slice(app.url.length) });
  }
  return mails;
}

/** The newest mail of somebody. */
export async function lastMail(app: TestApp, recipient: string): Promise<Read> {
  const [mail] = await mailbox(app, recipient);
  if (!mail) throw new Error(`Nobody wrote to ${recipient}`);
  return mail;
}
