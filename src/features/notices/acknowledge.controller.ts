import { Controller, ForbiddenException, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Acknowledging, Notices, Transactions } from '../../records';
import { CaseWork } from '../../platform/casework';
import { type Clock, CLOCK } from '../../platform/clock';
import { deskPaths } from '../../platform/paths';
import { Allow } from '../../platform/sign-in';
import type { PageRequest, SignedIn } from '../../platform/web/request';

/** "I have it", pressed on the case page or on the bell: the escalation climbs no further. */
@Controller('desk/cases/:id/acknowledge')
@Allow('notices')
export class AcknowledgeController {
  constructor(
    private readonly acknowledging: Acknowledging,
    private readonly notices: Notices,
    private readonly work: CaseWork,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  async acknowledge(@Param('id') id: string, @Req() req: PageRequest, @Res() res: Response): Promise<void> {
    // There is nothing to show again: the press is repeated on the page it stood on.
    if (req.staleForm) throw new ForbiddenException();
    const official = req.official as SignedIn;
    const { row } = await this.work.load(official, id);
    const { alarm, from } = (req.body ?? {}) as Record<string, unknown>;
    const now = this.clock.now();
    const count = await this.transactions.run(async (tx) => {
      const done = await this.acknowledging.acknowledge(tx, {
        institutionId: row.institutionId,
        caseId: row.id,
        by: official.id,
        officialIds: [official.id, ...(official.standsInFor ?? []).map((one) => one.id)],
        ...(typeof alarm === 'string' && alarm !== '' ? { alarmId: alarm } : {}),
        now,
      });
      await this.notices.readOfCase(tx, official.id, row.id, now);
      return done;
    });
    const back = from === 'notices' ? deskPaths.notices() : deskPaths.caseFile(row.id);
    res.redirect(303, `${back}?done=${count > 0 ? 'acknowledged' : 'settled'}`);
  }
}
