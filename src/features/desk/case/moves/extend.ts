import { randomUUID } from 'node:crypto';
import { extend, isClosed } from '../../../../core/casefile';
import { extensionGrounds } from '../../../../core/law';
import { extensionLetter } from '../../../../core/letters';
import { type FieldProblem, letterMessages, lineOf, neededText } from '../../../../platform/casework';
import { type MoveDefinition, orderLetter } from './move';

/** Extends the deadline: once, before it passes, on one of the two grounds; the applicant is told in writing. */
export const extendMove: MoveDefinition = {
  name: 'extend',
  action: 'case.extend',
  fields: ['ground', 'reason'],
  takesFiles: false,
  offered: (file) =>
    !isClosed(file) && file.kind === 'access-request' && !file.urgent && !file.extension && file.silentSince === null,
  read: (body) => {
    const problems: FieldProblem[] = [];
    const chosen = lineOf(body, 'ground');
    const ground = extensionGrounds.find((one) => one === chosen) ?? extensionGrounds[0];
    if (ground !== chosen) problems.push({ field: 'ground', code: 'ground-missing' });
    const reason = neededText(body, 'reason', problems);
    return {
      problems,
      prepare: (tools) => async (loaded, context) => {
        const letterId = randomUUID();
        const event = extend(loaded.file, loaded.clock, ground, letterId, context.today);
        const { calendar, settings } = loaded.basis;
        const facts = extensionLetter(loaded.file, event, reason, calendar, settings);
        const { applicant, letter } = await orderLetter(tools, loaded, context, facts, letterId);
        return async (tx) => {
          const { letter: entered, file } = await tools.letters.enter(tx, letter);
          return { events: [event], messages: letterMessages(loaded.row, applicant, entered, file) };
        };
      },
    };
  },
};
