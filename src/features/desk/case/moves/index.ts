import { agencyDecisionMove } from './agency-decision';
import { agencyLetterMove } from './agency-letter';
import { answerClarificationMove } from './answer-clarification';
import { areaMove } from './area';
import { askDocumentsMove } from './ask-documents';
import { assignMove } from './assign';
import { clarifyMove } from './clarify';
import { complaintMove } from './complaint';
import { complaintReplyMove } from './complaint-reply';
import { complyMove } from './comply';
import { considerMove } from './consider';
import { consultMove } from './consult';
import { consultAnswerMove, consultWithdrawMove } from './consult-answer';
import { correctMove } from './correct';
import { extendMove } from './extend';
import { filesMove } from './files';
import { forwardMove } from './forward';
import { forwardAcceptedMove, forwardDeclinedMove, forwardWithdrawMove } from './forward-answer';
import { lapseClarificationMove } from './lapse-clarification';
import type { MoveDefinition } from './move';
import { messageMove, recordMessageMove } from './message';
import { noteMove } from './note';

/** In the order in which the case page offers them. */
export const MOVES: readonly MoveDefinition[] = [
  assignMove,
  askDocumentsMove,
  clarifyMove,
  answerClarificationMove,
  lapseClarificationMove,
  messageMove,
  recordMessageMove,
  consultMove,
  consultAnswerMove,
  consultWithdrawMove,
  considerMove,
  extendMove,
  forwardMove,
  forwardAcceptedMove,
  forwardDeclinedMove,
  forwardWithdrawMove,
  complaintMove,
  agencyLetterMove,
  complaintReplyMove,
  agencyDecisionMove,
  complyMove,
  correctMove,
  areaMove,
  noteMove,
  filesMove,
];
export { assignableBy } from './assign';
export { RefusedBeside } from './days';
export type { MoveDefinition, Tools } from './move';
