import { Inject, Injectable } from '@nestjs/common';
import { clockOf, open } from '../../core/casefile';
import { CaseBook, type LoadedCase, type OutboxRow, Papers, TrackingStore, Transactions } from '../../records';
import { CONFIG, type Config } from '../config';
import { Crests, receiptFileName, receiptOf, receiptPdf, type ReceiptSheet } from '../letters';
import { publicPaths } from '../paths';

/** The receipt that goes out with a mail: its reasons stand in the text, and the sheet is enclosed. */
export interface EnclosedReceipt {
  /** Why the deadline is the day that it is, in sentences. */
  why: string[];
  name: string;
  /** Slow (tens of milliseconds). */
  pdf(): Promise<Buffer>;
}

/** Writes the receipt anew for its mail: nothing is kept of it but the facts of the message and the events of the case. */
@Injectable()
export class ReceiptSheets {
  constructor(
    private readonly book: CaseBook,
    private readonly tracking: TrackingStore,
    private readonly papers: Papers,
    private readonly crests: Crests,
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Null when another day would come out now, because a setting or the calendar was changed since: the mail keeps the day
   * that it told, and the page of the receipt tells the new one with its reasons.
   */
  async of(
    row: Pick<OutboxRow, 'facts' | 'caseId' | 'institutionId' | 'language' | 'kind' | 'createdAt'>,
  ): Promise<EnclosedReceipt | null> {
    const { facts, caseId, institutionId, language: lang } = row;
    if (row.kind !== 'receipt' || caseId === null || facts.procedure === undefined) return null;
    const tx = this.transactions.reader;
    const loaded = asRegistered(await this.book.load(tx, institutionId, caseId));
    if (!loaded || dueOf(loaded) !== (facts.dueOn ?? null)) return null;
    const applicant = await this.tracking.applicant(tx, caseId);
    const files = (await this.papers.filesOfCase(tx, caseId)).filter((file) => file.role === 'submitted');
    const sheet: ReceiptSheet = {
      receipt: receiptOf(loaded, applicant, files, lang),
      institution: loaded.institution,
      lang,
      trackAddress: this.config.publicUrl + publicPaths.track(lang),
      // That of the message: sent a second time, it is the same sheet.
      now: row.createdAt,
    };
    return {
      why: sheet.receipt.why.sentences,
      name: receiptFileName(sheet),
      pdf: async () => receiptPdf({ ...sheet, crest: await this.crests.of(loaded.institution) }),
    };
  }
}

/** The case as it was when the receipt was written: registered, and nothing more. */
function asRegistered(loaded: LoadedCase): LoadedCase | null {
  const first = loaded.history[0]?.event;
  if (first?.type !== 'registered') return null;
  const file = open(first);
  const { calendar, settings } = loaded.present;
  return { ...loaded, file, clock: clockOf(file, calendar, settings) };
}

const dueOf = ({ clock }: LoadedCase): string | null => (clock.state === 'running' ? clock.dueOn : null);
