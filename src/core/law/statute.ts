import type { LocalDate } from './local-date';
import type { AtExpiry, Mark, Procedure, Trigger, Unit } from './procedure';

/** One number of a law: how long a step may take, counted from what, and what it costs to miss it. */
export interface Term {
  readonly procedure: Procedure;
  readonly unit: Unit;
  /** In units. */
  readonly length: number;
  /** A last day that is a rest day moves to the next working day. */
  readonly rollsForward: boolean;
  /** What happens on day zero. */
  readonly trigger: Trigger;
  readonly cite: string;
  readonly mark: Mark;
  readonly atExpiry: AtExpiry;
}

/** The two grounds on which an access deadline may be extended, and no other. */
export const extensionGrounds = ['outside-institution', 'several-documents'] as const;
export type ExtensionGround = (typeof extensionGrounds)[number];

/**
 * The sources disagree about an extended deadline. A: `total` days from the same trigger. B: the first term and `added`
 * days more, also from the same trigger.
 */
export type ExtensionReading = 'A' | 'B';

export interface Extension {
  readonly grounds: readonly ExtensionGround[];
  readonly cite: string;
  readonly mark: Mark;
  readonly readings: { readonly A: { readonly total: number }; readonly B: { readonly added: number } };
}

/** Where an applicant goes after a refusal or silence, and within how many days (null: no text names a number). */
export interface Remedy {
  readonly body: 'aip' | 'ombudsperson';
  readonly days: number | null;
  readonly cite: string;
  readonly mark: Mark;
}

/** The share of a municipality's registered voters that must sign. Fewer turn nobody away: the Assembly's chair decides. */
export interface Threshold {
  readonly matter: 'initiative';
  readonly percent: number;
  readonly cite: string;
  readonly mark: Mark;
}

/**
 * A law as it stood between two days. A past version is never edited: a change of the law is a new version.
 * The day of the trigger chooses the version.
 */
export interface StatuteVersion {
  /** The family, the same for a law and its successor: 'access', 'local-self-government'. */
  readonly statute: string;
  /** The number of the law. */
  readonly version: string;
  /** First day in force. */
  readonly from: LocalDate;
  /** Last day in force; null while it is in force. */
  readonly until: LocalDate | null;
  /** The name that a letter quotes. */
  readonly title: { readonly sq: string; readonly sr: string; readonly en: string };
  /** Where it was published, and how the days in force are known. */
  readonly cite: string;
  readonly mark: Mark;
  readonly terms: readonly Term[];
  readonly extension: 'none' | Extension;
  readonly thresholds?: readonly Threshold[];
  /** Null where nobody outside the municipality decides. */
  readonly remedy: Remedy | null;
}

/** What a deadline quotes: the version it stands on, and where the number is written. */
export interface StatuteCite {
  readonly statute: string;
  readonly version: string;
  readonly cite: string;
  readonly mark: Mark;
}
