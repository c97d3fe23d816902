/** Every clock that the product knows, as `<matter>.<step>`. */
export const procedures = [
  'access.decision',
  'access.extension',
  'access.urgent',
  'access.redirect',
  'access.redirect-unknown',
  'complaint.file',
  'complaint.reply',
  'complaint.decision',
  'complaint.comply',
  'complaint.court',
  'petition.consider',
  'petition.notice',
  'initiative.consider',
  'initiative.notice',
  'citizen-request.consider',
  'citizen-request.notice',
] as const;

export type Procedure = (typeof procedures)[number];

/** Whether the text names a clock. */
export function isProcedure(text: unknown): text is Procedure {
  return (procedures as readonly unknown[]).includes(text);
}

/**
 * How well a number is known: read in a legal text or in a municipality's own plan (`text`), said by the regulator or a
 * municipality (`official`), said by an NGO, a portal or the press (`second-hand`), or by nobody who could be checked.
 */
export type Mark = 'text' | 'official' | 'second-hand' | 'unverified';

/** `day`: every day counts. `working-day`: only working days count. `hour`: counted from the minute, never rolls. */
export type Unit = 'day' | 'working-day' | 'hour';

/** What happens on day zero. */
export type Trigger =
  | 'earlier-of-receipt-and-registration'
  | 'receipt'
  | 'receipt-by-assembly-chair'
  | 'refusal-or-silence'
  | 'receipt-of-agency-letter'
  | 'complaint'
  | 'binding-decision'
  | 'receipt-of-final-decision'
  | 'consideration';

/** What follows when the term passes without the act that it is set for. */
export type AtExpiry =
  'silence-is-refusal' | 'escalate' | 'right-lost' | 'decided-without-reply' | 'fine' | 'decision-final' | 'none';
