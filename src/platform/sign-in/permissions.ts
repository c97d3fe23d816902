import type { Kind, Role } from '../../core/casefile';
import type { CaseRow } from '../../records';
import type { SignedIn } from '../web/request';
import { type Action, type Grant, type Seat, TABLE } from './permissions-table';

/** What the Assembly handles: the kinds that the grant `petitions` means. */
export const ASSEMBLY_KINDS: readonly Kind[] = ['petition', 'citizen-initiative'];

/** What of a case the question needs; a whole row will do. */
export type CaseOf = Pick<CaseRow, 'institutionId' | 'assigneeId' | 'directorateId'> &
  Partial<Pick<CaseRow, 'urgent' | 'kind'>>;

/**
 * Whether this official may do this; about one case when it is given, otherwise about some case at all. For an urgent
 * request whoever is on call stands in for the responsible officer: somebody must be able to answer at night. While an
 * official is away the stand-in may do with cases what the absent one may; what is about no case stays with the person.
 */
export function may(official: SignedIn, action: Action, about?: CaseOf): boolean {
  return seatsThatMay(official, action, about).length > 0;
}

/**
 * In which seats an official may do this: by their role, as head of a directorate, on call, or for somebody absent. Whoever
 * may only as a head may only within the directorate.
 */
export function seatsThatMay(official: SignedIn, action: Action, about?: CaseOf): Seat[] {
  const onCall = official.onCall === true && about?.urgent === true;
  return [
    ...allowing(official, action, about),
    ...(onCall ? allowing({ ...official, role: STOOD_FOR, heads: [] }, action, about) : []),
    ...(action.startsWith('case.') ? inPlaceOf(official).flatMap((absent) => allowing(absent, action, about)) : []),
  ];
}

const STOOD_FOR: Role = 'responsible-officer';

/** The absent officials for whom one stands in, as they would be if they sat here. */
const inPlaceOf = ({ institutionId, standsInFor = [] }: SignedIn): Sitting[] =>
  standsInFor.map(({ id, role, directorateId, heads }) => ({ id, institutionId, role, directorateId, heads }));

type Sitting = Pick<SignedIn, 'id' | 'institutionId' | 'role' | 'directorateId' | 'heads' | 'keeper'>;

function allowing(official: Sitting, action: Action, about?: CaseOf): Seat[] {
  const { role, directorateId, heads = [] } = official;
  const seats: Seat[] = [
    ...(allows(official, TABLE[role][action], directorateId === null ? [] : [directorateId], about) ? [role] : []),
    ...(heads.length > 0 && allows(official, TABLE['directorate-head'][action], heads, about)
      ? (['directorate-head'] as const)
      : []),
  ];
  return seats;
}

/** `own`: the directorates that the grant is about. */
function allows(official: Sitting, grant: Grant = 'no', own: readonly string[], about?: CaseOf): boolean {
  if (grant === 'no' || (grant === 'keeper' && !official.keeper)) return false;
  if (!about) return true;
  if (about.institutionId !== official.institutionId) return false;
  if (grant === 'yes') return true;
  if (about.assigneeId === official.id) return true;
  if (grant === 'petitions') return about.kind !== undefined && ASSEMBLY_KINDS.includes(about.kind);
  return grant === 'own' && about.directorateId !== null && own.includes(about.directorateId);
}

/** Which cases an official sees in lists. With `orAssigneeId`: only those of the directorate, or assigned to them. */
export interface VisibleCases {
  institutionId: string;
  directorateId?: string;
  orAssigneeId?: string;
  /** Also those of absent officials for whom one stands in, and of directorates that one is head of. */
  orOf?: { assigneeId: string; directorateId: string | null }[];
  /** Also the open urgent ones, for whoever is on call. */
  orUrgent?: true;
  /** Also all of these kinds. */
  orKinds?: readonly Kind[];
}

/** The same as `may(official, 'case.read', …)`, as a filter for the database. */
export function visibleCases(official: SignedIn): VisibleCases {
  const { institutionId, directorateId, id, standsInFor = [] } = official;
  const grants = [official.role, ...standsInFor.map((one) => one.role)].map((role) => TABLE[role]['case.read']);
  if (grants.includes('yes')) return { institutionId };
  const headed = ({ id: assigneeId, directorateId: own, heads = [] }: Omit<Sitting, 'institutionId' | 'role'>) =>
    heads.filter((one) => one !== own).map((one) => ({ assigneeId, directorateId: one }));
  const orOf = [
    ...headed(official),
    ...standsInFor.flatMap((one) => [{ assigneeId: one.id, directorateId: ownOf(one) }, ...headed(one)]),
  ];
  return {
    institutionId,
    ...(ownOf({ role: official.role, directorateId, heads: official.heads }) === null
      ? {}
      : { directorateId: directorateId! }),
    orAssigneeId: id,
    ...(orOf.length > 0 ? { orOf } : {}),
    ...(official.onCall ? { orUrgent: true } : {}),
    ...(grants.includes('petitions') ? { orKinds: ASSEMBLY_KINDS } : {}),
  };
}

/** The directorate whose cases an official sees because they sit in it, or head it. */
function ownOf({ role, directorateId, heads = [] }: Pick<Sitting, 'role' | 'directorateId' | 'heads'>): string | null {
  const sees = TABLE[role]['case.read'] === 'own' || (directorateId !== null && heads.includes(directorateId));
  return sees ? directorateId : null;
}
