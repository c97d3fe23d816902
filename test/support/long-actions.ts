import { CLOCK } from '../../src/platform/clock';
import { LongActionWorker } from '../../src/platform/long-actions';
import { JobHandlers, JobQueue } from '../../src/platform/queue';
import { Absences, type LongActionKind, LongActions, People, Standings, Transactions } from '../../src/records';
import type { TestApp } from './app';

/**
 * One worker more beside the pages of an application, which does long actions of one kind.
 *
 * @param register makes the processor of the kind with this worker
 */
export function longActionWorker(
  app: TestApp,
  what: LongActionKind,
  register: (worker: LongActionWorker) => unknown,
): (actionId: string, tell?: (progress: object) => void) => Promise<void> {
  const handlers = new JobHandlers();
  register(
    new LongActionWorker(
      handlers,
      app.get(JobQueue),
      app.get(LongActions),
      app.get(People),
      app.get(Absences),
      app.get(Standings),
      app.get(Transactions),
      app.get(CLOCK),
    ),
  );
  const { signal } = new AbortController();
  return (actionId, tell = () => undefined) => handlers.handle({ name: what, data: { actionId } }, { signal, tell });
}
