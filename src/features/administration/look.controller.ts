import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Response } from 'express';
import { People, Transactions } from '../../records';
import { chosenFiles, FileKeeper, uploadFaults } from '../../platform/files';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import { COLOUR_NAMES } from '../../platform/views';
import { PageFrame } from '../../platform/web/page-frame';
import { type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { CREST_BYTES, CREST_PIXELS, pictureSize } from './crest-file';
import { type Problems, shownProblems } from './form-problems';
import { type LookField, type LookForm, lookFormOf, readLookForm } from './look-form';
import { LookService } from './look.service';
import { type ChangedMeanwhile, seenOf, shownMeanwhile, unlessMeanwhile } from '../../platform/web/meanwhile';

/** What the fields are called on the page. */
const LABELS: Record<keyof LookForm, string> = {
  colour: 'admin:look.colour',
  officeSq: 'admin:look.officeSq',
  officeSr: 'admin:look.officeSr',
  officeEn: 'admin:look.officeEn',
  noCrest: 'admin:look.crest',
};

/** Colour, head of letters and coat of arms of the institution. */
@Controller(deskPaths.look())
@Allow('institution')
export class LookController {
  constructor(
    private readonly service: LookService,
    private readonly people: People,
    private readonly keeper: FileKeeper,
    private readonly transactions: Transactions,
    private readonly modules: ModuleRef,
  ) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    return this.show(req, res, null, {});
  }

  @Post()
  async change(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { form, problems } = readLookForm(req.body);
    const wrong = await crestProblem(req);
    if (wrong) problems.crest = wrong;
    if (Object.keys(problems).length > 0) return this.show(req, res, form, problems);
    const [picture = null] = await this.keeper.keep(chosenFiles(req));
    const done = await unlessMeanwhile<LookForm, void>(
      this.service.change(req.official as SignedIn, form, picture, seenOf(req.body)),
      (changed) => this.show(req, res, changed.found.form, {}, changed),
    );
    if (!done) return;
    this.modules.get(PageFrame, { strict: false }).forget();
    res.redirect(303, `${deskPaths.look()}?done=saved`);
  }

  private async show(
    req: PageRequest,
    res: Response,
    typed: LookForm | null,
    problems: Problems<LookField>,
    changed: ChangedMeanwhile<LookForm> | null = null,
  ): Promise<void> {
    const t = wordsOfPage(res);
    const known = await this.people.institution(this.transactions.reader, (req.official as SignedIn).institutionId);
    const errors = shownProblems(problems, t);
    res.status(errors.length > 0 || changed ? 422 : 200).render('administration/look.njk', {
      form: typed ?? lookFormOf(known),
      errors,
      ...shownMeanwhile(req.body, { present: lookFormOf(known), changed, wrong: errors.length > 0 }, (field) =>
        t(LABELS[field]),
      ),
      colours: COLOUR_NAMES,
      hasCrest: known.settings.look?.crest !== undefined,
      limits: { kilobytes: CREST_BYTES / 1024, pixels: CREST_PIXELS },
      // A chosen file is gone when a form comes back.
      chooseAgain: chosenFiles(req).length > 0,
      done: req.query.done === 'saved',
    });
  }
}

/** What is wrong with the picture, if one was chosen: judged by its content, and by the size that it unpacks to. */
async function crestProblem(req: PageRequest): Promise<string | null> {
  const files = chosenFiles(req);
  const [file] = files;
  if (!file && !req.uploadProblem) return null;
  if (!file || files.length > 1 || req.uploadProblem || file.size > CREST_BYTES) return 'crest-large';
  const size = (await uploadFaults(req)).length > 0 ? null : await pictureSize(file.path);
  if (!size) return 'crest-type';
  const tooLarge = Math.max(size.width, size.height) > CREST_PIXELS || Math.min(size.width, size.height) < 1;
  return tooLarge ? 'crest-large' : null;
}
