import { type AlarmClocks, DEFAULT_ALARM_BASIS } from '../../src/core/alarms';
import {
  apply,
  type CaseClock,
  type CaseEvent,
  type CaseFile,
  type ClockBasis,
  clockOf,
  clocksOf,
  DEFAULT_CLOCK_SETTINGS,
  open,
  type Registered,
} from '../../src/core/casefile';
import { localDate, nationalCalendar } from '../../src/core/law';

/** A request for access that arrived and was registered on Monday 2026-03-02: due on Monday 2026-03-09. */
export function aCase(facts: Partial<Registered> = {}, ...then: CaseEvent[]): CaseFile {
  const receivedOn = facts.receivedOn ?? localDate('2026-03-02');
  const registered: Registered = {
    type: 'registered',
    occurredOn: receivedOn,
    kind: 'access-request',
    urgent: false,
    channel: 'web',
    reference: 'KK-2026-00001',
    submissionId: 'submission',
    receivedOn,
    receivedAt: `${receivedOn}T09:00:00.000Z`,
    registeredOn: receivedOn,
    ...facts,
  };
  return then.reduce(apply, open(registered));
}

/** The national calendar and the default settings. */
export const NATIONAL: ClockBasis = {
  id: 'national',
  number: 1,
  calendar: nationalCalendar,
  settings: DEFAULT_CLOCK_SETTINGS,
};

/** Its clocks, with what its alarms are planned by: the default ladders and hours. */
export const clocksNow = (file: CaseFile, basis = NATIONAL): AlarmClocks => ({
  ...clocksOf(file, basis),
  ...DEFAULT_ALARM_BASIS,
});

export const clockNow = (file: CaseFile): CaseClock => clockOf(file, nationalCalendar, DEFAULT_CLOCK_SETTINGS);

/** Given to somebody on the day of its registration. */
export const assigned = (assigneeId: string | null, directorateId: string | null = null): CaseEvent => ({
  type: 'assigned',
  occurredOn: localDate('2026-03-02'),
  assigneeId,
  directorateId,
});
