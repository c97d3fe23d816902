import { Inject, Injectable } from '@nestjs/common';
import { daysBetween, localDateOf } from '../../core/law';
import {
  type FileRow,
  type Institution,
  type Official,
  type OutboxRow,
  Papers,
  People,
  TrackingStore,
  Transactions,
} from '../../records';
import { CONFIG, type Config } from '../config';
import { deskPaths, publicPaths } from '../paths';
import { proved } from '../secrets';
import { Together } from '../together';
import { languageTag, renderText } from '../views';
import { hoursUntil } from './hours';
import { htmlOf } from './html';
import { digestOf } from './digest';
import { type EnclosedReceipt, ReceiptSheets } from './receipt-sheets';

/** Institutions and officials asked for in one question: thousands of mails leave some dozens at a time. */
const TOGETHER = 50;

/** What of a row of the outbox says what the message is. */
export type Message = Pick<
  OutboxRow,
  'id' | 'institutionId' | 'caseId' | 'kind' | 'recipient' | 'language' | 'facts' | 'fileIds' | 'createdAt'
>;

/** A message in words, ready to be sent or to be shown. */
export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
  files: FileRow[];
  /** The receipt as a sheet of its own; null for other messages. */
  receipt: EnclosedReceipt | null;
  institution: Institution;
}

/** Puts a message of the outbox into the words of its language. The facts say what was true when it was decided on. */
@Injectable()
export class MailComposer {
  private readonly institutions: Together<string, Institution | undefined>;
  private readonly officials: Together<string, Official | undefined>;

  constructor(
    private readonly people: People,
    private readonly papers: Papers,
    private readonly tracking: TrackingStore,
    private readonly receipts: ReceiptSheets,
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    const { reader } = transactions;
    this.institutions = new Together(async (ids) => {
      const found = await people.institutionsByIds(reader, ids);
      return ids.map((id) => found.find((one) => one.id === id));
    }, TOGETHER);
    this.officials = new Together(async (emails) => {
      const found = await people.byEmails(reader, emails);
      return emails.map((email) => found.find((one) => one.email === email.trim().toLowerCase()));
    }, TOGETHER);
  }

  async compose(row: Message): Promise<ComposedMail> {
    const { reader } = this.transactions;
    const institution = await this.institutions.do(row.institutionId);
    if (!institution) throw new Error(`No institution ${row.institutionId}.`);
    const files = await this.papers.filesByIds(reader, row.institutionId, row.fileIds);
    const receipt = await this.receipts.of(row);
    const rendered = renderText(`mail/${row.kind}.txt.njk`, row.language, {
      institution,
      ...(await this.variables(row, receipt)),
    });
    const { subject, text } = parted(rendered);
    const html = htmlOf(text, languageTag(row.language), this.config.publicUrl);
    return { subject, text, html, files, receipt, institution };
  }

  /** `m`: the facts, with what the case says where the facts are silent. `links`: whole addresses. */
  private async variables(row: Message, receipt: EnclosedReceipt | null): Promise<{ m: object; links: object }> {
    const { reader } = this.transactions;
    // An alarm says all that its mail needs: after days off thousands of them leave in a minute.
    const isWhole =
      typeof row.facts.taskId === 'string' ||
      (typeof row.facts.rung === 'string' && typeof row.facts.dueOn === 'string');
    const asked = row.caseId === null || isWhole ? [] : [row.caseId];
    const [file] = await this.tracking.byIds(reader, asked);
    const applicant = file ? await this.tracking.applicant(reader, file.id) : null;
    const official = await this.officials.do(row.recipient);
    const assignee = file?.assigneeId ? await this.people.byId(reader, file.assigneeId) : null;
    const letter =
      file && typeof row.facts.letterId === 'string'
        ? (await this.papers.lettersOfCase(reader, file.id)).find((one) => one.id === row.facts.letterId)
        : undefined;
    const dueOn = file && file.dueOn < '9999' ? file.dueOn : null;
    const m: Record<string, unknown> = {
      ...(file && {
        reference: file.reference,
        subject: file.subject,
        caseKind: file.kind,
        receivedOn: file.receivedOn,
        registeredOn: file.registeredOn,
        dueOn,
        dueAt: file.dueAt?.toISOString() ?? null,
        held: file.pausedSince !== null,
        daysLeft: dueOn === null ? null : daysBetween(localDateOf(row.createdAt), dueOn),
      }),
      assignee: assignee?.name ?? null,
      applicant: applicant?.name ?? '',
      official: official?.name ?? '',
      ...row.facts,
    };
    for (const at of ['dueAt', 'receivedAt', 'linkUntil', 'changedAt', 'taskDueAt'])
      if (typeof m[at] === 'string') m[at] = new Date(m[at]);
    m.hours = m.dueAt instanceof Date ? hoursUntil(m.dueAt, row.createdAt) : null;
    m.over = m.dueAt instanceof Date ? m.dueAt < row.createdAt : typeof m.daysLeft === 'number' && m.daysLeft < 0;
    if (letter) m.letterText = letter.text;
    if (row.kind === 'digest') Object.assign(m, digestOf(row));
    if (row.kind === 'receipt') Object.assign(m, { why: receipt?.why ?? [], enclosed: receipt !== null });
    const whole = (path: string): string => this.config.publicUrl + path;
    return {
      m,
      links: {
        case: row.caseId !== null && whole(deskPaths.caseFile(row.caseId)),
        caseOf: (id: string) => whole(deskPaths.caseFile(id)),
        task: typeof row.facts.taskId === 'string' && whole(deskPaths.task(row.facts.taskId)),
        taskOf: (id: string) => whole(deskPaths.task(id)),
        queue: whole(deskPaths.queue()),
        notices: whole(deskPaths.notices()),
        calendar: whole(deskPaths.calendar()),
        jobs: whole(deskPaths.jobs()),
        transfer: typeof row.facts.transferId === 'string' && whole(deskPaths.transfer(row.facts.transferId)),
        account: whole(deskPaths.account()),
        forgotten: whole(deskPaths.signInForgotten()),
        signIn:
          typeof row.facts.linkId === 'string' &&
          whole(deskPaths.signInLink(proved(this.config.sessionSecret, 'links', row.facts.linkId))),
        track: whole(publicPaths.track(row.language)),
        tracked: file && applicant && whole(publicPaths.trackLink(row.language, file.reference, applicant.accessCode)),
      },
    };
  }
}

/** The first line is the subject, in one line; then the text, without the empty lines that conditions leave behind. */
function parted(rendered: string): { subject: string; text: string } {
  const [first = '', ...rest] = rendered.trim().split('\n');
  const text = rest
    .join('\n')
    .replace(/[ \t]+$/gm, (spaces, at: number, all: string) => (all.slice(at - 3, at) === '\n--' ? ' ' : ''))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { subject: first.replace(/\s+/g, ' ').trim(), text: `${text}\n` };
}
