import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { calendarYears, nationalCalendar, newerTable } from '../../core/law';
import { Bases, EventLog, People, Transactions, WaitingCases, yearsOf } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { LongActionRuns } from '../../platform/long-actions';
import { deskPaths } from '../../platform/paths';
import { underWayView } from '../../platform/long-actions';
import { Allow } from '../../platform/sign-in';
import { formatDate } from '../../platform/views';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../platform/web/request';
import { versionViews, yearViews } from './calendar-view';

const DONE = ['add', 'move', 'confirm', 'remove', 'year', 'national'];

/** The days off that an institution counts by, who changed them, and what waits for more of them. */
@Controller(deskPaths.calendar())
@Allow('calendar')
export class CalendarController {
  constructor(
    private readonly bases: Bases,
    private readonly log: EventLog,
    private readonly people: People,
    private readonly waiting: WaitingCases,
    private readonly runs: LongActionRuns,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const { institutionId } = req.official as SignedIn;
    const { reader } = this.transactions;
    const [lang, t] = [languageOfPage(res), wordsOfPage(res)];
    const history = await this.bases.history(reader, institutionId);
    const institution = await this.people.institution(reader, institutionId);
    const present = await this.bases.row(reader, institution);
    const { calendar } = await this.bases.of(reader, institution);
    const years = yearsOf(present);
    const outdated = present.nationalVersion !== nationalCalendar.version;
    const moved = Number(req.query.moved);
    res.render('calendar/calendar.njk', {
      years: yearViews(years, this.clock.today(), lang, t),
      versions: versionViews(
        history,
        await this.log.ofHouse(reader, institutionId, 'calendar.changed'),
        await this.people.officials(reader, institutionId),
        lang,
        t,
      ),
      calendarVersion: calendar.version,
      lastDay: formatDate(calendar.lastDay, lang, 'weekday'),
      nextYear: Number(calendar.lastDay.slice(0, 4)) + 1,
      waiting: await this.waiting.count(reader, institutionId),
      proposed: outdated ? newerTable(years, calendarYears).differences.length : 0,
      underWay: underWayView(await this.runs.underWay(institutionId, 'calendar'), lang),
      done: DONE.find((one) => one === req.query.done),
      moved: Number.isInteger(moved) && moved > 0 ? moved : 0,
    });
  }
}
