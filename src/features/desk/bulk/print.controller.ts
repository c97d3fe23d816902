import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AlarmCases, CasePrints, Transactions } from '../../../records';
import { Looks } from '../../../platform/casework';
import { type Clock, CLOCK } from '../../../platform/clock';
import { deskPaths } from '../../../platform/paths';
import { Allow, awayToday } from '../../../platform/sign-in';
import { languageOfPage, type PageRequest, type SignedIn, wordsOfPage } from '../../../platform/web/request';
import { Absences, Queue } from '../../../records';
import { queueLine } from '../queue-view';
import { ChosenCases, readChoice } from './chosen';

/** A printer is no archive: so many sheets at once. */
const MOST_SHEETS = 100;

/** Many cases on paper: one sheet for each, without who asked. */
@Controller()
@Allow('case.read')
export class BulkPrintController {
  constructor(
    private readonly chosen: ChosenCases,
    private readonly prints: CasePrints,
    private readonly cases: AlarmCases,
    private readonly queue: Queue,
    private readonly looks: Looks,
    private readonly absences: Absences,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(deskPaths.bulkPrint())
  async page(@Req() req: PageRequest, @Res() res: Response): Promise<void> {
    const official = req.official as SignedIn;
    const [lang, t, tx] = [languageOfPage(res), wordsOfPage(res), this.transactions.reader];
    const [now, today] = [this.clock.now(), this.clock.today()];
    const all = await this.chosen.of(official, readChoice(req.query), lang, t);
    const rows = all.slice(0, MOST_SHEETS);
    const ids = rows.map(({ id }) => id);
    // A sheet tells as much as the page of the case.
    for (const id of ids) await this.looks.opened(req, { id, institutionId: official.institutionId });
    const { officials, directorates } = await this.queue.names(tx, official.institutionId);
    const [texts, notes, seen, away] = await Promise.all([
      this.prints.texts(tx, ids),
      this.prints.notes(tx, ids),
      this.cases.seen(tx, ids),
      awayToday(this.absences, tx, official, today),
    ]);
    const naming = {
      lang,
      t,
      today,
      now,
      away,
      officials: new Map(officials.map((one) => [one.id, one])),
      directorates: new Map(directorates.map((one) => [one.id, one])),
      clocks: new Map(seen.cases.map((one) => [one.id, one])),
      changed: new Set<string>(),
    };
    res.setHeader('Cache-Control', 'no-store');
    res.render('desk/print.njk', {
      title: t('bulk:print.title'),
      backLink: { href: deskPaths.queue(), text: t('common:nav.queue') },
      sheets: rows.map((row) => ({
        ...queueLine(row, naming),
        kindName: t(`common:kind.${row.kind}`),
        text: texts.get(row.id) ?? '',
        notes: (notes.get(row.id) ?? []).map((note) => ({
          ...note,
          by: naming.officials.get(note.authorId)?.name ?? '',
        })),
      })),
      left: all.length - rows.length,
      printedOn: today,
    });
  }
}
