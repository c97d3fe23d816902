import { randomUUID } from 'node:crypto';
import { decide, type DecisionDraft } from '../../../../core/casefile';
import { decisionLetter } from '../../../../core/letters';
import { letterMessages, type Prepare } from '../../../../platform/casework';
import { orderLetter, type Tools } from './move';

/** Tells the applicant who holds the document, and closes the case. */
export const redirectTo =
  (tools: Tools, destination: string, reasons: string): Prepare =>
  async (loaded, context) => {
    const draft: DecisionDraft = {
      outcome: 'redirected',
      answerForm: null,
      grounds: [],
      location: '',
      destination,
      decidedOn: context.today,
    };
    const letterId = randomUUID();
    const event = decide(loaded.file, draft, letterId, context.today);
    const facts = decisionLetter(loaded.file, event, draft, { reasons, enclosures: [] }, loaded.present.calendar);
    const { applicant, letter } = await orderLetter(tools, loaded, context, facts, letterId);
    return async (tx) => {
      const { letter: entered, file } = await tools.letters.enter(tx, letter);
      return { events: [event], messages: letterMessages(loaded.row, applicant, entered, file) };
    };
  };
