import { Controller, Get, Inject, Param, Req, Res, UseFilters } from '@nestjs/common';
import type { Response } from 'express';
import { CaseBook, type CaseRow, EventLog, Papers, TrackingStore, Transactions } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { FileKeeper, sendFile } from '../../platform/files';
import { CaseLookup, cleanLine } from '../../platform/intake';
import { apiPaths } from '../../platform/paths';
import type { PageRequest } from '../../platform/web/request';
import { caseStatus } from './case-status';
import { passportAnswer } from './passport-answer';
import { Problem, ProblemFilter } from './problem';

/**
 * What became of a submission, for whoever holds its code. The code comes in a header, never in the address, because
 * addresses are written into logs. A wrong number and a wrong code get the same answer.
 */
@Controller(apiPaths.submissions())
@UseFilters(ProblemFilter)
export class TrackingController {
  constructor(
    private readonly lookup: CaseLookup,
    private readonly transactions: Transactions,
    private readonly book: CaseBook,
    private readonly log: EventLog,
    private readonly papers: Papers,
    private readonly tracking: TrackingStore,
    private readonly keeper: FileKeeper,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':reference')
  async status(
    @Req() req: PageRequest,
    @Param('reference') reference: string,
    @Res({ passthrough: true }) res: Response,
  ): Promise<object> {
    res.setHeader('Cache-Control', 'no-store');
    const row = await this.find(req, reference);
    const tx = this.transactions.reader;
    return caseStatus(row, await this.log.ofCase(tx, row.id), await this.papers.filesOfCase(tx, row.id));
  }

  /** Why the deadline is that day: the same that the page of the case explains. */
  @Get(':reference/passport')
  async passport(
    @Req() req: PageRequest,
    @Param('reference') reference: string,
    @Res({ passthrough: true }) res: Response,
  ): Promise<object> {
    res.setHeader('Cache-Control', 'no-store');
    const { institutionId, id } = await this.find(req, reference);
    return passportAnswer(await this.book.load(this.transactions.reader, institutionId, id));
  }

  @Get(':reference/documents/:id')
  async document(
    @Req() req: PageRequest,
    @Param('reference') reference: string,
    @Param('id') id: string,
    @Res() res: Response,
  ): Promise<void> {
    const row = await this.find(req, reference);
    const file = await this.tracking.releasedFile(this.transactions.reader, row.id, cleanLine(id));
    if (!file) throw new Problem('unknown-document');
    await sendFile(res, this.keeper, file);
  }

  private async find(req: PageRequest, reference: string): Promise<CaseRow> {
    const code = codeOf(req);
    if (!code) throw new Problem('code-needed');
    const now = this.clock.now();
    const found = await this.lookup.find(cleanLine(reference), cleanLine(code), req.ip ?? '', now);
    if (found.state === 'wrong') throw new Problem('unknown-case');
    if (found.state === 'too-many') {
      const retryAfter = Math.max(1, Math.ceil((found.until.getTime() - now.getTime()) / 1000));
      throw new Problem('too-many-attempts', { retryAfter });
    }
    return found.row;
  }
}

/** From `X-Access-Code: ABC…`, or `Authorization: Code ABC…`. */
function codeOf(req: PageRequest): string {
  const header = req.get('x-access-code') ?? /^Code\s+(\S.*)$/i.exec(req.get('authorization') ?? '')?.[1];
  return header?.trim().slice(0, 60) ?? '';
}
