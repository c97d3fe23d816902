import {
  apply,
  type CaseClock,
  type CaseFile,
  clockOf,
  type ClockSettings,
  type ComplaintComplied,
  type ConsultationAsked,
  type Decided,
  type DecisionDraft,
  demandsGrounds,
  type Extended,
  type ForwardOffered,
  procedureOf,
  type SilenceFell,
  triggerOf,
} from '../casefile';
import { type Calendar, type LocalDate, NoStatute, statuteFor } from '../law';
import type {
  CaseFacts,
  ClarificationFacts,
  ComplianceFacts,
  ConsultationFacts,
  DecisionFacts,
  ExtensionFacts,
  ForwardOfferedFacts,
  SilenceFacts,
} from './facts';
import { type LawTitle, remedyAgainst } from './remedy';

function lawOf(file: CaseFile): LawTitle | null {
  try {
    const procedure = file.kind === 'access-request' ? 'access.decision' : procedureOf(file, true);
    return statuteFor(procedure, triggerOf(file, true)).title;
  } catch (error) {
    if (error instanceof NoStatute) return null;
    throw error;
  }
}

const about = (file: CaseFile): CaseFacts => ({
  reference: file.reference,
  caseKind: file.kind,
  receivedOn: file.receivedOn,
  law: lawOf(file),
});

const dueOnOf = (clock: CaseClock): LocalDate | null => (clock.state === 'running' ? clock.dueOn : null);

/**
 * What the letter of a decision states. A refusal of access, full or partial, names the remedy and its last day; whoever was
 * granted everything, sent on or told where it is published has been refused nothing.
 */
export function decisionLetter(
  file: CaseFile,
  decided: Decided,
  draft: Pick<DecisionDraft, 'grounds' | 'location' | 'destination'>,
  told: { reasons: string; enclosures: string[] },
  calendar: Calendar,
): DecisionFacts {
  const refuses = demandsGrounds(file.kind, decided.outcome);
  const elsewhere = decided.outcome === 'redirected' || decided.outcome === 'forwarded';
  return {
    ...about(file),
    kind: 'decision',
    outcome: decided.outcome,
    decidedOn: decided.occurredOn,
    answerForm: decided.answerForm,
    grounds: refuses ? draft.grounds : [],
    reasons: told.reasons,
    location: decided.outcome === 'already-public' ? draft.location : '',
    destination: elsewhere ? draft.destination : '',
    consideredOn: file.consideredOn,
    enclosures: told.enclosures,
    remedy: refuses ? remedyAgainst(decided.occurredOn, calendar) : null,
  };
}

/** "The applicant is told in writing, with the reason, before the first deadline passes": the letter names the new day. */
export function extensionLetter(
  file: CaseFile,
  extended: Extended,
  reason: string,
  calendar: Calendar,
  settings: ClockSettings,
): ExtensionFacts {
  const clock = clockOf(apply(file, extended), calendar, settings);
  return {
    ...about(file),
    kind: 'extension',
    extendedOn: extended.occurredOn,
    ground: extended.ground,
    reason,
    firstDueOn: clock.state === 'running' ? clock.firstDueOn : null,
    dueOn: dueOnOf(clock),
  };
}

/** A question about an unclear request. */
export function clarificationLetter(file: CaseFile, clock: CaseClock, question: string): ClarificationFacts {
  return { ...about(file), kind: 'clarification', question, dueOn: dueOnOf(clock) };
}

/** Tells the applicant that the request was sent on, that it stays here until it is accepted, and until when we must answer. */
export function forwardOfferedLetter(
  file: CaseFile,
  clock: CaseClock,
  offered: ForwardOffered,
  told: { destination: string; reasons: string },
): ForwardOfferedFacts {
  const { occurredOn: offeredOn, answerBy } = offered;
  return { ...about(file), kind: 'forward-offered', ...told, offeredOn, answerBy, dueOn: dueOnOf(clock) };
}

/** What was done after a binding decision of the Agency; a new refusal, full or partial, names the remedy again. */
export function complianceLetter(
  file: CaseFile,
  complied: ComplaintComplied,
  told: { reasons: string; enclosures: string[] },
  calendar: Calendar,
): ComplianceFacts {
  const { outcome, occurredOn } = complied;
  return {
    ...about(file),
    kind: 'compliance',
    complainedOn: file.complaint?.on ?? occurredOn,
    agencyDecidedOn: file.complaint?.decidedOn ?? occurredOn,
    compliedOn: occurredOn,
    outcome,
    ...told,
    remedy: demandsGrounds(file.kind, outcome) ? remedyAgainst(occurredOn, calendar) : null,
  };
}

/** Asks a third party before documents are released that concern it. */
export function consultationLetter(
  file: CaseFile,
  { ground, by }: ConsultationAsked,
  question: string,
): ConsultationFacts {
  return { ...about(file), kind: 'consultation', ground, question, by };
}

/** Tells the applicant that silence counts as a refusal, and where to complain until when. */
export function silenceLetter(file: CaseFile, silence: SilenceFell, calendar: Calendar): SilenceFacts {
  return {
    ...about(file),
    kind: 'silence',
    dueOn: silence.dueOn,
    silentSince: silence.occurredOn,
    remedy: remedyAgainst(silence.occurredOn, calendar),
  };
}
