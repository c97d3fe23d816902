import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaseWork, isOnPaper, outcomeInWords } from '../../platform/casework';
import { deskPaths } from '../../platform/paths';
import { Allow, may } from '../../platform/sign-in';
import { type Lang, words } from '../../platform/views';
import { languageOfPage, type PageRequest, wordsOfPage } from '../../platform/web/request';
import { CaseLinks, CaseReading, type CaseRow, Papers } from '../../records';

/** What became of cases that were answered in one go: each with its letter, and the way on which it goes. */
@Controller('desk/cases/:id/together')
@Allow('case.read')
export class TogetherController {
  constructor(
    private readonly work: CaseWork,
    private readonly links: CaseLinks,
    private readonly papers: Papers,
    private readonly reading: CaseReading,
  ) {}

  @Get()
  async page(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official!;
    const t = wordsOfPage(res);
    const { row } = await this.work.load(official, id);
    const others = await this.links.decidedWith(this.work.reader, row.institutionId, id);
    const seen = [row, ...others].filter((one) => one.outcome !== null && may(official, 'case.read', one));
    if (seen.length === 0) return res.redirect(303, deskPaths.caseFile(id));
    const lines = [];
    for (const one of seen) lines.push(await this.line(one, may(official, 'case.applicant', one), languageOfPage(res)));
    res.render('linking/together.njk', {
      title: t('linking:together.title'),
      lines,
      toPrint: lines.filter(({ printed }) => printed).length,
      back: deskPaths.caseFile(id),
    });
  }

  private async line(row: CaseRow, mayKnow: boolean, lang: Lang) {
    const t = words(lang);
    const { reader } = this.work;
    const letters = await this.papers.lettersOfCase(reader, row.id);
    const letter = letters.findLast(({ kind }) => kind === 'decision');
    const messages = await this.reading.messagesOf(reader, row.id);
    const mailed = messages.findLast(({ kind }) => kind === 'letter');
    const printed = isOnPaper(letters, messages, 'decision');
    return {
      href: deskPaths.caseFile(row.id),
      subject: row.subject,
      reference: row.reference,
      status: row.outcome === null ? '' : outcomeInWords(row.kind, row.outcome, lang),
      look: `q-outcome--${row.outcome}`,
      language: letter ? t(`common:language.name.${letter.language}`) : '',
      letterHref: letter && mayKnow ? deskPaths.letter(letter.id) : '',
      printed,
      way: printed ? t('linking:together.byPrint') : mailed ? t(`desk:messageState.${mailed.state}`) : '–',
    };
  }
}
