import { assign, isClosed, NotAllowed, type Role } from '../../../../core/casefile';
import { type FieldProblem, lineOf } from '../../../../platform/casework';
import { ASSEMBLY_KINDS, type CaseOf, seatsThatMay } from '../../../../platform/sign-in';
import type { SignedIn } from '../../../../platform/web/request';
import type { CaseRow, Directorate, Official } from '../../../../records';
import { RefusedBeside } from './days';
import { mailTo, type MoveDefinition } from './move';

const WORKERS: readonly Role[] = ['responsible-officer', 'directorate-staff'];

/** Whom an official may give a case to, and which directorates. */
export interface Assignable {
  person(official: Pick<Official, 'active' | 'role' | 'directorateId'>): boolean;
  directorate(one: Pick<Directorate, 'id' | 'active'>): boolean;
}

/**
 * Active officials who answer cases of this kind, and active directorates. Whoever assigns only as head of a directorate
 * (or for an absent one) stays within it.
 */
export function assignableBy(official: SignedIn, row: CaseOf & Pick<CaseRow, 'kind'>): Assignable {
  const asHead = seatsThatMay(official, 'case.assign', row).every((seat) => seat === 'directorate-head');
  const headed = [official, ...(official.standsInFor ?? [])].flatMap((one) => one.heads ?? []);
  const within = (id: string | null): boolean => !asHead || (id !== null && headed.includes(id));
  const workers: readonly Role[] = ASSEMBLY_KINDS.includes(row.kind) ? [...WORKERS, 'assembly-secretariat'] : WORKERS;
  return {
    person: (one) => one.active && workers.includes(one.role) && within(one.directorateId),
    directorate: (one) => one.active && within(one.id),
  };
}

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
          const assignable = assignableBy(official, loaded.row);
          const person = officials.find((one) => one.id === assignee && assignable.person(one));
          const parts = directorate === '' ? [] : await people.directorates(reader, institutionId);
          const part = parts.find((one) => one.id === directorate && assignable.directorate(one));
          const known = officials.some((one) => one.id === assignee && one.active && WORKERS.includes(one.role));
          if (!person && known) throw new RefusedBeside('assign.other-directorate', 'assignee');
          if (!part && parts.some((one) => one.id === directorate && one.active))
            throw new RefusedBeside('assign.other-directorate', 'directorate');
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
