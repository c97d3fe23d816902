import { Controller, ForbiddenException, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaseWork, Looks } from '../../../platform/casework';
import { deskPaths } from '../../../platform/paths';
import { Allow } from '../../../platform/sign-in';
import type { PageRequest } from '../../../platform/web/request';

/** "Show who asked": one press, one event, shown for the rest of the sitting. */
@Controller('desk/cases')
@Allow('case.applicant')
export class WhoAskedController {
  constructor(
    private readonly work: CaseWork,
    private readonly looks: Looks,
  ) {}

  @Post(':id/who-asked')
  async show(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    // There is nothing to show again: the press is repeated on the page it stood on.
    if (req.staleForm) throw new ForbiddenException();
    const { row } = await this.work.load(req.official!, id, 'case.applicant');
    await this.looks.applicant(req, row, 'case');
    res.redirect(303, `${deskPaths.caseFile(id)}#applicant-title`);
  }
}
