import { agencyWrote } from '../../../../core/casefile';
import type { FieldProblem } from '../../../../platform/casework';
import { complaintPapers, undecided } from './complaint-papers';
import { beside, neededDay, typedDay } from './days';
import type { MoveDefinition } from './move';

/** The Agency's letter arrived: the days to reply run from its day. */
export const agencyLetterMove: MoveDefinition = {
  name: 'agency-letter',
  action: 'case.complaint',
  fields: ['notifiedOn'],
  takesFiles: true,
  offered: (file) => undecided(file)?.notifiedOn === null,
  start: (_loaded, today) => ({ notifiedOn: typedDay(today) }),
  read: (body, files) => {
    const problems: FieldProblem[] = [];
    const day = neededDay(body, 'notifiedOn', problems);
    return {
      problems,
      prepare: (tools) => (loaded, context) => {
        const event = beside('notifiedOn', () => agencyWrote(loaded.file, day, context.today));
        return async (tx) => {
          const papers = await complaintPapers(tools, tx, files, loaded, context);
          return { events: [{ ...event, papers }] };
        };
      },
    };
  },
};
