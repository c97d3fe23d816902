import type { Actor } from '../../core/casefile';
import type { Institution, NewCase, NewCaseRows, Tx } from '../../records';
import type { KeptFile } from '../files';
import type { ReadSubmission } from './submission';

/** One submission on its way into the register. */
export interface Arrival {
  institution: Institution;
  submission: ReadSubmission;
  kept: NewCase['submission'];
  files: readonly KeptFile[];
  actor: Actor;
  now: Date;
  source?: ArrivalSource;
}

/** Of something that lies safely elsewhere until its case is made, such as a mail. */
export interface ArrivalSource {
  /** True where the sender is a machine: it gets no receipt. */
  quiet: boolean;
  /** Written with the case, or neither is; whatever it throws reaches whoever files. */
  taken: (tx: Tx, made: NewCaseRows) => Promise<void>;
}
