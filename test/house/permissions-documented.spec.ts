import { ROLES, type Role } from '../../src/core/casefile';
import { type Action, ACTIONS, may, type Seat, SEATS } from '../../src/platform/sign-in';
import type { SignedIn } from '../../src/platform/web/request';
import { read } from './files';

const rows = read('docs/permissions.md')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const officialOf = (role: Role): SignedIn =>
  ({ id: 'me', institutionId: 'here', directorateId: 'ours', role }) as SignedIn;

/** The head is somebody whose role alone opens nothing of a case but one of their own. */
const sitting = (seat: Seat): SignedIn =>
  seat === 'directorate-head'
    ? { ...officialOf('directorate-staff'), directorateId: null, heads: ['ours'] }
    : officialOf(seat);

/** What is really granted in a seat, found out by asking about some cases. */
function granted(seat: Seat, action: Action): string {
  const official = sitting(seat);
  const about = (assigneeId: string | null, directorateId: string, kind = 'access-request' as const): boolean =>
    may(official, action, { institutionId: 'here', assigneeId, directorateId, kind });
  const petition = (kind: 'petition' | 'citizen-initiative' | 'citizen-request'): boolean =>
    may(official, action, { institutionId: 'here', assigneeId: null, directorateId: 'theirs', kind });
  if (!may(official, action)) return may({ ...official, keeper: true }, action) ? 'keeper' : 'no';
  if (about(null, 'theirs')) return 'yes';
  if (!about('me', 'theirs')) return 'not in the words of the page';
  if (petition('petition') && petition('citizen-initiative') && !petition('citizen-request')) return 'petitions';
  return about(null, 'ours') ? 'own' : 'mine';
}

describe('docs/permissions.md', () => {
  it('has a column for each role and for the head of a directorate, and a row for each action', () => {
    expect(rows[0]).toEqual(['action', ...SEATS, 'what it is']);
    expect(rows.slice(2).map(([action]) => action)).toEqual([...ACTIONS]);
  });

  it.each(SEATS)('says what %s may', (seat) => {
    const column = rows[0]?.indexOf(seat) ?? -1;
    const said = rows.slice(2).map((row) => `${row[0]}: ${row[column]}`);
    expect(said).toEqual(ACTIONS.map((action) => `${action}: ${granted(seat, action)}`));
  });

  it.each(ROLES)('is right about %s on call for urgent requests', (role) => {
    const official = { ...officialOf(role), onCall: true };
    const theirs = { institutionId: 'here', assigneeId: 'another', directorateId: 'theirs' };
    const officer = { ...official, role: 'responsible-officer' as const, onCall: false };
    for (const action of ACTIONS) {
      const alone = may({ ...official, onCall: false }, action, theirs);
      expect(may(official, action, { ...theirs, urgent: false })).toBe(alone);
      expect(may(official, action, { ...theirs, urgent: true })).toBe(alone || may(officer, action, theirs));
      expect(may(official, action, { ...theirs, urgent: true, institutionId: 'there' })).toBe(false);
    }
  });

  it('is right that nobody may anything about another institution', () => {
    for (const seat of SEATS) {
      const elsewhere = { institutionId: 'there', assigneeId: 'me', directorateId: 'ours', kind: 'petition' as const };
      expect(ACTIONS.filter((action) => may(sitting(seat), action, elsewhere))).toEqual([]);
    }
  });

  it('is right that an auditor may only read', () => {
    expect(ACTIONS.filter((action) => may(officialOf('auditor'), action))).toEqual([
      'case.read',
      'case.looks',
      'account',
      'report',
    ]);
  });
});
