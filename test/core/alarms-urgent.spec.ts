import { nextRungAt, planAlarms, rungsAhead, rungsDue, rungsToSpeak, type Staff } from '../../src/core/alarms';
import type { CaseEvent } from '../../src/core/casefile';
import { localDate, localTimeOf } from '../../src/core/law';
import { aCase, assigned, clocksNow } from '../make/case-files';

/** Received at 10:00 on Monday 2 March 2026 (09:00 UTC): the 48 hours end on Wednesday at 10:00. */
const urgent = (...then: CaseEvent[]) => aCase({ urgent: true, receivedAt: '2026-03-02T09:00:00.000Z' }, ...then);
const decided: CaseEvent = {
  type: 'decided',
  occurredOn: localDate('2026-03-02'),
  outcome: 'granted',
  answerForm: 'electronic',
  grounds: [],
  letterId: null,
};
const staff: Staff = {
  officials: [
    { id: 'call', role: 'directorate-staff', active: true },
    { id: 'mayor', role: 'mayors-office', active: true },
    { id: 'officer', role: 'responsible-officer', active: true },
    { id: 'ana', role: 'directorate-staff', active: true },
  ],
  directorates: [],
  onCallId: 'call',
  absences: [],
  on: localDate('2026-03-09'),
};

describe('the ladder of an urgent request: 48 hours from Monday 10:00', () => {
  it.each([
    ['nobody has it, at the moment of receipt', urgent(), '2026-03-02T09:00:00Z', ['urgent-arrived']],
    ['nobody has it, after 59 minutes', urgent(), '2026-03-02T09:59:00Z', ['urgent-arrived']],
    ['nobody has it, after an hour', urgent(), '2026-03-02T10:00:00Z', ['urgent-unassigned']],
    ['it was taken, after an hour', urgent(assigned('ana')), '2026-03-02T10:00:00Z', ['urgent-arrived']],
    ['24 hours are left', urgent(assigned('ana')), '2026-03-03T09:00:00Z', ['urgent-arrived', 'reminder-24h']],
    [
      '8 hours are left',
      urgent(assigned('ana')),
      '2026-03-04T01:00:00Z',
      ['urgent-arrived', 'reminder-8h', 'escalation-8h'],
    ],
    [
      '2 hours are left',
      urgent(assigned('ana')),
      '2026-03-04T07:00:00Z',
      ['urgent-arrived', 'escalation-8h', 'reminder-2h'],
    ],
    [
      'its last moment',
      urgent(assigned('ana')),
      '2026-03-04T09:00:00Z',
      ['urgent-arrived', 'escalation-8h', 'reminder-2h'],
    ],
    [
      'the minute after',
      urgent(assigned('ana')),
      '2026-03-04T09:01:00Z',
      ['urgent-arrived', 'reminder-2h', 'escalation-hour', 'silence-hour'],
    ],
    ['it was decided', urgent(assigned('ana'), decided), '2026-03-04T09:01:00Z', []],
    [
      'its hours run into a year without a calendar: they hang on none',
      aCase({ urgent: true, receivedOn: localDate('2027-12-31'), receivedAt: '2027-12-31T09:00:00.000Z' }),
      '2028-01-03T09:00:00Z',
      ['urgent-unassigned', 'reminder-2h', 'escalation-hour', 'silence-hour'],
    ],
  ])('speaks when %s', (_why, file, now, rungs) => {
    const { speak } = rungsToSpeak(rungsDue(file, clocksNow(file), new Date(now)));
    expect(speak.map(({ rung }) => rung.key)).toEqual(rungs);
  });

  it('is a ladder in days for a petition, whatever its form said', () => {
    const file = aCase({ kind: 'petition', urgent: true }, assigned('ana'));
    expect(rungsAhead(file, clocksNow(file), new Date('2026-03-02T09:00:00Z')).map(({ rung }) => rung.key)).toEqual([
      // Due on Monday 4 May: the Friday before is a day off, and what falls on the weekend waits for Monday.
      'reminder-0',
      'reminder-3',
      'reminder-1',
      'escalation-1',
      'escalation-overdue',
    ]);
  });

  it('goes to those whom it concerns', () => {
    const told = (file: ReturnType<typeof urgent>, now: string): string[] =>
      planAlarms(file, clocksNow(file), staff, [], new Date(now))
        .filter((one) => one.state === 'planned')
        .map((one) => `${one.rung} ${one.recipientKey}`);
    expect(told(urgent(), '2026-03-02T09:00:00Z')).toEqual(['urgent-arrived call']);
    expect(told(urgent(), '2026-03-02T10:00:00Z')).toEqual(['urgent-unassigned call', 'urgent-unassigned officer']);
    expect(told(urgent(assigned('ana')), '2026-03-03T09:00:00Z')).toEqual(['urgent-arrived call', 'reminder-24h ana']);
    expect(told(urgent(), '2026-03-04T09:01:00Z')).toEqual([
      'urgent-unassigned call',
      'urgent-unassigned officer',
      'reminder-2h call',
      'escalation-hour call',
      'escalation-hour mayor',
      'silence-hour citizen',
    ]);
  });

  it('is planned anew when the hour of receipt is corrected, but the arrival is told once', () => {
    const file = urgent(assigned('ana'));
    const known = planAlarms(file, clocksNow(file), staff, [], new Date('2026-03-03T09:00:00Z'));
    const corrected = urgent(assigned('ana'), {
      type: 'corrected',
      occurredOn: localDate('2026-03-03'),
      receivedOn: localDate('2026-03-02'),
      receivedAt: '2026-03-02T07:00:00.000Z',
      was: { receivedOn: localDate('2026-03-02'), receivedAt: '2026-03-02T09:00:00.000Z' },
      noteId: 'n',
      from: localDate('2026-03-04'),
      to: localDate('2026-03-04'),
    });
    const again = planAlarms(corrected, clocksNow(corrected), staff, known, new Date('2026-03-03T09:00:00Z'));
    expect(again.map((one) => `${one.clockVersion} ${one.rung} ${one.recipientKey}`)).toEqual([
      'access.urgent:2026-03-04T07:00:00.000Z reminder-24h ana',
    ]);
  });
});

