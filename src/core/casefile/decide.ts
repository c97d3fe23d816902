import type { LocalDate } from '../law';
import { type CaseFile, isClosed } from './case-file';
import type { AnswerForm, Kind, Outcome, RefusalGround } from './codes';
import type { Decided } from './events';
import { NotAllowed } from './not-allowed';

/** One ground of refusal with its two tests, as the officer weighed them (the law asks for both before any refusal). */
export interface WeighedGround {
  ground: RefusalGround;
  harmTest: string;
  publicInterestTest: string;
}

export interface DecisionDraft {
  outcome: Outcome;
  answerForm: AnswerForm | null;
  grounds: WeighedGround[];
  /** Where the document can be found (`already-public`). */
  location: string;
  /** The institution that holds it (`redirected`, `forwarded`). */
  destination: string;
  decidedOn: LocalDate;
}

const ACCESS: readonly Outcome[] = [
  'granted',
  'partial',
  'refused',
  'already-public',
  'redirected',
  'forwarded',
  'withdrawn',
];
const OTHERS: readonly Outcome[] = ['granted', 'partial', 'refused', 'forwarded', 'withdrawn'];

/** The outcomes that an official may choose for a kind; `unanswered` only comes from old registers. */
export const outcomesFor = (kind: Kind): readonly Outcome[] => (kind === 'access-request' ? ACCESS : OTHERS);

/** A refusal, full or partial, of access demands grounds and tests. */
export const demandsGrounds = (kind: Kind, outcome: Outcome): boolean =>
  kind === 'access-request' && (outcome === 'refused' || outcome === 'partial');

/** These outcomes close a petition before it was considered. */
const WITHOUT_CONSIDERATION: readonly Outcome[] = ['forwarded', 'withdrawn'];

/** Decides a case: closes it with an outcome. Throws `NotAllowed` with what is missing. */
export function decide(file: CaseFile, draft: DecisionDraft, letterId: string, today: LocalDate): Decided {
  if (isClosed(file)) throw new NotAllowed('case.closed');
  if (!outcomesFor(file.kind).includes(draft.outcome)) throw new NotAllowed('decide.outcome-not-offered');
  if (draft.decidedOn > today) throw new NotAllowed('decide.future');
  if (draft.decidedOn < file.receivedOn) throw new NotAllowed('decide.before-receipt');
  if (file.kind !== 'access-request' && !WITHOUT_CONSIDERATION.includes(draft.outcome)) {
    if (file.consideredOn === null || draft.decidedOn < file.consideredOn) {
      throw new NotAllowed('decide.before-consideration');
    }
  }
  if (demandsGrounds(file.kind, draft.outcome)) {
    if (draft.grounds.length === 0) throw new NotAllowed('decide.grounds-missing');
    if (draft.grounds.some((g) => !g.harmTest.trim() || !g.publicInterestTest.trim())) {
      throw new NotAllowed('decide.tests-missing');
    }
  }
  if (['redirected', 'forwarded'].includes(draft.outcome) && !draft.destination.trim()) {
    throw new NotAllowed('decide.destination-missing');
  }
  if (draft.outcome === 'already-public' && !draft.location.trim()) throw new NotAllowed('decide.location-missing');
  return {
    type: 'decided',
    occurredOn: draft.decidedOn,
    outcome: draft.outcome,
    answerForm: draft.answerForm,
    grounds: demandsGrounds(file.kind, draft.outcome) ? draft.grounds.map((g) => g.ground) : [],
    letterId,
  };
}
