import { answerClarificationMove } from './answer-clarification';
import { assignMove } from './assign';
import { clarifyMove } from './clarify';
import { considerMove } from './consider';
import { extendMove } from './extend';
import { filesMove } from './files';
import { forwardMove } from './forward';
import type { MoveDefinition } from './move';
import { noteMove } from './note';

/** In the order in which the case page offers them. */
export const MOVES: readonly MoveDefinition[] = [
  assignMove,
  clarifyMove,
  answerClarificationMove,
  considerMove,
  extendMove,
  forwardMove,
  noteMove,
  filesMove,
];
export { canBeAssigned } from './assign';
export type { MoveDefinition, Tools } from './move';
