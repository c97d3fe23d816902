import { Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type SubjectArea, SubjectAreas, Transactions } from '../../records';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import { type ChangedMeanwhile, seenOf, shownMeanwhile, unlessMeanwhile } from '../../platform/web/meanwhile';
import { type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { type AreaField, type AreaForm, areaFormOf, readAreaForm } from './area-form';
import { AreaCodeTaken, AreasService } from './areas.service';
import { type Problems, shownProblems } from './form-problems';

/** What the fields are called on the page. */
const LABELS: Record<AreaField, string> = {
  code: 'admin:area.code',
  nameSq: 'admin:name.sq',
  nameSr: 'admin:name.sr',
  nameEn: 'admin:name.en',
  place: 'admin:area.place',
};
const DONE = ['added', 'changed', 'retired', 'restored'];

/** The subject areas by which the institution sorts its cases. */
@Controller(deskPaths.areas())
@Allow('institution')
export class AreasController {
  constructor(
    private readonly service: AreasService,
    private readonly areas: SubjectAreas,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  async list(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const last = (await this.all(req)).at(-1)?.place ?? 0;
    const empty = { code: '', nameSq: '', nameSr: '', nameEn: '', place: String(Math.min(last + 1, 999)) };
    return this.showList(req, res, empty, {});
  }

  @Post()
  async add(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { form, problems } = readAreaForm(req.body, await this.all(req));
    if (Object.keys(problems).length > 0) return this.showList(req, res, form, problems);
    try {
      await this.service.add(req.official as SignedIn, form);
    } catch (error) {
      if (!(error instanceof AreaCodeTaken)) throw error;
      return this.showList(req, res, form, { code: 'area-code-taken' });
    }
    res.redirect(303, `${deskPaths.areas()}?done=added`);
  }

  @Get(':id')
  async page(@Req() req: PageRequest, @Res() res: Response, @Param('id') id: string): Promise<void> {
    const known = await this.find(req, id);
    return this.showOne(req, res, known, areaFormOf(known), {});
  }

  @Post(':id')
  async change(@Req() req: PageRequest, @Res() res: Response, @Param('id') id: string): Promise<void> {
    const known = await this.find(req, id);
    const others = (await this.all(req)).filter((one) => one.id !== id);
    const { form, problems } = readAreaForm(req.body, others, known.code);
    if (Object.keys(problems).length > 0) return this.showOne(req, res, known, form, problems);
    const done = await unlessMeanwhile<AreaForm, void>(
      this.service.change(req.official as SignedIn, id, form, seenOf(req.body)),
      (changed) => this.showOne(req, res, known, changed.found.form, {}, changed),
    );
    if (done) res.redirect(303, `${deskPaths.areas()}?done=changed`);
  }

  @Post(':id/active')
  async active(@Req() req: PageRequest, @Res() res: Response, @Param('id') id: string): Promise<void> {
    await this.find(req, id);
    const active = (req.body as { active?: unknown } | undefined)?.active === '1';
    await this.service.setActive(req.official as SignedIn, id, active);
    res.redirect(303, `${deskPaths.areas()}?done=${active ? 'restored' : 'retired'}`);
  }

  private all(req: PageRequest): Promise<SubjectArea[]> {
    return this.areas.of(this.transactions.reader, (req.official as SignedIn).institutionId);
  }

  private async find(req: PageRequest, id: string): Promise<SubjectArea> {
    const known = (await this.all(req)).find((one) => one.id === id);
    if (!known) throw new NotFoundException();
    return known;
  }

  private async showList(
    req: PageRequest,
    res: Response,
    form: AreaForm,
    problems: Problems<AreaField>,
  ): Promise<void> {
    const errors = shownProblems(problems, wordsOfPage(res));
    res.status(errors.length > 0 ? 422 : 200).render('administration/areas.njk', {
      areas: await this.all(req),
      form,
      errors,
      done: DONE.find((one) => one === req.query.done),
    });
  }

  private showOne(
    req: PageRequest,
    res: Response,
    known: SubjectArea,
    form: AreaForm,
    problems: Problems<AreaField>,
    changed: ChangedMeanwhile<AreaForm> | null = null,
  ): void {
    const t = wordsOfPage(res);
    const errors = shownProblems(problems, t);
    res.status(errors.length > 0 || changed ? 422 : 200).render('administration/area.njk', {
      known,
      form,
      errors,
      ...shownMeanwhile(req.body, { present: areaFormOf(known), changed, wrong: errors.length > 0 }, (field) =>
        t(LABELS[field]),
      ),
    });
  }
}
