import { consider, isClosed } from '../../../../core/casefile';
import type { FieldProblem } from '../../../../platform/casework';
import { beside, neededDay } from './days';
import type { MoveDefinition } from './move';

/** Records the day of consideration; the 15 days of the written notice run from it. */
export const considerMove: MoveDefinition = {
  name: 'consider',
  action: 'case.consider',
  fields: ['consideredOn'],
  takesFiles: false,
  offered: (file) => !isClosed(file) && file.kind !== 'access-request' && file.consideredOn === null,
  read: (body) => {
    const problems: FieldProblem[] = [];
    const day = neededDay(body, 'consideredOn', problems);
    return {
      problems,
      prepare:
        () =>
        ({ file }, { today }) => {
          const event = beside('consideredOn', () => consider(file, day, today));
          return () => Promise.resolve({ events: [event] });
        },
    };
  },
};
