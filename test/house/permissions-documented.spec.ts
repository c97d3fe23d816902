import { ROLES, type Role } from '../../src/core/casefile';
import { type Action, ACTIONS, may } from '../../src/platform/sign-in/permissions';
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

/** What an official of a role is really granted, found out by asking about three cases. */
function granted(role: Role, action: Action): string {
  const official = { id: 'me', institutionId: 'here', directorateId: 'ours', role } as SignedIn;
  const about = (assigneeId: string | null, directorateId: string): boolean =>
    may(official, action, { institutionId: 'here', assigneeId, directorateId });
  if (!may(official, action)) return 'no';
  if (about(null, 'theirs')) return 'yes';
  if (about(null, 'ours') && about('me', 'theirs')) return 'own';
  return about('me', 'theirs') && !about('another', 'ours') ? 'mine' : 'not in the words of the page';
}

describe('docs/permissions.md', () => {
  it('has a column for each role and a row for each action', () => {
    expect(rows[0]).toEqual(['action', ...ROLES, 'what it is']);
    expect(rows.slice(2).map(([action]) => action)).toEqual([...ACTIONS]);
  });

  it.each(ROLES)('says what %s may', (role) => {
    const column = rows[0]?.indexOf(role) ?? -1;
    const said = rows.slice(2).map((row) => `${row[0]}: ${row[column]}`);
    expect(said).toEqual(ACTIONS.map((action) => `${action}: ${granted(role, action)}`));
  });

  it.each(ROLES)('is right about %s on call for urgent requests', (role) => {
    const official = { id: 'me', institutionId: 'here', directorateId: 'ours', role, onCall: true } as SignedIn;
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
    for (const role of ROLES) {
      const official = { id: 'me', institutionId: 'here', directorateId: 'ours', role } as SignedIn;
      const elsewhere = { institutionId: 'there', assigneeId: 'me', directorateId: 'ours' };
      expect(ACTIONS.filter((action) => may(official, action, elsewhere))).toEqual([]);
    }
  });
});
