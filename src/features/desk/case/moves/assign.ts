import { assign, isClosed, NotAllowed } from '../../../../core/casefile';
import { type FieldProblem, lineOf } from '../../../../platform/casework';
import { mailTo, type MoveDefinition } from './move';

const WORKERS = ['responsible-officer', 'directorate-staff'];

/** Who can be given a case: active officials who answer cases. */
export const canBeAssigned = (official: { active: boolean; role: string }): boolean =>
  official.active && WORKERS.includes(official.role);

/** Gives the case to a person, a directorate, or both; a person brings the own directorate along. */
export const assignMove: MoveDefinition = {
  name: 'assign',
  action: 'case.assign',
  fields: ['assignee', 'directorate'],
  takesFiles: false,
  offered: (file) => !isClosed(file),
  read: (body) => {
    const assignee = lineOf(body, 'assignee');
    const directorate = lineOf(body, 'directorate');
    const problems: FieldProblem[] =
      assignee === '' && directorate === '' ? [{ field: 'assignee', code: 'assign-nobody' }] : [];
    return {
      problems,
      prepare:
        ({ people, reader }) =>
        async (loaded, { official, today }) => {
          const { institutionId } = loaded.row;
          const officials = assignee === '' ? [] : await people.officials(reader, institutionId);
          const person = officials.find((one) => one.id === assignee && canBeAssigned(one));
          const parts = directorate === '' ? [] : await people.directorates(reader, institutionId);
          const part = parts.find((one) => one.id === directorate && one.active);
          // Deactivated while the form stood open: the case must not silently lose the person it has.
          if ((assignee !== '' && !person) || (directorate !== '' && !part)) throw new NotAllowed('assign.unknown');
          const event = assign(
            loaded.file,
            { assigneeId: person?.id ?? null, directorateId: part?.id ?? person?.directorateId ?? null },
            today,
          );
          const told = person && person.id !== official.id && person.id !== loaded.file.assigneeId;
          const messages = told ? [mailTo(person, 'assigned', loaded, today)] : [];
          return () => Promise.resolve({ events: [event], messages });
        },
    };
  },
};
