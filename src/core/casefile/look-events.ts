import type { SeenWhere } from './codes';
import type { Happened } from './happened';

/** An auditor opened the case. */
export interface Inspected extends Happened {
  type: 'inspected';
}

/** An official looked at who asked. Where: on the case page, in a letter, a receipt, a mail, an offer or a draft decision. */
export interface ApplicantSeen extends Happened {
  type: 'applicant-seen';
  where: SeenWhere;
}
/** Who asked was taken away for good: the time that the institution keeps it was over. What was asked and answered stays. */
export interface Anonymised extends Happened {
  type: 'anonymised';
  /** The setting at the time: so many months after the end. */
  months: number;
  /** SHA-256 of the submission as it is kept from now on. */
  remains: string;
  /** Files whose bytes were deleted. */
  fileIds: string[];
}
