import { consider, isClosed } from '../../../../core/casefile';
import { localDate } from '../../../../core/law';
import { type FieldProblem, lineOf } from '../../../../platform/casework';
import { readDay } from '../../../../platform/intake';
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
    const typed = lineOf(body, 'consideredOn');
    const day = readDay(typed);
    if (!day) problems.push({ field: 'consideredOn', code: typed === '' ? 'day-missing' : 'day-wrong' });
    return {
      problems,
      prepare:
        () =>
        ({ file }, { today }) => {
          const event = consider(file, day ?? localDate('9999-12-31'), today);
          return () => Promise.resolve({ events: [event] });
        },
    };
  },
};
