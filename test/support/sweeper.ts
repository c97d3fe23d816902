import { DigestService } from '../../src/features/alarms/digest.service';
import { SweepService } from '../../src/features/alarms/sweep.service';
import type { Clock } from '../../src/platform/clock';
import { Housekeeping } from '../../src/platform/housekeeping';
import { type JobQueue, Rush } from '../../src/platform/queue';
import type { Relay } from '../../src/platform/relay';
import {
  Absences,
  AlarmCases,
  AlarmRules,
  Alarms,
  Attempts,
  Bases,
  Digests,
  EventLog,
  FailingAlarms,
  Heartbeats,
  Notices,
  Outbox,
  People,
  Sessions,
  type Transactions,
} from '../../src/records';

/** A sweep with a database of its own and a queue of the test's; nobody is nudged to send what it writes. */
export function sweeperOf(
  transactions: Transactions,
  clock: Clock,
  add: (jobs: { data: { alarmId: string } }[]) => Promise<void>,
): SweepService {
  const log = new EventLog();
  const bases = new Bases();
  const rules = new AlarmRules(log);
  const cases = new AlarmCases(bases, rules, new Absences(log));
  const relay = { nudge: () => undefined } as unknown as Relay;
  const digests = new DigestService(
    new Digests(),
    new Notices(),
    cases,
    new People(),
    rules,
    bases,
    new Outbox(),
    relay,
    transactions,
    clock,
  );
  return new SweepService(
    new Alarms(log),
    cases,
    new FailingAlarms(),
    new Attempts(),
    new Sessions(),
    new Heartbeats(),
    digests,
    new Housekeeping(),
    { add } as unknown as JobQueue,
    new Rush(),
    transactions,
    clock,
  );
}
