import { KINDS } from '../../core/casefile';
import type { SearchScope } from '../../records';
import type { SignedIn } from '../web/request';
import { type CaseOf, may } from './permissions';

/**
 * The cases of which this official may do something, as the search index knows cases. It asks the table itself, about a case
 * of each sort, so that the search can never know more than the pages.
 */
export function searchScope(official: SignedIn, action: 'case.read' | 'case.applicant'): SearchScope {
  const { institutionId, standsInFor = [], onCall } = official;
  const nobodys: CaseOf = { institutionId, assigneeId: null, directorateId: null, urgent: false };
  const allows = (about: Partial<CaseOf>): boolean => may(official, action, { ...nobodys, ...about });
  const sitting = [official, ...standsInFor];
  const directorates = sitting.flatMap(({ directorateId, heads = [] }) => [directorateId, ...heads]);
  return {
    all: allows({}),
    assigneeIds: unique(sitting.map(({ id }) => id)).filter((assigneeId) => allows({ assigneeId })),
    directorateIds: unique(directorates).filter((directorateId) => allows({ directorateId })),
    kinds: KINDS.filter((kind) => allows({ kind })),
    urgent: onCall === true && allows({ urgent: true }),
  };
}

const unique = (ids: readonly (string | null)[]): string[] => [...new Set(ids)].filter((id) => id !== null);
