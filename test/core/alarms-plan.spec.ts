import { type KnownAlarm, momentOf, planAlarms, recipientsOf, type Rung, type Staff } from '../../src/core/alarms';
import { localDate } from '../../src/core/law';
import { aCase, assigned, clocksNow } from '../make/case-files';

const person = (id: string, role: Staff['officials'][number]['role'], active = true) => ({ id, role, active });
const staff: Staff = {
  officials: [
    person('admin', 'administrator'),
    person('ana', 'directorate-staff'),
    person('gone', 'directorate-staff', false),
    person('head', 'directorate-staff'),
    person('mayor', 'mayors-office'),
    person('mayor2', 'mayors-office'),
    person('officer', 'responsible-officer'),
  ],
  directorates: [
    { id: 'urbanism', headId: 'head' },
    { id: 'budget', headId: null },
    { id: 'schools', headId: 'gone' },
  ],
  onCallId: 'ana',
  absences: [],
  on: localDate('2026-03-09'),
};
const without = (...roles: string[]): Staff => ({
  ...staff,
  officials: staff.officials.filter((one) => !roles.includes(one.role)),
});
const to = (...audiences: Rung['to'][number][]): Pick<Rung, 'to' | 'unit'> => ({ unit: 'day', to: audiences });
const byTheHour = (...audiences: Rung['to'][number][]): Pick<Rung, 'to' | 'unit'> => ({ unit: 'hour', to: audiences });
const onCall = (onCallId: string | null): Staff => ({ ...staff, onCallId });

describe('whom a rung speaks to', () => {
  it.each([
    ['the assignee', to('assignee'), aCase({}, assigned('ana')), staff, ['ana']],
    ['an assignee who left', to('assignee'), aCase({}, assigned('gone')), staff, ['officer']],
    ['an assignee that nobody is', to('assignee'), aCase(), staff, ['officer']],
    [
      'head and mayor',
      to('directorate-head', 'mayors-office'),
      aCase({}, assigned('ana', 'urbanism')),
      staff,
      ['head', 'mayor', 'mayor2'],
    ],
    [
      'a directorate without a head',
      to('directorate-head', 'mayors-office'),
      aCase({}, assigned('ana', 'budget')),
      staff,
      ['mayor', 'mayor2', 'officer'],
    ],
    ['a head who left', to('directorate-head'), aCase({}, assigned('ana', 'schools')), staff, ['officer']],
    ['no officer: the mayor’s office', to('assignee'), aCase(), without('responsible-officer'), ['mayor', 'mayor2']],
    ['the administrator at last', to('assignee'), aCase(), without('responsible-officer', 'mayors-office'), ['admin']],
    [
      'each once, whatever their roles',
      to('directorate-head', 'responsible-officer'),
      aCase({}, assigned(null, 'budget')),
      staff,
      ['officer'],
    ],
    ['the applicant', to('citizen'), aCase(), staff, ['citizen']],
    ['whoever is on call', byTheHour('on-call'), aCase({ urgent: true }), staff, ['ana']],
    ['nobody is on call', byTheHour('on-call'), aCase({ urgent: true }), onCall(null), ['officer']],
    ['whoever was on call left', byTheHour('on-call'), aCase({ urgent: true }), onCall('gone'), ['officer']],
    ['nobody has the urgent case', byTheHour('assignee'), aCase({ urgent: true }), staff, ['ana']],
    [
      'one on call who is the responsible officer too',
      byTheHour('on-call', 'responsible-officer'),
      aCase({ urgent: true }),
      onCall('officer'),
      ['officer'],
    ],
    ['nobody has a case in days', to('assignee'), aCase(), staff, ['officer']],
  ])('%s', (_who, rung, file, people, told) => {
    expect(recipientsOf(rung, file, people)).toEqual(told);
  });
});

