import { type LocalDate, localDateOf } from '../law';
import { type CaseFile, isClosed } from './case-file';
import { type CaseClock, firstDayOver, isOverdue } from './clock';
import type { Corrected } from './events';
import { NotAllowed } from './not-allowed';

/**
 * An administrator corrects the day of receipt (and its moment, from which hours run). Only of an open case: what was
 * judged stays judged. The due days before and after, and since when a silent case is silent now, follow from the clock; the
 * caller derives them.
 */
export function correctReceipt(
  file: CaseFile,
  receivedAt: Date,
  noteId: string,
  due: Pick<Corrected, 'from' | 'to' | 'silentSince'>,
  today: LocalDate,
): Corrected {
  if (isClosed(file)) throw new NotAllowed('correct.closed');
  const receivedOn = localDateOf(receivedAt);
  if (receivedOn > today) throw new NotAllowed('correct.future');
  if (receivedOn > file.registeredOn) throw new NotAllowed('correct.after-registration');
  if (receivedAt.getTime() === file.receivedAt.getTime() && receivedOn === file.receivedOn) {
    throw new NotAllowed('correct.same');
  }
  if (file.consideredOn !== null && receivedOn > file.consideredOn) throw new NotAllowed('correct.after-consideration');
  return {
    type: 'corrected',
    occurredOn: today,
    receivedOn,
    receivedAt: receivedAt.toISOString(),
    was: { receivedOn: file.receivedOn, receivedAt: file.receivedAt.toISOString() },
    noteId,
    ...due,
  };
}

/** Since when a case that counted as silent does so by another clock; null while that one has not run out. */
export function silentBy(clock: CaseClock, now: Date): LocalDate | null {
  return clock.state === 'running' && isOverdue(clock, localDateOf(now), now) ? firstDayOver(clock) : null;
}
