import { randomUUID } from 'node:crypto';
import { apply, askClarification, awaitsClarification, clockOf, isClosed } from '../../../../core/casefile';
import { clarificationLetter } from '../../../../core/letters';
import { type FieldProblem, letterMessages, neededText } from '../../../../platform/casework';
import { type MoveDefinition, orderLetter } from './move';

/** Asks the applicant what is meant. Whether the clock runs on meanwhile is a setting; the letter says only what is true. */
export const clarifyMove: MoveDefinition = {
  name: 'clarify',
  action: 'case.clarify',
  fields: ['question'],
  takesFiles: false,
  offered: (file) => !isClosed(file) && !awaitsClarification(file),
  read: (body) => {
    const problems: FieldProblem[] = [];
    const question = neededText(body, 'question', problems);
    return {
      problems,
      prepare: (tools) => async (loaded, context) => {
        const letterId = randomUUID();
        const event = askClarification(loaded.file, letterId, context.today);
        const { calendar, settings } = loaded.basis;
        const asked = clockOf(apply(loaded.file, event), calendar, settings);
        const facts = clarificationLetter(loaded.file, asked, question);
        const { applicant, letter } = await orderLetter(tools, loaded, context, facts, letterId);
        return async (tx) => {
          const { letter: entered, file } = await tools.letters.enter(tx, letter);
          return { events: [event], messages: letterMessages(loaded.row, applicant, entered, file) };
        };
      },
    };
  },
};