describe('what is planned of the directorate’s answer', () => {
  // Received on Monday 2 March and due on Monday 9 March: the directorate has until Thursday.
  const planned = (file: ReturnType<typeof aCase>, day: string): string[] =>
    planAlarms(file, clocksNow(file), staff, [], momentOf(localDate(day), '09:00'))
      .filter((one) => one.rung.startsWith('directorate-'))
      .map((one) => `${one.rung} ${one.recipientKey} ${one.state}`);
  const theirs = aCase({}, assigned('ana', 'urbanism'));

  it.each([
    ['two working days before', theirs, '2026-03-03', []],
    [
      'a working day before',
      theirs,
      '2026-03-04',
      ['directorate-reminder-1w ana planned', 'directorate-reminder-1w head planned'],
    ],
    [
      'on the day',
      theirs,
      '2026-03-05',
      [
        'directorate-reminder-0w ana planned',
        'directorate-reminder-0w head planned',
        'directorate-reminder-1w - superseded',
      ],
    ],
    ['once the due day of the case is over', theirs, '2026-03-10', []],
    ['of a case that no directorate has', aCase({}, assigned('ana')), '2026-03-05', []],
  ])('%s', (_when, file, day, expected) => expect(planned(file, day)).toEqual(expected));
});

describe('what is planned', () => {
  const file = aCase({}, assigned('ana', 'urbanism'));
  const planned = (known: KnownAlarm[], day: string, takenIn: string | null = null): string[] =>
    planAlarms(
      file,
      clocksNow(file),
      staff,
      known,
      momentOf(localDate(day), '09:00'),
      takenIn === null ? null : localDate(takenIn),
    )
      .filter((one) => !one.rung.startsWith('directorate-'))
      .map((one) => `${one.rung} ${one.recipientKey} ${one.state}`);
  const known = (rung: string, recipientKey: string, state: KnownAlarm['state'] = 'told'): KnownAlarm => ({
    clockVersion: 'access.decision:2026-03-09',
    rung,
    recipientKey,
    state,
  });

  it('is nothing before the first rung', () => expect(planned([], '2026-03-05')).toEqual([]));

  it('is each rung on its day, and once', () => {
    expect(planned([], '2026-03-06')).toEqual(['reminder-3 ana planned']);
    expect(planned([known('reminder-3', 'ana')], '2026-03-06')).toEqual([]);
    expect(planned([known('reminder-3', 'ana', 'planned')], '2026-03-06')).toEqual([]);
  });

  it('is, after three days off, the highest of each track; the missed ones are noted', () => {
    expect(planned([], '2026-03-09')).toEqual([
      'escalation-1 head planned',
      'escalation-1 mayor planned',
      'escalation-1 mayor2 planned',
      'reminder-0 ana planned',
      'reminder-3 - superseded',
      'reminder-1 - superseded',
    ]);
  });

  it('is again what was found no longer due and is due again', () => {
    expect(planned([known('reminder-3', 'bob', 'no-longer-due')], '2026-03-06')).toEqual(['reminder-3 ana planned']);
  });

  it('knows nothing of another setting of the clock', () => {
    const old = { ...known('reminder-3', 'ana'), clockVersion: 'access.decision:2026-03-01' };
    expect(planned([old], '2026-03-06')).toEqual(['reminder-3 ana planned']);
  });

  it('of an old register, tells what falls due from its import on; of the rest only silence is looked at', () => {
    expect(planned([], '2026-03-10', '2026-03-10')).toEqual([
      'escalation-overdue head planned',
      'escalation-overdue mayor planned',
      'escalation-overdue mayor2 planned',
      'silence citizen planned',
      'reminder-3 - superseded',
      'reminder-1 - superseded',
      'escalation-1 - superseded',
      'reminder-0 - superseded',
    ]);
    expect(planned([], '2026-06-01', '2026-06-01').filter((one) => one.endsWith('planned'))).toEqual([
      'silence citizen planned',
    ]);
  });
});
