import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { addDays, type LocalDate, startOfLocalDay } from '../../../core/law';
import { CaseWork, type FieldError, headOf, Looks } from '../../../platform/casework';
import { cleanLine, readDay, typed } from '../../../platform/intake';
import { deskPaths } from '../../../platform/paths';
import { Allow } from '../../../platform/sign-in';
import { languageOfPage, type PageRequest, wordsOfPage } from '../../../platform/web/request';
import { PastCases, People, SubjectAreas } from '../../../records';
import { pastView } from './past-view';

/** "What did we believe on 14 April?": the case as its events told it at the end of a day. */
@Controller('desk/cases')
@Allow('case.read')
export class PastCaseController {
  constructor(
    private readonly work: CaseWork,
    private readonly looks: Looks,
    private readonly past: PastCases,
    private readonly people: People,
    private readonly areas: SubjectAreas,
  ) {}

  @Get(':id/as-of')
  async page(
    @Param('id') id: string,
    @Query('day') asked: unknown,
    @Req() req: PageRequest,
    @Res() res: Response,
  ): Promise<void> {
    const official = req.official!;
    const t = wordsOfPage(res);
    const lang = languageOfPage(res);
    const loaded = await this.work.load(official, id);
    await this.looks.opened(req, loaded.row);
    const { now, today } = this.work.now(official);
    const text = cleanLine(typed(asked));
    const day = readDay(text);
    const problem = asked === undefined ? null : problemOf(text, day, today);
    const errors: FieldError[] = problem ? [{ field: 'day', text: t(`past:problem.${problem}`), href: '#day' }] : [];
    const { reader } = this.work;
    const endOfDay = day && errors.length === 0 ? new Date(startOfLocalDay(addDays(day, 1)).getTime() - 1) : null;
    const found = endOfDay && (await this.past.asOf(reader, loaded, endOfDay));
    const { institutionId, reference } = loaded.row;
    const people = {
      officials: await this.people.officials(reader, institutionId),
      directorates: await this.people.directorates(reader, institutionId),
      areas: await this.areas.of(reader, institutionId),
    };
    const head = headOf(loaded, lang, today, now);
    res.status(problem ? 422 : 200).render('desk/case-past.njk', {
      title: t('past:title'),
      head,
      action: deskPaths.caseAsOf(id),
      typed: text,
      errors,
      day: endOfDay && day,
      past: found && pastView(found, loaded, official, people, lang),
      breadcrumbs: [
        { text: t('common:nav.queue'), href: deskPaths.queue() },
        { text: reference, href: head.href },
        { text: t('past:title') },
      ],
    });
  }
}

function problemOf(text: string, day: LocalDate | null, today: LocalDate): 'missing' | 'wrong' | 'future' | null {
  if (text === '') return 'missing';
  if (day === null) return 'wrong';
  return day > today ? 'future' : null;
}
