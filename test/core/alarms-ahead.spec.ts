import { type KnownAlarm, rungsOwed, rungsToTell, type Staff } from '../../src/core/alarms';
import { addDays, localDate, startOfLocalDay } from '../../src/core/law';
import { aCase, assigned, clocksNow } from '../make/case-files';

const person = (id: string, role: Staff['officials'][number]['role']) => ({ id, role, active: true });
const staff: Staff = {
  officials: [
    person('ana', 'directorate-staff'),
    person('mayor', 'mayors-office'),
    person('officer', 'responsible-officer'),
  ],
  directorates: [],
  onCallId: null,
  absences: [],
  on: localDate('2026-03-02'),
};
const file = aCase({}, assigned('ana'));
const clocks = clocksNow(file);
const dueOn = clocks.clock.state === 'running' ? clocks.clock.dueOn : localDate('2026-01-01');
const at = (day: string): Date => startOfLocalDay(localDate(day));
const end = new Date(at(addDays(dueOn, 1)).getTime() - 1);
const shown = (found: ReturnType<typeof rungsToTell>) => found.map(({ rung, on, to }) => [rung.key, on, to]);

describe('what will be told of a case', () => {
  it('is each rung until the day asked for, with those who would be told, and nothing that is due already', () => {
    const now = new Date(at(addDays(dueOn, -2)).getTime() + 9 * 3_600_000);
    // The day before is a Sunday: its reminder would wait for Monday, of which the last day's has spoken by then.
    expect(shown(rungsToTell(file, clocks, staff, [], now, end))).toEqual([
      ['reminder-0', dueOn, ['ana']],
      ['escalation-1', addDays(dueOn, -1), ['mayor', 'officer']],
    ]);
    const whole = rungsToTell(file, clocks, staff, [], now, at(addDays(dueOn, 30)));
    expect(whole.map((one) => one.rung.key)).toEqual(expect.arrayContaining(['escalation-overdue', 'silence']));
    expect(whole.find((one) => one.rung.key === 'silence')?.to).toEqual(['citizen']);
  });

  it('leaves out what was said under the same clock, and says again what was found not to be due', () => {
    const now = at(addDays(dueOn, -2));
    const version = rungsToTell(file, clocks, staff, [], now, at(dueOn))[0]?.version ?? '';
    const known = (state: KnownAlarm['state']): KnownAlarm[] => [
      { clockVersion: version, rung: 'reminder-0', recipientKey: 'ana', state },
    ];
    const keys = (state: KnownAlarm['state']) =>
      rungsToTell(file, clocks, staff, known(state), now, at(dueOn)).map((one) => one.rung.key);
    expect(keys('discarded')).not.toContain('reminder-0');
    expect(keys('set-aside')).not.toContain('reminder-0');
    expect(keys('no-longer-due')).toContain('reminder-0');
  });

  it('names nobody where nobody can be told', () => {
    const nobody: Staff = { ...staff, officials: [] };
    const ahead = rungsToTell(file, clocks, nobody, [], at(addDays(dueOn, -2)), end);
    expect(ahead.map((one) => one.to)).toEqual([[], []]);
  });

  it('that is owed already is what the next sweep plans', () => {
    const now = new Date(at(dueOn).getTime() + 9 * 3_600_000);
    expect(shown(rungsOwed(file, clocks, staff, [], now))).toEqual([
      ['escalation-1', addDays(dueOn, -1), expect.arrayContaining(['mayor'])],
      ['reminder-0', dueOn, ['ana']],
    ]);
    expect(rungsOwed(file, clocks, staff, [], at(addDays(dueOn, -4)))).toEqual([]);
  });
});
