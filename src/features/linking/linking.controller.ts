import { Controller, ForbiddenException, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { LINK_SIDES, NotAllowed } from '../../core/casefile';
import { asTyped, CaseWork, type FieldError, headOf, inWords } from '../../platform/casework';
import { deskPaths } from '../../platform/paths';
import { Allow, may } from '../../platform/sign-in';
import { languageOfPage, type PageRequest, wordsOfPage } from '../../platform/web/request';
import { CaseLinks, isDuplicate } from '../../records';
import { readLink } from './link-form';
import { Linker } from './linker';

interface Shown {
  status?: number;
  values?: { other: string; as: string };
  errors?: FieldError[];
}

/** Links a case to another, merges a duplicate, parts them again. */
@Controller('desk/cases/:id')
@Allow('case.link')
export class LinkingController {
  constructor(
    private readonly work: CaseWork,
    private readonly links: CaseLinks,
    private readonly linker: Linker,
  ) {}

  @Get('link')
  async form(
    @Param('id') id: string,
    @Query('with') other: unknown,
    @Req() req: PageRequest,
    @Res() res: Response,
  ): Promise<void> {
    const named = typeof other === 'string' ? other.slice(0, 60) : '';
    await this.show(req, res, id, { values: { other: named, as: '' } });
  }

  @Post('link')
  async link(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official!;
    const t = wordsOfPage(res);
    const body = (req.body ?? {}) as Record<string, unknown>;
    await this.work.load(official, id, 'case.link');
    const values = { other: asTyped(body, 'other'), as: asTyped(body, 'as') };
    const refuse = (errors: FieldError[]): Promise<void> => this.show(req, res, id, { status: 422, values, errors });
    const beside = (field: string, text: string): Promise<void> =>
      refuse([{ field, text, href: field && `#${field}` }]);
    if (req.staleForm) return beside('', t('common:errors.staleForm'));
    const { form, problems } = readLink(body);
    if (!form) return refuse(inWords(t, problems));
    const other = await this.links.byReference(this.work.reader, official.institutionId, form.other);
    if (!other || !may(official, 'case.read', other)) return beside('other', t('desk:error.other-unknown'));
    if (!may(official, 'case.link', other)) return beside('other', t('desk:error.other-not-yours'));
    try {
      await this.linker.link(official, id, other.id, form.as);
    } catch (error) {
      // Two who link the same pair at once: the second is told what the first did.
      const code = error instanceof NotAllowed ? error.code : isDuplicate(error) ? 'link.already' : null;
      if (code === null) throw error;
      return beside('other', t(`desk:refused.${code}`));
    }
    res.redirect(303, `${deskPaths.caseFile(id)}?done=${form.as === 'related' ? 'linked' : 'merged'}`);
  }

  @Post('unlink')
  async unlink(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official!;
    await this.work.load(official, id, 'case.link');
    const linkId = asTyped((req.body ?? {}) as Record<string, unknown>, 'linkId');
    const found = (await this.links.of(this.work.reader, id)).find((one) => one.id === linkId);
    const [other] = found ? await this.links.cases(this.work.reader, official.institutionId, [found.otherId]) : [];
    if (other && !may(official, 'case.link', other)) throw new ForbiddenException();
    const done = !req.staleForm && other && (await this.linker.unlink(official, id, linkId));
    res.redirect(303, `${deskPaths.caseFile(id)}${done ? '?done=unlinked' : ''}#related`);
  }

  private async show(req: PageRequest, res: Response, id: string, { status, values, errors }: Shown): Promise<void> {
    const official = req.official!;
    const t = wordsOfPage(res);
    const loaded = await this.work.load(official, id, 'case.link');
    const { now, today } = this.work.now(official);
    const head = headOf(loaded, languageOfPage(res), today, now);
    res.status(status ?? 200).render('linking/link.njk', {
      title: t('linking:action'),
      head,
      action: deskPaths.link(id),
      values,
      errors: errors ?? [],
      sides: LINK_SIDES.map((value) => ({
        value,
        text: t(`linking:choice.${value}`),
        hint: t(`linking:hint.${value}`),
      })),
      breadcrumbs: [
        { text: t('common:nav.queue'), href: deskPaths.queue() },
        { text: head.reference, href: head.href },
        { text: t('linking:action') },
      ],
    });
  }
}
