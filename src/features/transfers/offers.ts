import { Injectable, NotFoundException } from '@nestjs/common';
import { may } from '../../platform/sign-in';
import type { SignedIn } from '../../platform/web/request';
import {
  CaseReading,
  type FileRow,
  type OfferedCase,
  Papers,
  People,
  TrackingStore,
  Transactions,
  Transfers,
} from '../../records';
import type { OfferData } from './transfer-view';

/** Reads what other institutions offer to the official's own; anything else is not found. */
@Injectable()
export class Offers {
  constructor(
    private readonly transfers: Transfers,
    private readonly people: People,
    private readonly papers: Papers,
    private readonly reading: CaseReading,
    private readonly tracking: TrackingStore,
    private readonly transactions: Transactions,
  ) {}

  waiting(official: SignedIn): Promise<OfferedCase[]> {
    return this.transfers.waiting(this.transactions.reader, official.institutionId);
  }

  /** Throws NotFoundException. Once it was declined or fell back, the applicant's papers are no business of ours. */
  async read(official: SignedIn, id: string): Promise<OfferData> {
    const tx = this.transactions.reader;
    const offered = await this.find(official, id);
    const { row, transfer } = offered;
    const { institutionId } = official;
    const knows = may(official, 'case.applicant', { institutionId, assigneeId: null, directorateId: null });
    return {
      offered,
      from: await this.people.institution(tx, transfer.fromInstitutionId),
      submission: await this.reading.submission(tx, row.submissionId),
      files: await this.filesOf(offered),
      applicant: knows && isOpen(offered) ? await this.tracking.applicant(tx, row.id) : null,
    };
  }

  /** A file that came with the request. Throws NotFoundException. */
  async file(official: SignedIn, id: string, fileId: string): Promise<FileRow> {
    const file = (await this.filesOf(await this.find(official, id))).find((one) => one.id === fileId);
    if (!file) throw new NotFoundException();
    return file;
  }

  private async find({ institutionId }: SignedIn, id: string): Promise<OfferedCase> {
    const offered = await this.transfers.addressedTo(this.transactions.reader, institutionId, id);
    if (!offered) throw new NotFoundException();
    return offered;
  }

  private async filesOf(offered: OfferedCase): Promise<FileRow[]> {
    if (!isOpen(offered)) return [];
    const files = await this.papers.filesOfCase(this.transactions.reader, offered.row.id);
    return files.filter((file) => file.role === 'submitted');
  }
}

const isOpen = ({ transfer, row }: OfferedCase): boolean => transfer.state === 'offered' && row.status === 'offered';
