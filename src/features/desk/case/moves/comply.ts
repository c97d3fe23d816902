import { randomUUID } from 'node:crypto';
import { comply, COMPLIANCE_OUTCOMES, complaintStage, isClosed } from '../../../../core/casefile';
import { complianceLetter } from '../../../../core/letters';
import {
  type FieldProblem,
  letterMessages,
  limitedText,
  lineOf,
  outcomeInWords,
  textOf,
} from '../../../../platform/casework';
import { beside, neededDay, typedDay } from './days';
import { fileRows, type MoveDefinition, orderLetter } from './move';

/** What a binding decision of the Agency asks was done: a letter to the applicant, with the documents released now. */
export const complyMove: MoveDefinition = {
  name: 'comply',
  action: 'case.complaint',
  fields: ['outcome', 'compliedOn', 'reasons'],
  takesFiles: true,
  offered: (file) => isClosed(file) && file.complaint !== null && complaintStage(file.complaint) === 'comply',
  start: (_loaded, today) => ({ compliedOn: typedDay(today) }),
  extras: (_tools, { row }, lang) =>
    Promise.resolve({
      outcomes: COMPLIANCE_OUTCOMES.map((value) => ({ value, text: outcomeInWords(row.kind, value, lang) })),
    }),
  read: (body, files) => {
    const problems: FieldProblem[] = [];
    const chosen = lineOf(body, 'outcome');
    const outcome = COMPLIANCE_OUTCOMES.find((one) => one === chosen) ?? COMPLIANCE_OUTCOMES[0];
    if (outcome !== chosen) problems.push({ field: 'outcome', code: 'outcome-missing' });
    const day = neededDay(body, 'compliedOn', problems);
    const reasons = limitedText(textOf(body, 'reasons'), 'reasons', problems);
    return {
      problems,
      prepare: (tools) => async (loaded, context) => {
        const dueOn = loaded.complaintClock?.state === 'running' ? loaded.complaintClock.dueOn : null;
        const event = beside('compliedOn', () => comply(loaded.file, outcome, day, context.today, dueOn));
        const told = { reasons, enclosures: files.map((file) => file.name) };
        const facts = complianceLetter(loaded.file, event, told, loaded.present.calendar);
        const { applicant, letter } = await orderLetter(tools, loaded, context, facts, randomUUID());
        return async (tx) => {
          const { letter: entered, file: pdf } = await tools.letters.enter(tx, letter);
          const answers = await tools.papers.addFiles(tx, fileRows(files, loaded, 'answer', true, context.now));
          const papers = [pdf, ...answers].map(({ id, sha256 }) => ({ fileId: id, sha256 }));
          const messages = letterMessages(loaded.row, applicant, entered, pdf, answers);
          return { events: [{ ...event, papers }], messages };
        };
      },
    };
  },
};
