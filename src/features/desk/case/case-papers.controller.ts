import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaseWork, Looks } from '../../../platform/casework';
import { FileKeeper, sendFile } from '../../../platform/files';
import { deskPaths } from '../../../platform/paths';
import { Allow, may } from '../../../platform/sign-in';
import { languageTag } from '../../../platform/views';
import type { PageRequest } from '../../../platform/web/request';
import { CaseReading } from '../../../records';

/** Files of a case, and its letters as a page to be printed. */
@Controller('desk')
@Allow('case.read')
export class CasePapersController {
  constructor(
    private readonly reading: CaseReading,
    private readonly keeper: FileKeeper,
    private readonly work: CaseWork,
    private readonly looks: Looks,
  ) {}

  @Get('files/:id')
  async file(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official!;
    const found = await this.reading.file(this.work.reader, official.institutionId, id);
    // A letter bears the applicant's name and address.
    const action = found?.file.role === 'letter' ? 'case.applicant' : 'case.read';
    if (!found || !may(official, action, found.row)) throw new NotFoundException();
    await this.looks.opened(req, found.row);
    if (action === 'case.applicant') await this.looks.applicant(req, found.row, 'letter');
    await sendFile(res, this.keeper, found.file);
  }

  @Get('letters/:id')
  async letter(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official!;
    const found = await this.reading.letter(this.work.reader, official.institutionId, id);
    if (!found || !may(official, 'case.applicant', found.row)) throw new NotFoundException();
    const { letter, row } = found;
    await this.looks.applicant(req, row, 'letter');
    res.render('desk/case-letter.njk', {
      title: row.reference,
      letterLang: languageTag(letter.language),
      paragraphs: letter.text.split('\n\n').map((paragraph) => paragraph.split('\n')),
      pdf: letter.fileId ? deskPaths.file(letter.fileId) : '',
      backLink: { href: deskPaths.caseFile(row.id) },
    });
  }
}
