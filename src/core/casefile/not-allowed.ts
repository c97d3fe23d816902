/** Why a move was refused; each code has words in every language (`templates/words/<lang>/desk.json`, `refused.*`). */
export type NotAllowedCode =
  | 'case.closed'
  | 'assign.same'
  | 'assign.unknown'
  | 'clarification.pending'
  | 'clarification.not-pending'
  | 'clarification.before-question'
  | 'clarification.future'
  | 'extension.not-this-kind'
  | 'extension.urgent'
  | 'extension.not-in-statute'
  | 'extension.already-used'
  | 'extension.too-late'
  | 'consider.not-this-kind'
  | 'consider.already'
  | 'consider.before-receipt'
  | 'consider.future'
  | 'decide.future'
  | 'decide.before-receipt'
  | 'decide.before-consideration'
  | 'decide.outcome-not-offered'
  | 'decide.grounds-missing'
  | 'decide.tests-missing'
  | 'decide.destination-missing'
  | 'decide.location-missing'
  | 'forward.already-offered'
  | 'forward.not-offered'
  | 'forward.future'
  | 'forward.before-offer'
  | 'correct.closed'
  | 'correct.future'
  | 'correct.after-registration'
  | 'correct.after-consideration'
  | 'correct.same'
  | 'complaint.not-this-kind'
  | 'complaint.nothing-refused'
  | 'complaint.already-open'
  | 'complaint.before-refusal'
  | 'complaint.none'
  | 'complaint.already-notified'
  | 'complaint.not-notified'
  | 'complaint.already-answered'
  | 'complaint.already-decided'
  | 'complaint.nothing-to-comply'
  | 'complaint.decide-first'
  | 'complaint.out-of-order'
  | 'complaint.future'
  | 'register.future'
  | 'register.before-receipt';

/** A move that the rules refuse. The page shows the words of its code; the API answers 409 with the code. */
export class NotAllowed extends Error {
  constructor(readonly code: NotAllowedCode) {
    super(code);
    this.name = 'NotAllowed';
  }
}
