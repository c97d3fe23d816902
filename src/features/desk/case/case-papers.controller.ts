import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaseWork, Looks } from '../../../platform/casework';
import { FileKeeper, sendFile } from '../../../platform/files';
import { deskPaths } from '../../../platform/paths';
import { Allow, may } from '../../../platform/sign-in';
import { languageTag } from '../../../platform/views';
import type { PageRequest, SignedIn } from '../../../platform/web/request';
import { CaseReading, type CaseRow, type FileRole } from '../../../records';

/** A letter bears the applicant's name and address; so may what the applicant and the municipality wrote to each other. */
function mayOpen(official: SignedIn, role: FileRole, row: CaseRow): boolean {
  if (role === 'letter') return may(official, 'case.applicant', row);
  const reads = may(official, 'case.read', row);
  if (role !== 'message') return reads;
  return reads && (may(official, 'case.applicant', row) || may(official, 'case.clarify', row));
}

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
    if (!found || !mayOpen(official, found.file.role, found.row)) throw new NotFoundException();
    await this.looks.opened(req, found.row);
    if (found.file.role === 'letter') await this.looks.applicant(req, found.row, 'letter');
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
