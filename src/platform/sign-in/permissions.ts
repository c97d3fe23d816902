import type { Role } from '../../core/casefile';
import type { CaseRow } from '../../records';
import type { SignedIn } from '../web/request';

/** What an official can want to do. Those that begin with `case.` are about one case. */
export const ACTIONS = [
  'case.read',
  'case.applicant',
  'case.note',
  'case.files',
  'case.clarify',
  'case.assign',
  'case.extend',
  'case.consider',
  'case.forward',
  'case.decide',
  'case.complaint',
  'case.correct',
  'transfers',
  'counter',
  'mail',
  'report',
  'import',
  'people',
  'directorates',
  'institution',
  'calendar',
  'alarm-rules',
  'absences',
  'absences.all',
  'webhook',
  'mailbox',
  'outbox',
  'jobs',
] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * yes: every case of the own institution. own: cases of the own directorate and of those that the official is head of (whose
 * escalations come to the head), and those assigned to the official.
 * mine: only those assigned to the official.
 */
type Grant = 'yes' | 'own' | 'mine' | 'no';

/** Role by action; what is not written here is not allowed. Every page and form asks this table. */
const TABLE: Record<Role, Partial<Record<Action, Grant>>> = {
  administrator: {
    'case.read': 'yes',
    'case.correct': 'yes',
    report: 'yes',
    import: 'yes',
    people: 'yes',
    directorates: 'yes',
    institution: 'yes',
    calendar: 'yes',
    'alarm-rules': 'yes',
    absences: 'yes',
    'absences.all': 'yes',
    webhook: 'yes',
    mailbox: 'yes',
    outbox: 'yes',
    jobs: 'yes',
  },
  'responsible-officer': {
    'case.read': 'yes',
    'case.applicant': 'yes',
    'case.note': 'yes',
    'case.files': 'yes',
    'case.clarify': 'yes',
    'case.assign': 'yes',
    'case.extend': 'yes',
    'case.consider': 'yes',
    'case.forward': 'yes',
    'case.decide': 'yes',
    'case.complaint': 'yes',
    transfers: 'yes',
    counter: 'yes',
    mail: 'yes',
    report: 'yes',
    import: 'yes',
    absences: 'yes',
  },
  'directorate-staff': {
    'case.read': 'own',
    'case.applicant': 'mine',
    'case.note': 'own',
    'case.files': 'own',
    'case.clarify': 'own',
    'case.extend': 'mine',
    'case.consider': 'mine',
    'case.forward': 'mine',
    'case.decide': 'mine',
    'case.complaint': 'mine',
    counter: 'yes',
    absences: 'yes',
  },
  'mayors-office': {
    'case.read': 'yes',
    'case.applicant': 'yes',
    'case.assign': 'yes',
    report: 'yes',
    absences: 'yes',
  },
};

/** What of a case the question needs; a whole row will do. */
export type CaseOf = Pick<CaseRow, 'institutionId' | 'assigneeId' | 'directorateId'> & Partial<Pick<CaseRow, 'urgent'>>;

/**
 * Whether this official may do this; about one case when it is given, otherwise about some case at all. For an urgent
 * request whoever is on call stands in for the responsible officer: somebody must be able to answer at night. While an
 * official is away the stand-in may do with cases what the absent one may; what is about no case stays with the person.
 */
export function may(official: SignedIn, action: Action, about?: CaseOf): boolean {
  const standsIn = official.onCall === true && about?.urgent === true;
  return (
    allows(official, official.role, action, about) ||
    (standsIn && allows(official, STOOD_FOR, action, about)) ||
    (action.startsWith('case.') && inPlaceOf(official).some((absent) => allows(absent, absent.role, action, about)))
  );
}

const STOOD_FOR: Role = 'responsible-officer';

/** The absent officials for whom one stands in, as they would be if they sat here. */
const inPlaceOf = ({ institutionId, standsInFor = [] }: SignedIn): Sitting[] =>
  standsInFor.map(({ id, role, directorateId, heads }) => ({ id, institutionId, role, directorateId, heads }));

type Sitting = Pick<SignedIn, 'id' | 'institutionId' | 'role' | 'directorateId' | 'heads'>;

function allows(official: Sitting, role: Role, action: Action, about?: CaseOf): boolean {
  const grant = TABLE[role][action] ?? 'no';
  if (grant === 'no') return false;
  if (!about) return true;
  if (about.institutionId !== official.institutionId) return false;
  const mine = about.assigneeId === official.id;
  if (grant === 'mine') return mine;
  const { directorateId } = about;
  const own =
    directorateId !== null &&
    (directorateId === official.directorateId || (official.heads ?? []).includes(directorateId));
  return grant === 'yes' || mine || own;
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
}

/** The same as `may(official, 'case.read', …)`, as a filter for the database. */
export function visibleCases(official: SignedIn): VisibleCases {
  const { institutionId, directorateId, id, standsInFor = [] } = official;
  const roles = [official.role, ...standsInFor.map((one) => one.role)];
  if (roles.some((role) => TABLE[role]['case.read'] === 'yes')) return { institutionId };
  const headed = ({ id: assigneeId, directorateId: own, heads = [] }: Omit<Sitting, 'institutionId' | 'role'>) =>
    heads.filter((one) => one !== own).map((one) => ({ assigneeId, directorateId: one }));
  const orOf = [
    ...headed(official),
    ...standsInFor.flatMap((one) => [{ assigneeId: one.id, directorateId: one.directorateId }, ...headed(one)]),
  ];
  return {
    institutionId,
    ...(directorateId === null ? {} : { directorateId }),
    orAssigneeId: id,
    ...(orOf.length > 0 ? { orOf } : {}),
    ...(official.onCall ? { orUrgent: true } : {}),
  };
}
