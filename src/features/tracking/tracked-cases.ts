import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { TrackingPass } from '../../platform/intake';
import { type Applicant, CaseBook, type LoadedCase, TrackingStore, Transactions } from '../../records';

export interface TrackedCase {
  loaded: LoadedCase;
  applicant: Applicant;
}

/** The cases that a browser may see, because it filed them or showed their code. */
@Injectable()
export class TrackedCases {
  constructor(
    private readonly pass: TrackingPass,
    private readonly store: TrackingStore,
    private readonly book: CaseBook,
    private readonly transactions: Transactions,
  ) {}

  /** Null when this browser has no pass for a case of that number. */
  async find(req: Request, reference: string): Promise<TrackedCase | null> {
    const tx = this.transactions.reader;
    const rows = await this.store.byIds(tx, this.pass.caseIds(req));
    const row = rows.find((one) => one.reference === reference);
    if (!row) return null;
    const loaded = await this.book.load(tx, row.institutionId, row.id);
    return { loaded, applicant: await this.store.applicant(tx, row.id) };
  }
}
