import { ACTIONS, may, visibleCases } from '../../src/platform/sign-in';
import type { SignedIn } from '../../src/platform/web/request';

const bob: SignedIn = {
  id: 'bob',
  institutionId: 'kk',
  name: 'Bob',
  email: 'bob@test',
  role: 'directorate-staff',
  directorateId: 'budget',
  language: 'sq',
};
const absent = (role: SignedIn['role'], directorateId: string | null = 'urbanism') => ({
  id: 'ana',
  name: 'Ana',
  role,
  directorateId,
});
const anas = { institutionId: 'kk', assigneeId: 'ana', directorateId: 'urbanism' };

describe('whoever stands in', () => {
  it('may open and work the cases of the absent one, and no others', () => {
    const standing = { ...bob, standsInFor: [absent('directorate-staff')] };
    for (const action of ['case.read', 'case.decide', 'case.applicant', 'case.extend'] as const) {
      expect([action, may(bob, action, anas), may(standing, action, anas)]).toEqual([action, false, true]);
    }
    expect(may(standing, 'case.read', { ...anas, assigneeId: 'eva' })).toBe(true);
    expect(may(standing, 'case.decide', { ...anas, assigneeId: 'eva' })).toBe(false);
    expect(may(standing, 'case.read', { ...anas, assigneeId: 'eva', directorateId: 'schools' })).toBe(false);
    expect(may(standing, 'case.read', { ...anas, institutionId: 'pz' })).toBe(false);
  });

  it('does not become an administrator: what is about no case stays with the person', () => {
    const standing = { ...bob, standsInFor: [absent('administrator', null), absent('responsible-officer', null)] };
    for (const action of ACTIONS.filter((one) => !one.startsWith('case.'))) {
      expect([action, may(standing, action)]).toEqual([action, may(bob, action)]);
    }
    expect(may(standing, 'case.assign', anas)).toBe(true);
  });

  it('may what a head may in the directorate that the absent one heads, and so may the head', () => {
    const theirs = { ...anas, assigneeId: 'eva', directorateId: 'schools' };
    const head = { ...bob, heads: ['schools'] };
    const standing = { ...bob, standsInFor: [{ ...absent('directorate-staff'), heads: ['schools'] }] };
    for (const official of [head, standing]) {
      expect([may(official, 'case.read', theirs), may(official, 'case.decide', theirs)]).toEqual([true, false]);
      expect(may(official, 'case.read', { ...theirs, institutionId: 'pz' })).toBe(false);
    }
    expect(visibleCases(head).orOf).toEqual([{ assigneeId: 'bob', directorateId: 'schools' }]);
    expect(visibleCases(standing).orOf).toContainEqual({ assigneeId: 'ana', directorateId: 'schools' });
    expect(visibleCases({ ...bob, heads: ['budget'] }).orOf).toBeUndefined();
  });

  it('finds the cases of the absent one in the queue', () => {
    expect(visibleCases({ ...bob, standsInFor: [absent('directorate-staff')] })).toEqual({
      institutionId: 'kk',
      directorateId: 'budget',
      orAssigneeId: 'bob',
      orOf: [{ assigneeId: 'ana', directorateId: 'urbanism' }],
    });
    expect(visibleCases({ ...bob, standsInFor: [absent('responsible-officer')] })).toEqual({ institutionId: 'kk' });
  });
});