describe('hours that pass whatever the clock on the wall does', () => {
  /** The whole way of the sweep, from one look to the next: local day and time of each. */
  const looks = (receivedAt: string, receivedOn: string): string[] => {
    const file = aCase({ urgent: true, receivedAt, receivedOn: localDate(receivedOn) });
    const found: string[] = [];
    for (let at = nextRungAt(file, clocksNow(file), null); at; at = nextRungAt(file, clocksNow(file), at)) {
      const [due] = rungsDue(file, clocksNow(file), at).slice(-1);
      found.push(`${due?.on} ${localTimeOf(at)}`);
    }
    return found;
  };

  it.each([
    [
      'Saturday 28 March 2026, 12:00; on Sunday at two it is three',
      '2026-03-28T12:00:00+01:00',
      '2026-03-28',
      ['03-28 12:00', '03-28 13:00', '03-29 13:00', '03-30 05:00', '03-30 11:00', '03-30 13:01'],
    ],
    [
      'Saturday 24 October 2026, 12:00; on Sunday at three it is two again',
      '2026-10-24T12:00:00+02:00',
      '2026-10-24',
      ['10-24 12:00', '10-24 13:00', '10-25 11:00', '10-26 03:00', '10-26 09:00', '10-26 11:01'],
    ],
    [
      'an hour without a clock change',
      '2026-03-02T12:00:00+01:00',
      '2026-03-02',
      ['03-02 12:00', '03-02 13:00', '03-03 12:00', '03-04 04:00', '03-04 10:00', '03-04 12:01'],
    ],
  ])('%s', (_what, receivedAt, receivedOn, expected) => {
    expect(looks(receivedAt, receivedOn)).toEqual(expected.map((one) => `2026-${one}`));
  });
});
