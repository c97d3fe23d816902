import { randomUUID } from 'node:crypto';
import { decide, type DecisionDraft, isClosed } from '../../../../core/casefile';
import { nationalCalendar } from '../../../../core/law';
import { decisionLetter } from '../../../../core/letters';
import {
  type FieldProblem,
  letterMessages,
  limitedText,
  lineOf,
  neededText,
  textOf,
} from '../../../../platform/casework';
import { type MoveDefinition, orderLetter } from './move';

const WAYS = ['forwarded', 'redirected'] as const;

/** Sends the matter where it belongs, and closes the case: passed on, or the applicant is told who holds the document. */
export const forwardMove: MoveDefinition = {
  name: 'forward',
  action: 'case.forward',
  fields: ['way', 'destination', 'reasons'],
  takesFiles: false,
  offered: (file) => !isClosed(file),
  read: (body) => {
    const problems: FieldProblem[] = [];
    const chosen = lineOf(body, 'way');
    const outcome = WAYS.find((one) => one === chosen);
    if (!outcome) problems.push({ field: 'way', code: 'way-missing' });
    const destination = neededText(body, 'destination', problems);
    const reasons = limitedText(textOf(body, 'reasons'), 'reasons', problems);
    return {
      problems,
      prepare: (tools) => async (loaded, context) => {
        const draft: DecisionDraft = {
          outcome: outcome ?? 'forwarded',
          answerForm: null,
          grounds: [],
          location: '',
          destination,
          decidedOn: context.today,
        };
        const letterId = randomUUID();
        const event = decide(loaded.file, draft, letterId, context.today);
        const facts = decisionLetter(loaded.file, event, draft, { reasons, enclosures: [] }, nationalCalendar);
        const { applicant, letter } = await orderLetter(tools, loaded, context, facts, letterId);
        return async (tx) => {
          const { letter: entered, file } = await tools.letters.enter(tx, letter);
          return { events: [event], messages: letterMessages(loaded.row, applicant, entered, file) };
        };
      },
    };
  },
};
