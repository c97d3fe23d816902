import { Controller, Get, Inject, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Official, People, SignInLinks, Transactions } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { type Config, CONFIG } from '../../platform/config';
import { deskPaths } from '../../platform/paths';
import { accessEnded, Allow, INVITATION_DAYS, invitationState } from '../../platform/sign-in';
import { type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { shownOnce } from '../../platform/web/shown-once';
import { type Problems, shownProblems } from './form-problems';
import { seenOf, unlessMeanwhile } from '../../platform/web/meanwhile';
import { EMPTY_PERSON, type PersonField, type PersonForm, personOf, readPersonForm } from './people-form';
import { LastAdministrator, NoSuchPerson, PeopleService, type Saved } from './people.service';
import { choices, PersonPage } from './person-page';

const passwords = shownOnce('qasja.once', deskPaths.people());

/** Who works here: list, add, change, deactivate, new password. */
@Controller(deskPaths.people())
@Allow('people')
export class PeopleController {
  constructor(
    private readonly service: PeopleService,
    private readonly people: People,
    private readonly one: PersonPage,
    private readonly links: SignInLinks,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  list(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    return this.showList(req, res, EMPTY_PERSON, {});
  }

  @Post()
  async add(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const by = req.official as SignedIn;
    const { form, problems, person } = readPersonForm(req.body, await this.choosable(by), this.clock.today());
    if (!person) return this.showList(req, res, form, problems);
    const saved = await this.service.add(by, person);
    if (!saved.ok) return this.showList(req, res, form, saved.problems);
    res.redirect(303, `${deskPaths.people()}/${saved.result.id}?done=added`);
  }

  @Get(':id')
  async page(@Req() req: PageRequest, @Res() res: Response, @Param('id') id: string): Promise<void> {
    const known = await this.find(req, id);
    return this.one.show(req, res, known, personOf(known), {}, { password: passwords.take(req, res, id) });
  }

  @Post(':id')
  async change(@Req() req: PageRequest, @Res() res: Response, @Param('id') id: string): Promise<void> {
    const by = req.official as SignedIn;
    const known = await this.find(req, id);
    const choosable = await this.choosable(by, known.directorateId);
    const { form, problems, person } = readPersonForm(req.body, choosable, this.clock.today());
    if (!person) return this.one.show(req, res, known, form, problems);
    try {
      const done = await unlessMeanwhile<PersonForm, Saved<null>>(
        this.service.change(by, id, person, form, seenOf(req.body)),
        (changed) => this.one.show(req, res, known, changed.found.form, {}, { changed }),
      );
      if (!done) return;
      if (!done.saved.ok) return await this.one.show(req, res, known, form, done.saved.problems);
    } catch (error) {
      return this.refused(error, req, res, known, form, 'role');
    }
    res.redirect(303, `${deskPaths.people()}/${id}?done=changed`);
  }

  @Post(':id/active')
  async active(@Req() req: PageRequest, @Res() res: Response, @Param('id') id: string): Promise<void> {
    const active = (req.body as { active?: unknown } | undefined)?.active === '1';
    try {
      await this.service.setActive(req.official as SignedIn, id, active);
    } catch (error) {
      const known = await this.find(req, id);
      return this.refused(error, req, res, known, personOf(known), 'active');
    }
    res.redirect(303, `${deskPaths.people()}/${id}?done=${active ? 'activated' : 'deactivated'}`);
  }

  @Post(':id/password')
  async password(@Req() req: PageRequest, @Res() res: Response, @Param('id') id: string): Promise<void> {
    await this.find(req, id);
    passwords.put(res, this.secure, id, await this.service.newPassword(req.official as SignedIn, id));
    res.redirect(303, `${deskPaths.people()}/${id}?done=password`);
  }

  private get secure(): boolean {
    return this.config.publicUrl.startsWith('https:');
  }

  private async find(req: PageRequest, id: string): Promise<Official> {
    const official = await this.people.byId(this.transactions.reader, id);
    if (official?.institutionId !== req.official?.institutionId) throw new NotFoundException();
    return official as Official;
  }

  private async choosable(by: SignedIn, present: string | null = null): Promise<string[]> {
    const all = await this.people.directorates(this.transactions.reader, by.institutionId);
    return all.filter((one) => one.active || one.id === present).map((one) => one.id);
  }

  private refused(
    error: unknown,
    req: PageRequest,
    res: Response,
    known: Official,
    form: PersonForm,
    field: string,
  ): Promise<void> {
    if (error instanceof NoSuchPerson) throw new NotFoundException();
    if (!(error instanceof LastAdministrator)) throw error;
    return this.one.show(req, res, known, form, { [field]: 'last-administrator' });
  }

  private async showList(
    req: PageRequest,
    res: Response,
    form: PersonForm,
    problems: Problems<PersonField>,
  ): Promise<void> {
    const { institutionId } = req.official as SignedIn;
    const tx = this.transactions.reader;
    const directorates = await this.people.directorates(tx, institutionId);
    const officials = await this.people.officials(tx, institutionId);
    const ids = officials.map((one) => one.id);
    const invited = await this.links.invitations(tx, ids);
    const errors = shownProblems(problems, wordsOfPage(res));
    res.status(errors.length > 0 ? 422 : 200).render('administration/people.njk', {
      officials: officials.map((one) => ({
        ...one,
        directorate: directorates.find((d) => d.id === one.directorateId),
        ended: accessEnded(one, this.clock.today()),
        invitation: invitationState(invited.get(one.id), this.clock.now()),
      })),
      invitationDays: INVITATION_DAYS,
      ...choices(directorates.filter((one) => one.active)),
      form,
      errors,
    });
  }
}
