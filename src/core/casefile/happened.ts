import type { LocalDate } from '../law';

/** A file that belongs to an event, with the SHA-256 of its bytes: none can be exchanged without breaking the chain. */
export interface Paper {
  fileId: string;
  sha256: string;
}

export interface Happened {
  /** The day that the law counts (Europe/Belgrade), which may lie before the day it was recorded. */
  occurredOn: LocalDate;
}
