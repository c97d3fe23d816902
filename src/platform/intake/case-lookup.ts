import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Attempts, type CaseWithCode, People, TrackingStore, Transactions } from '../../records';
import { cleanLine } from './text';

const WINDOW_MS = 15 * 60_000;
const PER_REFERENCE = 10;
const PER_ADDRESS = 30;

export type Lookup =
  | ({ state: 'found' } & CaseWithCode)
  /** Wrong number or wrong code: the two are not told apart. */
  | { state: 'wrong' }
  | { state: 'too-many'; until: Date };

/** A number as it stands on a receipt, whatever was typed: spaces, other dashes, small letters. */
export const tidyReference = (typed: string): string =>
  typed
    .replace(/\s+/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .toUpperCase()
    .slice(0, 60);

/** Only letters and digits count in a code. */
export const tidyCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 40);

/** Finds a case by number and code, and counts failures: 10 per number, 30 per address in a quarter of an hour. */
@Injectable()
export class CaseLookup {
  constructor(
    private readonly transactions: Transactions,
    private readonly attempts: Attempts,
    private readonly people: People,
    private readonly store: TrackingStore,
  ) {}

  async find(typedReference: string, typedCode: string, address: string, now: Date): Promise<Lookup> {
    const typed = cleanLine(typedReference);
    const reference = tidyReference(typed);
    const code = tidyCode(typedCode);
    return this.transactions.run(async (tx) => {
      const keys = [
        { what: `track:reference:${reference}`, most: PER_REFERENCE },
        { what: `track:address:${address}`, most: PER_ADDRESS },
      ];
      for (const { what, most } of keys) {
        const { count, until } = await this.attempts.hold(tx, what, now, WINDOW_MS);
        if (count >= most) return { state: 'too-many', until };
      }
      const institutions = await this.people.activeInstitutions(tx);
      const references = [...new Set([reference, typed.slice(0, 60)])];
      const candidates = await this.store.byReference(
        tx,
        institutions.map((one) => one.id),
        references,
      );
      const found = candidates.find((one) => same(one.applicant.accessCode, code));
      if (found) return { state: 'found', ...found };
      for (const { what } of keys) await this.attempts.fail(tx, what, now, WINDOW_MS);
      return { state: 'wrong' };
    });
  }
}

/** Takes the same time however much of the code is right. */
function same(expected: string, given: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(tidyCode(expected)), digest(given)) && given !== '';
}
