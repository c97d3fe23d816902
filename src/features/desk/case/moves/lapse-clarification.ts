import { awaitsClarification, isClosed, lapseClarification } from '../../../../core/casefile';
import type { MoveDefinition } from './move';

/** Nobody waits for the applicant's answer any longer: the case goes on, and a clock that stood still runs again. */
export const lapseClarificationMove: MoveDefinition = {
  name: 'lapse-clarification',
  action: 'case.clarify',
  fields: [],
  takesFiles: false,
  offered: (file) => !isClosed(file) && awaitsClarification(file),
  read: () => ({
    problems: [],
    prepare:
      () =>
      ({ file }, { today }) => {
        const event = lapseClarification(file, today);
        return () => Promise.resolve({ events: [event] });
      },
  }),
};
