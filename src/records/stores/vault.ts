import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Applicant, Identity } from '../entities';
import type { Tx } from '../transactions';

/**
 * Who asked: whom the institution answers (`Applicant`) and what was typed (`Identity`), apart from case and submission.
 * Whoever shows any of it asks for the permission `case.applicant` first, and writes the look down (`Looks.applicant`).
 */
@Injectable()
export class Vault {
  /** The fields about the sender, as they were typed; empty where there are none, and once they were taken away. */
  async senderOf(tx: Tx, submissionId: string): Promise<Record<string, unknown>> {
    return (await tx.findOneBy(Identity, { submissionId }))?.sent ?? {};
  }

  /**
   * For a search by applicant: whom the institution answers, by case; those whose time is over are not among them. Show
   * none of it before a look.
   */
  async applicantsOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, Applicant>> {
    if (caseIds.length === 0) return new Map();
    const found = await tx.findBy(Applicant, { caseId: In([...caseIds]) });
    return new Map(
      found
        .filter(({ name, email, postalAddress, phone }) => name || email || postalAddress || phone)
        .map((one) => [one.caseId, one]),
    );
  }
}
