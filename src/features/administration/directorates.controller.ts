import { Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Directorate, type Official, People, Transactions } from '../../records';
import { deskPaths } from '../../platform/paths';
import { Allow, worksHere } from '../../platform/sign-in';
import { type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { type DirectorateField, type DirectorateForm, directorateOf, readDirectorateForm } from './directorate-form';
import { DirectoratesService } from './directorates.service';
import { type Problems, shownProblems } from './form-problems';
import { type ChangedMeanwhile, seenOf, shownMeanwhile, unlessMeanwhile } from '../../platform/web/meanwhile';

/** What the fields are called on the page. */
const LABELS: Record<DirectorateField, string> = {
  nameSq: 'admin:name.sq',
  nameSr: 'admin:name.sr',
  nameEn: 'admin:name.en',
  headId: 'admin:directorate.head',
};
const EMPTY: DirectorateForm = { nameSq: '', nameSr: '', nameEn: '', headId: null };

/** The directorates of the institution and who heads them. */
@Controller(deskPaths.directorates())
@Allow('directorates')
export class DirectoratesController {
  constructor(
    private readonly service: DirectoratesService,
    private readonly people: People,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  list(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    return this.showList(req, res, EMPTY, {});
  }

  @Post()
  async add(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { form, problems } = await this.read(req);
    if (Object.keys(problems).length > 0) return this.showList(req, res, form, problems);
    await this.service.add(req.official as SignedIn, form);
    res.redirect(303, `${deskPaths.directorates()}?done=added`);
  }

  @Get(':id')
  async page(@Req() req: PageRequest, @Res() res: Response, @Param('id') id: string): Promise<void> {
    const known = await this.find(req, id);
    return this.showOne(req, res, known, known, {});
  }

  @Post(':id')
  async change(@Req() req: PageRequest, @Res() res: Response, @Param('id') id: string): Promise<void> {
    const known = await this.find(req, id);
    const { form, problems } = await this.read(req, known);
    if (Object.keys(problems).length > 0) return this.showOne(req, res, known, form, problems);
    const done = await unlessMeanwhile<DirectorateForm, void>(
      this.service.change(req.official as SignedIn, id, form, seenOf(req.body)),
      (changed) => this.showOne(req, res, known, changed.found.form, {}, changed),
    );
    if (done) res.redirect(303, `${deskPaths.directorates()}?done=changed`);
  }

  @Post(':id/active')
  async active(@Req() req: PageRequest, @Res() res: Response, @Param('id') id: string): Promise<void> {
    await this.find(req, id);
    const active = (req.body as { active?: unknown } | undefined)?.active === '1';
    await this.service.setActive(req.official as SignedIn, id, active);
    res.redirect(303, `${deskPaths.directorates()}?done=${active ? 'activated' : 'deactivated'}`);
  }

  private all(req: PageRequest): Promise<Directorate[]> {
    return this.people.directorates(this.transactions.reader, (req.official as SignedIn).institutionId);
  }

  private async officials(req: PageRequest, present: string | null = null): Promise<Official[]> {
    const all = await this.people.officials(this.transactions.reader, (req.official as SignedIn).institutionId);
    return all.filter((one) => worksHere(one) || one.id === present);
  }

  private async find(req: PageRequest, id: string): Promise<Directorate> {
    const known = (await this.all(req)).find((one) => one.id === id);
    if (!known) throw new NotFoundException();
    return known;
  }

  private async read(req: PageRequest, known?: Directorate): Promise<ReturnType<typeof readDirectorateForm>> {
    const others = (await this.all(req)).filter((one) => one.id !== known?.id);
    const heads = await this.officials(req, known?.headId ?? null);
    return readDirectorateForm(
      req.body,
      heads.map((one) => one.id),
      others.map((one) => one.nameSq),
    );
  }

  private async showList(
    req: PageRequest,
    res: Response,
    form: DirectorateForm,
    problems: Problems<DirectorateField>,
  ): Promise<void> {
    const officials = await this.people.officials(this.transactions.reader, (req.official as SignedIn).institutionId);
    const errors = shownProblems(problems, wordsOfPage(res));
    res.status(errors.length > 0 ? 422 : 200).render('administration/directorates.njk', {
      directorates: (await this.all(req)).map((one) => ({
        ...one,
        head: officials.find((official) => official.id === one.headId),
        staff: officials.filter((official) => official.active && official.directorateId === one.id).length,
      })),
      heads: officials.filter(worksHere),
      form,
      errors,
      done: ['added', 'changed', 'activated', 'deactivated'].find((one) => one === req.query.done),
    });
  }

  private async showOne(
    req: PageRequest,
    res: Response,
    known: Directorate,
    form: DirectorateForm,
    problems: Problems<DirectorateField>,
    changed: ChangedMeanwhile<DirectorateForm> | null = null,
  ): Promise<void> {
    const t = wordsOfPage(res);
    const errors = shownProblems(problems, t);
    res.status(errors.length > 0 || changed ? 422 : 200).render('administration/directorate.njk', {
      known,
      form,
      heads: await this.officials(req, known.headId),
      errors,
      ...shownMeanwhile(req.body, { present: directorateOf(known), changed, wrong: errors.length > 0 }, (field) =>
        t(LABELS[field]),
      ),
    });
  }
}
