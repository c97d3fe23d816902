import { Controller, Get, Header, Inject, Param, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { daysBetween, type LocalDate } from '../../core/law';
import {
  CaseBook,
  type Directorate,
  NO_DUE_DAY,
  type Official,
  People,
  Queue,
  type QueueRow,
  type SubjectArea,
  SubjectAreas,
  TrackingStore,
  Transactions,
} from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { apiPaths } from '../../platform/paths';
import { cleanLine } from '../../platform/intake';
import { may } from '../../platform/sign-in';
import { type PageRequest, wordsOfPage } from '../../platform/web/request';
import { readCasesQuestion } from './cases-question';
import { passportAnswer } from './passport-answer';
import { Problem, ProblemFilter } from './problem';
import { officialOf, TokenGuard } from './token.guard';

/** The queue for other systems: what its official sees at the desk, and nothing of the applicants. */
@Controller(apiPaths.cases())
@UseFilters(ProblemFilter)
@UseGuards(TokenGuard)
export class CasesController {
  constructor(
    private readonly queue: Queue,
    private readonly book: CaseBook,
    private readonly tracking: TrackingStore,
    private readonly people: People,
    private readonly areas: SubjectAreas,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async cases(
    @Req() req: PageRequest,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) res: Response,
  ): Promise<object> {
    const official = officialOf(req);
    const today = this.clock.today();
    const tx = this.transactions.reader;
    const areas = await this.areas.of(tx, official.institutionId);
    const codes = areas.map(({ code }) => code);
    const question = readCasesQuestion(query, official, this.clock.now(), today, codes, wordsOfPage(res));
    const page = await this.queue.page(tx, question.filter, { after: question.after }, question.limit);
    const officials = await this.people.officials(tx, official.institutionId);
    const directorates = await this.people.directorates(tx, official.institutionId);
    return { cases: page.rows.map((row) => shown(row, today, { officials, directorates, areas })), next: page.next };
  }

  /** Why the deadline of a case is that day. A case that the official does not see is one that is not there. */
  @Get(':reference/passport')
  @Header('Cache-Control', 'no-store')
  async passport(@Req() req: PageRequest, @Param('reference') reference: string): Promise<object> {
    const official = officialOf(req);
    const tx = this.transactions.reader;
    const [found] = await this.tracking.byReference(tx, [official.institutionId], [cleanLine(reference)]);
    if (!found || !may(official, 'case.read', found.row)) throw new Problem('no-such-case');
    return passportAnswer(await this.book.load(tx, official.institutionId, found.row.id));
  }
}

/** What a case names by an id or a code. */
interface Known {
  officials: readonly Official[];
  directorates: readonly Directorate[];
  areas: readonly SubjectArea[];
}

function shown(row: QueueRow, today: LocalDate, { officials, directorates, areas }: Known): object {
  const assignee = officials.find((one) => one.id === row.assigneeId);
  const directorate = directorates.find((one) => one.id === row.directorateId);
  const area = areas.find((one) => one.code === row.subjectArea);
  const waits = row.dueOn === NO_DUE_DAY;
  return {
    id: row.id,
    reference: row.reference,
    subject: row.subject,
    kind: row.kind,
    status: row.status,
    outcome: row.outcome,
    urgent: row.urgent,
    receivedOn: row.receivedOn,
    dueOn: waits ? null : row.dueOn,
    dueAt: row.dueAt?.toISOString() ?? null,
    daysLeft: waits || row.status === 'closed' ? null : daysBetween(today, row.dueOn),
    assignee: assignee ? { id: assignee.id, name: assignee.name } : null,
    directorate: directorate
      ? { id: directorate.id, sq: directorate.nameSq, sr: directorate.nameSr, en: directorate.nameEn }
      : null,
    area: area ? { code: area.code, sq: area.nameSq, sr: area.nameSr, en: area.nameEn } : null,
  };
}
