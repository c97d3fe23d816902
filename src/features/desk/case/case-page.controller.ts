import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaseWork, RelatedCases, Looks } from '../../../platform/casework';
import { deskPaths } from '../../../platform/paths';
import { Allow, may } from '../../../platform/sign-in';
import { languageOfPage, type PageRequest, wordsOfPage } from '../../../platform/web/request';
import { CaseAlarmsReader } from './case-alarms';
import { CaseDataReader } from './case-data';
import { caseView } from './case-view';
import { MOVES } from './moves';

/** What may have been done just before the page is shown (`?done=`). */
const DONE = new Set([
  ...MOVES.map((move) => move.name),
  'decide',
  'transfer-accepted',
  'mail-registered',
  'mail-attached',
  'acknowledged',
  'settled',
  'linked',
  'merged',
  'unlinked',
]);

/** The case page: everything about a case on one page, and what the official may do now. */
@Controller('desk/cases')
@Allow('case.read')
export class CasePageController {
  constructor(
    private readonly reader: CaseDataReader,
    private readonly alarms: CaseAlarmsReader,
    private readonly work: CaseWork,
    private readonly beside: RelatedCases,
    private readonly looks: Looks,
  ) {}

  @Get(':id')
  async page(
    @Param('id') id: string,
    @Query('done') done: unknown,
    @Req() req: PageRequest,
    @Res() res: Response,
  ): Promise<void> {
    const official = req.official!;
    const t = wordsOfPage(res);
    const data = await this.reader.read(official, id, (loaded) => this.looks.shows(req, loaded));
    await this.looks.opened(req, data.loaded.row);
    const { now, today } = this.work.now(official);
    const lang = languageOfPage(res);
    const alarms = await this.alarms.read(official, data, lang);
    if (res.locals.bell > 0) res.locals.bell = await this.alarms.opened(official, data.loaded.row.id);
    if (may(official, 'case.clarify', data.loaded.row)) await this.alarms.readThread(official, data);
    const c = caseView(data, { official, lang, today, now, knows: this.looks.shows(req, data.loaded) });
    res.render('desk/case.njk', {
      title: `${c.head.reference} – ${c.head.subject}`,
      c,
      alarms,
      chain: data.chain,
      related: await this.beside.of(official, data.loaded.row, lang),
      breadcrumbs: [{ text: t('common:nav.queue'), href: deskPaths.queue() }, { text: c.head.reference }],
      done: typeof done === 'string' && DONE.has(done) ? done : '',
      // After a letter: without an address the official prints it, otherwise it is on its way.
      printHref: data.applicant.email ? '' : (c.letters.findLast((letter) => letter.href !== '')?.href ?? ''),
    });
  }
}
