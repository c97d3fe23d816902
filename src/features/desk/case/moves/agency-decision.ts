import { COMPLAINT_OUTCOMES, decideComplaint } from '../../../../core/casefile';
import { type FieldProblem, lineOf } from '../../../../platform/casework';
import { words } from '../../../../platform/views';
import { complaintPapers, undecided } from './complaint-papers';
import { beside, neededDay, typedDay } from './days';
import type { MoveDefinition } from './move';

/** The Agency's decision arrived. A binding one starts the municipality's days to comply. */
export const agencyDecisionMove: MoveDefinition = {
  name: 'agency-decision',
  action: 'case.complaint',
  fields: ['outcome', 'decidedOn'],
  takesFiles: true,
  offered: (file) => undecided(file) !== null,
  start: (_loaded, today) => ({ decidedOn: typedDay(today) }),
  extras: (_tools, _loaded, lang) => {
    const t = words(lang);
    return Promise.resolve({
      outcomes: COMPLAINT_OUTCOMES.map((value) => ({ value, text: t(`common:complaintOutcome.${value}`) })),
    });
  },
  read: (body, files) => {
    const problems: FieldProblem[] = [];
    const chosen = lineOf(body, 'outcome');
    const outcome = COMPLAINT_OUTCOMES.find((one) => one === chosen) ?? COMPLAINT_OUTCOMES[0];
    if (outcome !== chosen) problems.push({ field: 'outcome', code: 'agency-outcome-missing' });
    const day = neededDay(body, 'decidedOn', problems);
    return {
      problems,
      prepare: (tools) => (loaded, context) => {
        const event = beside('decidedOn', () => decideComplaint(loaded.file, outcome, day, context.today));
        return async (tx) => {
          const papers = await complaintPapers(tools, tx, files, loaded, context);
          return { events: [{ ...event, papers }] };
        };
      },
    };
  },
};
