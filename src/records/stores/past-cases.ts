import { Injectable } from '@nestjs/common';
import { type Believed, believedAt, type CaseClocks, type ClockBasis, clocksOf } from '../../core/casefile';
import type { Tx } from '../transactions';
import { Bases } from './bases';
import type { LoadedCase } from './case-book';
import type { RecordedEvent } from './event-log';

/** A case as it was believed to stand at a past moment. */
export interface PastCase extends CaseClocks, Believed<RecordedEvent> {
  /** What it was counted by then. */
  basis: ClockBasis;
}

/** "What did we believe on 14 April?": nothing is erased, so anybody can ask. */
@Injectable()
export class PastCases {
  constructor(private readonly bases: Bases) {}

  /** Null when the case was not recorded yet. */
  async asOf(tx: Tx, { row, history }: Pick<LoadedCase, 'row' | 'history'>, moment: Date): Promise<PastCase | null> {
    const believed = believedAt(history, moment);
    if (!believed) return null;
    const present = await this.bases.at(tx, row.institutionId, moment);
    const { judgedAt } = believed;
    const basis = judgedAt ? await this.bases.at(tx, row.institutionId, judgedAt) : present;
    return { ...believed, ...clocksOf(believed.file, basis, present), basis };
  }
}
