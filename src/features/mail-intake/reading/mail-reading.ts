import { randomUUID } from 'node:crypto';
import { mkdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { localDateOf } from '../../../core/law';
import { CLOCK, type Clock } from '../../../platform/clock';
import { CONFIG, type Config } from '../../../platform/config';
import { FileKeeper, FilesRefused, shownName } from '../../../platform/files';
import { Relay } from '../../../platform/relay';
import { cleanLine, cleanText, LIMITS } from '../../../platform/intake';
import {
  EventLog,
  type Mailbox,
  type MailFile,
  type MailRow,
  Mails,
  Notices,
  People,
  Transactions,
} from '../../../records';
import { Bounced, type CameBack } from './bounced';
import { MailLanding } from './mail-landing';
import type { Match } from './mail-matching';
import { type ParsedFile, type ParsedMail, parseMail } from './parse-mail';
import { recognise } from './recognise';

/** A message at which the process died this often, or which throws each time, is shown as it came. */
const MOST_TRIES = 3;
const AT_ONCE = 20;

type ReadColumns = Partial<MailRow> & Pick<MailRow, 'state'>;

/** Reads what was stored: takes the message apart, keeps its attachments, and decides whether anybody is to look at it. */
@Injectable()
export class MailReading {
  private readonly log = new Logger('mailbox');
  private readonly folder: string;

  constructor(
    private readonly transactions: Transactions,
    private readonly mails: Mails,
    private readonly people: People,
    private readonly notices: Notices,
    private readonly events: EventLog,
    private readonly keeper: FileKeeper,
    private readonly landing: MailLanding,
    private readonly bounced: Bounced,
    private readonly relay: Relay,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.folder = path.join(config.dataDir, 'incoming');
  }

  /** Everything that waits to be read. Only the process that holds the mailbox calls it. */
  async readAll(mailbox: Mailbox, stop: AbortSignal): Promise<void> {
    for (;;) {
      const waiting = await this.mails.unread(this.transactions.reader, mailbox.institutionId, AT_ONCE);
      if (waiting.length === 0) return;
      for (const one of waiting) {
        if (stop.aborted) return;
        await this.readOne(one, mailbox);
      }
    }
  }

  private async readOne(mail: MailRow, mailbox: Mailbox): Promise<void> {
    // Counted before it is begun: a message of which the process dies must not kill every process after it.
    await this.mails.change(this.transactions.reader, mail.id, { tries: mail.tries + 1 });
    if (mail.tries >= MOST_TRIES) return this.unreadable(mail);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    let parsed: ParsedMail;
    try {
      parsed = await parseMail(this.keeper.pathOf(mail), this.folder);
    } catch (error) {
      this.log.warn(`Mail ${mail.id} cannot be read: ${(error as Error).name}`);
      return this.unreadable(mail);
    }
    try {
      await this.enter(mail, parsed, mailbox, await this.keepFiles(mail, parsed));
    } finally {
      for (const { path: file } of parsed.files) await unlink(file).catch(() => undefined);
    }
  }

  private async enter(mail: MailRow, parsed: ParsedMail, mailbox: Mailbox, files: MailFile[]): Promise<void> {
    const addresses = [mailbox.address, mailbox.username, addressOf(this.config.mailFrom)].map((one) =>
      one.toLowerCase(),
    );
    const { setAside, quiet } = recognise(parsed.head, parsed.fromAddress, { addresses });
    const whole = cleanText(parsed.text);
    const text = whole.slice(0, LIMITS.text);
    const again = await this.mails.sameAs(this.transactions.reader, mail, parsed.contentKey);
    const wanted = !again && setAside === null;
    const institution = await this.people.institution(this.transactions.reader, mail.institutionId);
    const cameBack = !again && setAside === 'bounce' ? await this.bounced.find(this.transactions.reader, mail) : null;
    const match = wanted ? await this.landing.find(parsed, mailbox, institution) : null;
    const read: ReadColumns = {
      state: again ? 'copy' : setAside ? 'set-aside' : match ? 'attached' : 'draft',
      caseId: match?.row.id ?? null,
      sender: match?.sender ?? null,
      contentKey: parsed.contentKey,
      setAside,
      quiet,
      flaw: mail.flaw ?? flawOf(parsed, whole.length > text.length),
      fromName: cleanLine(parsed.fromName).slice(0, LIMITS.name),
      fromAddress: cleanLine(parsed.fromAddress).slice(0, LIMITS.email),
      subject: cleanLine(parsed.subject).slice(0, 500),
      text,
    };
    await this.settle(mail, files, read, match, cameBack);
  }

  private unreadable(mail: MailRow): Promise<void> {
    return this.settle(mail, [], { state: 'draft', flaw: mail.flaw ?? 'unreadable' }, null);
  }

  /** What is read is written once: state, attachments, event, and the bell of those who register. */
  private async settle(
    mail: MailRow,
    files: readonly MailFile[],
    columns: ReadColumns,
    match: Match | null,
    cameBack: CameBack | null = null,
  ): Promise<void> {
    const now = this.clock.now();
    const { id, institutionId, sha256 } = mail;
    const messageIds = await this.transactions.run(async (tx) => {
      if (!(await this.mails.settle(tx, id, ['kept'], columns))) return [];
      await this.mails.addFiles(tx, files);
      if (cameBack) await this.bounced.note(tx, cameBack);
      const event = { type: 'mail.received', occurredOn: localDateOf(mail.receivedAt), mailId: id, sha256 };
      const told = { ...event, state: columns.state, ...(columns.setAside ? { why: columns.setAside } : {}) };
      await this.events.append(tx, institutionId, now, [{ caseId: null, actor: { kind: 'system' }, event: told }]);
      if (match) return this.landing.land(tx, { ...mail, ...columns }, files, match.row, match.sender);
      if (columns.state !== 'draft') return [];
      const officers = await this.people.withRoles(tx, institutionId, ['responsible-officer']);
      const facts = { mailId: id, subject: columns.subject ?? '' };
      const about = { institutionId, caseId: null, alarmId: null, kind: 'mail-arrived', facts, mailed: false };
      await this.notices.add(
        tx,
        now,
        officers.map((official) => ({ ...about, officialId: official.id })),
      );
      return [];
    });
    this.relay.nudge(messageIds);
  }

  /** Each by itself: one that is not taken in keeps no other away, and stands in the raw message anyhow. */
  private async keepFiles(mail: MailRow, parsed: ParsedMail): Promise<MailFile[]> {
    const rows: MailFile[] = [];
    for (const file of parsed.files) {
      if (file.size > 0) rows.push(await this.keepFile(mail, file));
    }
    return rows;
  }

  private async keepFile(mail: MailRow, file: ParsedFile): Promise<MailFile> {
    const row = { id: randomUUID(), mailId: mail.id };
    try {
      const upload = { path: file.path, originalname: file.name, size: file.size } as Express.Multer.File;
      const [kept] = await this.keeper.keep([upload]);
      if (kept) return { ...row, ...kept, refused: null };
    } catch (error) {
      if (!(error instanceof FilesRefused)) throw error;
      const refused = error.refused[0]?.reason ?? 'type-not-allowed';
      return { ...row, name: shownName(file.name), mediaType: null, size: file.size, sha256: null, refused };
    }
    throw new Error('A kept file has a row');
  }
}

const flawOf = ({ damaged, filesCut }: ParsedMail, textCut: boolean): MailRow['flaw'] =>
  damaged ? 'unreadable' : textCut || filesCut ? 'cut' : null;

/** The bare address of MAIL_FROM. */
const addressOf = (mailFrom: string): string => /<([^<>]+)>/.exec(mailFrom)?.[1] ?? mailFrom;
