import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { NotAllowed, type NotAllowedCode } from '../../core/casefile';
import { asTyped, type FieldError, type FieldProblem, inWords, Looks, neededText } from '../../platform/casework';
import { type Clock, CLOCK } from '../../platform/clock';
import { FileKeeper, sendFile } from '../../platform/files';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import { languageOfPage, type PageRequest, wordsOfPage } from '../../platform/web/request';
import { People, Transactions } from '../../records';
import { Acceptance } from './acceptance';
import { Offers } from './offers';
import { Refusal } from './refusal';
import { lineOf, offerView } from './transfer-view';

interface Refused {
  errors: FieldError[];
  refusal?: string;
}

/** What other institutions offer: the list, one request, and the answer to it. */
@Controller(deskPaths.transfers())
@Allow('transfers')
export class TransfersController {
  constructor(
    private readonly offers: Offers,
    private readonly looks: Looks,
    private readonly acceptance: Acceptance,
    private readonly refusal: Refusal,
    private readonly people: People,
    private readonly keeper: FileKeeper,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async list(@Query('done') done: unknown, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const lang = languageOfPage(res);
    const waiting = await this.offers.waiting(req.official!);
    const institutions = await this.people.activeInstitutions(this.transactions.reader);
    const from = (id: string) => institutions.find((one) => one.id === id);
    res.render('transfers/list.njk', {
      title: wordsOfPage(res)('transfers:title'),
      lines: waiting.map((one) => lineOf(one, from(one.transfer.fromInstitutionId), lang)),
      done: done === 'refused',
    });
  }

  @Get(':id')
  async page(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    await this.show(req, res, id);
  }

  @Get(':id/files/:fileId')
  async file(
    @Param('id') id: string,
    @Param('fileId') fileId: string,
    @Req() req: PageRequest,
    @Res() res: Response,
  ): Promise<void> {
    await sendFile(res, this.keeper, await this.offers.file(req.official!, id, fileId));
  }

  @Post(':id/accept')
  async accept(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    if (req.staleForm) return this.show(req, res, id, { errors: [staleForm(res)] });
    try {
      const caseId = await this.acceptance.accept(req.official!, id);
      res.redirect(303, `${deskPaths.caseFile(caseId)}?done=transfer-accepted`);
    } catch (error) {
      await this.show(req, res, id, { errors: [notAllowed(error, res)] });
    }
  }

  @Post(':id/refuse')
  async refuse(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const body = (req.body ?? {}) as Record<string, unknown>;
    const refusal = asTyped(body, 'refusal');
    if (req.staleForm) return this.show(req, res, id, { errors: [staleForm(res)], refusal });
    const problems: FieldProblem[] = [];
    const reason = neededText(body, 'refusal', problems);
    if (problems.length > 0) return this.show(req, res, id, { errors: inWords(wordsOfPage(res), problems), refusal });
    try {
      await this.refusal.refuse(req.official!, id, reason);
      res.redirect(303, `${deskPaths.transfers()}?done=refused`);
    } catch (error) {
      await this.show(req, res, id, { errors: [notAllowed(error, res)], refusal });
    }
  }

  private async show(req: PageRequest, res: Response, id: string, refused?: Refused): Promise<void> {
    const t = wordsOfPage(res);
    const data = await this.offers.read(req.official!, id);
    const { row, transfer } = data.offered;
    const theirs = { id: row.id, institutionId: transfer.fromInstitutionId };
    if (data.applicant) await this.looks.applicant(req, theirs, 'offer');
    const offer = offerView(data, this.clock.today(), languageOfPage(res));
    res.status(refused ? 422 : 200).render('transfers/offer.njk', {
      title: offer.subject,
      offer,
      refusal: refused?.refusal ?? '',
      errors: refused?.errors ?? [],
      breadcrumbs: [{ text: t('transfers:title'), href: deskPaths.transfers() }, { text: offer.reference }],
    });
  }
}

const staleForm = (res: Response): FieldError => ({
  field: '',
  text: wordsOfPage(res)('common:errors.staleForm'),
  href: '',
});

/** Said from the side of the one to whom it was offered. */
const OWN_WORDS: readonly NotAllowedCode[] = ['case.closed', 'forward.not-offered', 'forward.too-late'];

/** The rules' own refusal in words; anything else is not ours to explain. */
function notAllowed(error: unknown, res: Response): FieldError {
  if (!(error instanceof NotAllowed)) throw error;
  const { code } = error;
  const words = OWN_WORDS.includes(code) ? 'transfers' : 'desk';
  return { field: '', text: wordsOfPage(res)(`${words}:refused.${code}`), href: '' };
}
