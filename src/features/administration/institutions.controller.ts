import { Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Response } from 'express';
import { FURTHER_LANGUAGES, offeredLanguages, PAGE_LANGUAGES } from '../../core/casefile';
import { deskPaths } from '../../platform/paths';
import { Allow, INVITATION_DAYS } from '../../platform/sign-in';
import { COLOUR_NAMES } from '../../platform/views';
import { PageFrame } from '../../platform/web/page-frame';
import { type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { type Problems, shownProblems } from './form-problems';
import { InstitutionsService, NobodyToInvite } from './institutions.service';
import {
  emptyInstitution,
  type NewInstitutionField,
  type NewInstitutionForm,
  readNewInstitution,
} from './new-institution-form';

/** The institutions of the installation, for whoever keeps it: names and whether somebody looks after them, and no more. */
@Controller(deskPaths.institutions())
@Allow('installation')
export class InstitutionsController {
  constructor(
    private readonly service: InstitutionsService,
    private readonly modules: ModuleRef,
  ) {}

  @Get()
  page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    return this.show(req, res, emptyInstitution(), {});
  }

  @Post()
  async add(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { form, problems } = readNewInstitution(req.body);
    if (Object.keys(problems).length > 0) return this.show(req, res, form, problems);
    const refused = await this.service.add(req.official as SignedIn, form);
    if (refused) return this.show(req, res, form, refused);
    this.modules.get(PageFrame, { strict: false }).forget();
    res.redirect(303, `${deskPaths.institutions()}?done=added`);
  }

  @Post(':id/invitation')
  async invite(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    try {
      await this.service.inviteAgain(req.official as SignedIn, id);
    } catch (error) {
      if (error instanceof NobodyToInvite) throw new NotFoundException();
      throw error;
    }
    res.redirect(303, `${deskPaths.institutions()}?done=invited`);
  }

  private async show(
    req: PageRequest,
    res: Response,
    form: NewInstitutionForm,
    problems: Problems<NewInstitutionField>,
  ): Promise<void> {
    const t = wordsOfPage(res);
    const errors = shownProblems(problems, t);
    const listed = await this.service.list();
    res.setHeader('Cache-Control', 'no-store');
    res.status(errors.length > 0 ? 422 : 200).render('administration/institutions.njk', {
      institutions: listed.map(({ institution, looked }) => ({
        id: institution.id,
        code: institution.code,
        nameSq: institution.nameSq,
        nameSr: institution.nameSr,
        nameEn: institution.nameEn,
        since: institution.createdAt,
        languages: offeredLanguages(institution.settings.languages)
          .answers.map((one) => t(`common:language.name.${one}`))
          .join(', '),
        looked,
        unserved: institution.unserved === true,
        own: institution.id === (req.official as SignedIn).institutionId,
      })),
      form,
      errors,
      colours: COLOUR_NAMES,
      pageLanguages: PAGE_LANGUAGES,
      furtherLanguages: FURTHER_LANGUAGES,
      invitationDays: INVITATION_DAYS,
      done: ['added', 'invited'].find((one) => one === req.query.done),
    });
  }
}
