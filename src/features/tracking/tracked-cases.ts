import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { TransferChains } from '../../platform/casework';
import { TrackingPass } from '../../platform/intake';
import type { Lang } from '../../platform/views';
import {
  type Applicant,
  CaseBook,
  CaseMessages,
  type CaseRow,
  type LoadedCase,
  Papers,
  TrackingStore,
  Transactions,
} from '../../records';
import type { TrackedPapers } from './tracked-page';

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
    private readonly papers: Papers,
    private readonly messages: CaseMessages,
    private readonly chains: TransferChains,
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

  /** What belongs to a case, for its page. */
  async papersOf(row: CaseRow, lang: Lang): Promise<TrackedPapers> {
    const tx = this.transactions.reader;
    return {
      files: await this.papers.filesOfCase(tx, row.id),
      letters: await this.papers.lettersOfCase(tx, row.id),
      messages: await this.messages.ofCase(tx, row.id),
      chain: await this.chains.of(tx, row, lang),
    };
  }
}
