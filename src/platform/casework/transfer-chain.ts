import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../core/law';
import { type CaseRow, People, type TransferRow, Transfers, type Tx, wasWithdrawn } from '../../records';
import type { Lang } from '../views';

/** An offer of a case, in the words of a page. */
export interface ChainLink {
  id: string;
  /** The other institution by its name in this language. */
  to: string;
  answerBy: LocalDate;
  reasons: string;
  refusal: string | null;
  /** `gone`: the case was decided while the offer stood. */
  state: TransferRow['state'] | 'withdrawn' | 'gone';
  /** The number of the case that was made of it; null for an institution outside this installation. */
  newReference: string | null;
}

/** Where a case came from and where it went. */
export interface TransferChain {
  cameFrom: { name: string; reference: string; reasons: string } | null;
  offers: ChainLink[];
}

export const NO_CHAIN: TransferChain = { cameFrom: null, offers: [] };

/** Reads the way of a case between institutions, for its own page and for its applicant's. */
@Injectable()
export class TransferChains {
  constructor(
    private readonly transfers: Transfers,
    private readonly people: People,
  ) {}

  async of(tx: Tx, row: CaseRow, lang: Lang): Promise<TransferChain> {
    const nameOf = async (id: string): Promise<string> => {
      const { nameSq, nameSr, nameEn } = await this.people.institution(tx, id);
      return { sq: nameSq, sr: nameSr, en: nameEn }[lang];
    };
    const origin = await this.transfers.origin(tx, row);
    const rows = await this.transfers.ofCase(tx, row.id);
    const references = await this.transfers.newReferences(tx, rows);
    const offers: ChainLink[] = [];
    for (const transfer of rows) {
      const { id, toInstitutionId, destination, answerBy, reasons, refusal } = transfer;
      const to = toInstitutionId === null ? destination : await nameOf(toInstitutionId);
      const state = stateOf(transfer, row);
      offers.push({ id, to, answerBy, reasons, refusal, state, newReference: references.get(id) ?? null });
    }
    const cameFrom = origin && {
      name: await nameOf(origin.transfer.fromInstitutionId),
      reference: origin.row.reference,
      reasons: origin.transfer.reasons,
    };
    return { cameFrom, offers };
  }
}

function stateOf(transfer: TransferRow, row: CaseRow): ChainLink['state'] {
  if (transfer.state === 'lapsed') return wasWithdrawn(transfer) ? 'withdrawn' : 'lapsed';
  return transfer.state === 'offered' && row.closedOn !== null ? 'gone' : transfer.state;
}
