import {
  type Absence,
  absentOn,
  type Audience,
  presentFor,
  type Staff,
  standsInFor,
  whoIsTold,
} from '../../src/core/alarms';
import { localDate } from '../../src/core/law';
import { aCase, assigned } from '../make/case-files';

const TODAY = localDate('2026-03-10');
const away = (
  officialId: string,
  standInId: string | null,
  fromOn = '2026-03-09',
  untilOn = '2026-03-13',
): Absence => ({
  officialId,
  standInId,
  fromOn: localDate(fromOn),
  untilOn: localDate(untilOn),
});
const person = (id: string, role: Staff['officials'][number]['role'], active = true) => ({ id, role, active });
const OFFICIALS = [
  person('admin', 'administrator'),
  person('ana', 'directorate-staff'),
  person('bob', 'directorate-staff'),
  person('gone', 'directorate-staff', false),
  person('head', 'directorate-staff'),
  person('mayor', 'mayors-office'),
  person('mayor2', 'mayors-office'),
  person('officer', 'responsible-officer'),
];
const staffWith = (...absences: Absence[]): Staff => ({
  officials: OFFICIALS,
  directorates: [{ id: 'urbanism', headId: 'head' }],
  onCallId: 'bob',
  absences,
  on: TODAY,
});
const file = aCase({}, assigned('ana', 'urbanism'));
const ALL = OFFICIALS.filter((one) => one.active).map((one) => one.id);
const isActive = (id: string): boolean => ALL.includes(id);

describe('who is told while somebody is away', () => {
  const told = (staff: Staff, ...to: Audience[]) => {
    const { ids, inPlaceOf, nobody } = whoIsTold({ to, unit: 'day' }, file, staff);
    return { ids, for: Object.fromEntries(inPlaceOf), nobody };
  };

  it.each([
    ['nobody is away', [], ['assignee'], ['ana'], {}],
    ['the stand-in', [away('ana', 'bob')], ['assignee'], ['bob'], { bob: ['ana'] }],
    ['not before the absence', [away('ana', 'bob', '2026-03-11')], ['assignee'], ['ana'], {}],
    ['not after it', [away('ana', 'bob', '2026-03-02', '2026-03-09')], ['assignee'], ['ana'], {}],
    ['on its first day', [away('ana', 'bob', '2026-03-10')], ['assignee'], ['bob'], { bob: ['ana'] }],
    ['on its last day', [away('ana', 'bob', '2026-03-02', '2026-03-10')], ['assignee'], ['bob'], { bob: ['ana'] }],
    [
      'the stand-in of a stand-in',
      [away('ana', 'bob'), away('bob', 'head')],
      ['assignee'],
      ['head'],
      { head: ['ana'] },
    ],
    [
      'two who stand in for each other: those told instead',
      [away('ana', 'bob'), away('bob', 'ana')],
      ['assignee'],
      ['officer'],
      { officer: ['ana'] },
    ],
    ['nobody stands in: those told instead', [away('ana', null)], ['assignee'], ['officer'], { officer: ['ana'] }],
    ['the stand-in has left', [away('ana', 'gone')], ['assignee'], ['officer'], { officer: ['ana'] }],
    [
      'the officer is away too: the mayor’s office',
      [away('ana', null), away('officer', null)],
      ['assignee'],
      ['mayor', 'mayor2'],
      { mayor: ['ana'], mayor2: ['ana'] },
    ],
    ['one of two of an office: the other', [away('mayor', null)], ['mayors-office'], ['mayor2'], {}],
    [
      'the head, with a stand-in who is told anyway: once',
      [away('head', 'ana')],
      ['assignee', 'directorate-head'],
      ['ana'],
      { ana: ['head'] },
    ],
    ['whoever is on call', [away('bob', 'ana')], ['on-call'], ['ana'], { ana: ['bob'] }],
    ['the citizen is never away', [away('ana', null)], ['citizen'], ['citizen'], {}],
  ] as [string, Absence[], Audience[], string[], Record<string, string[]>][])(
    '%s',
    (_what, absences, to, ids, places) => {
      expect(told(staffWith(...absences), ...to)).toEqual({ ids, for: places, nobody: false });
    },
  );

  it('is, when nobody at all is present, the mayor’s office and the administrators, although they are away', () => {
    const everybody = staffWith(...ALL.map((id) => away(id, null)));
    expect(told(everybody, 'assignee')).toMatchObject({ ids: ['admin', 'mayor', 'mayor2'], nobody: true });
  });

  it('does not say that nobody is present to somebody who is', () => {
    const office = staffWith(...['officer', 'mayor', 'mayor2', 'admin'].map((id) => away(id, null)));
    const { ids, nobody } = told(office, 'assignee', 'responsible-officer');
    expect(ids).toContain('ana');
    expect(nobody).toBe(false);
  });

  it('is nobody else where a climb passes on by itself', () => {
    expect(whoIsTold({ to: ['responsible-officer'] }, file, staffWith(away('officer', null)), true).ids).toEqual([]);
    expect(whoIsTold({ to: ['responsible-officer'] }, file, staffWith(away('officer', 'bob')), true).ids).toEqual([
      'bob',
    ]);
  });
});

describe('for whom an official stands in', () => {
  it.each([
    ['nobody', [], 'bob', []],
    ['one who is away', [away('ana', 'bob')], 'bob', ['ana']],
    ['a chain of them', [away('ana', 'bob'), away('bob', 'head')], 'head', ['ana', 'bob']],
    ['not while they are away themselves', [away('ana', 'bob'), away('bob', 'head')], 'bob', []],
    ['not in a circle', [away('ana', 'bob'), away('bob', 'ana')], 'ana', []],
    ['not on other days', [away('ana', 'bob', '2026-03-11')], 'bob', []],
  ] as [string, Absence[], string, string[]][])('%s', (_what, absences, who, expected) =>
    expect(standsInFor(who, absences, TODAY, isActive)).toEqual(expected),
  );

  it('follows any chain to its end, and never for ever', () => {
    const chain = new Map(Array.from({ length: 500 }, (_, i) => [`o${i}`, `o${i + 1}`] as const));
    expect(presentFor('o0', chain, () => true)).toBe('o500');
    expect(presentFor('o0', new Map([...chain, ['o500', 'o0']]), () => true)).toBeNull();
  });

  it('is told by the absence that was entered last', () => {
    expect(absentOn([away('ana', 'bob'), away('ana', 'head')], TODAY).get('ana')).toBe('head');
  });
});
