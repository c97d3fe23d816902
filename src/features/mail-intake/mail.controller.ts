import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Looks } from '../../platform/casework';
import { FileKeeper, sendFile } from '../../platform/files';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import { offeredOnPage } from '../../platform/web/offered-pages';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { Mailboxes, type MailFile, type MailRow, Mails, Transactions } from '../../records';
import { draftForm } from './mail-draft';
import { MailDesk } from './mail-desk';
import { mailPage } from './mail-page';
import { cursorText, lineOf, readCursor, SHOWN, type Shown, shownOf } from './mail-view';

const PAGE_SIZE = 25;
const DONE = ['discarded', 'restored', 'settled'];

/** "E-mail arrived": what came into the mailbox and waits for somebody to register it. */
@Controller(deskPaths.mail())
@Allow('mail')
export class MailController {
  constructor(
    private readonly desk: MailDesk,
    private readonly mails: Mails,
    private readonly mailboxes: Mailboxes,
    private readonly keeper: FileKeeper,
    private readonly looks: Looks,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  async list(@Req() req: PageRequest, @Res() res: Response, @Query() asked: Record<string, unknown>): Promise<void> {
    const { institutionId } = req.official as SignedIn;
    const { reader } = this.transactions;
    const t = wordsOfPage(res);
    const show = shownOf(asked.show);
    const after = readCursor(asked.after);
    const found = await this.mails.page(reader, institutionId, SHOWN[show], show === 'drafts', PAGE_SIZE + 1, after);
    const rows = found.slice(0, PAGE_SIZE);
    const cases = rows.flatMap(({ caseId }) => (caseId ? [caseId] : []));
    const references = await this.mails.references(reader, institutionId, cases);
    const mailbox = await this.mailboxes.of(reader, institutionId);
    const last = rows.at(-1);
    res.setHeader('Cache-Control', 'private, no-store');
    res.render('mail-intake/list.njk', {
      show,
      views: (Object.keys(SHOWN) as Shown[]).map((name) => ({ name, href: deskPaths.mail(name) })),
      lines: rows.map((row) => lineOf(row, references, t)),
      mailbox: mailbox && {
        address: mailbox.address,
        active: mailbox.active,
        trouble: mailbox.trouble,
        checkedAt: mailbox.checkedAt,
      },
      done: DONE.find((one) => one === asked.done) ?? null,
      pages: {
        previous: after ? deskPaths.mail(show) : undefined,
        next: found.length > PAGE_SIZE && last ? deskPaths.mail(show, cursorText(last)) : undefined,
      },
    });
  }

  @Get(':id')
  async one(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { mail, files } = await this.find(req, id);
    const { reader } = this.transactions;
    const references = await this.mails.references(reader, mail.institutionId, mail.caseId ? [mail.caseId] : []);
    const reference = references.get(mail.caseId ?? '') ?? '';
    const form = draftForm(mail, offeredOnPage(res), languageOfPage(res));
    const done = DONE.find((one) => one === req.query.done) ?? null;
    res.setHeader('Cache-Control', 'private, no-store');
    const { answers } = offeredOnPage(res);
    const page = mailPage({ mail, files, form, errors: [], reference, done, answers }, wordsOfPage(res));
    res.render('mail-intake/mail.njk', page);
  }

  /** The message as it came, for a mail program; nothing of it is shown here. */
  @Get(':id/message')
  async message(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { mail } = await this.find(req, id);
    const name = `${mail.receivedAt.toISOString().slice(0, 10)}-${mail.id.slice(0, 8)}.eml`;
    await sendFile(res, this.keeper, { ...mail, name, mediaType: 'message/rfc822' });
  }

  @Get(':id/files/:fileId')
  async file(
    @Param('id') id: string,
    @Param('fileId') fileId: string,
    @Req() req: PageRequest,
    @Res() res: Response,
  ): Promise<void> {
    const { files } = await this.find(req, id);
    const file = files.find((one) => one.id === fileId);
    if (!file?.sha256 || file.mediaType === null) throw new NotFoundException();
    const { name, mediaType, size, sha256 } = file;
    await sendFile(res, this.keeper, { name, mediaType, size, sha256 });
  }

  /** A mail that belongs to a case says who asked there: whoever opens it looks at that. */
  private async find(req: PageRequest, id: string): Promise<{ mail: MailRow; files: MailFile[] }> {
    const found = await this.desk.find(req.official as SignedIn, id);
    const { caseId, institutionId } = found.mail;
    if (caseId !== null) await this.looks.applicant(req, { id: caseId, institutionId }, 'mail');
    return found;
  }
}
