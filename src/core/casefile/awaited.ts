import type { LocalDate } from '../law';
import { type CaseFile, isClosed } from './case-file';
import { isWaiting } from './consultation';
import { isOpenTask } from './task';

/** Whom an open case waits for. The words of each are `common:awaited.<code>`. */
export const AWAITED = ['applicant', 'directorate', 'institution', 'party'] as const;
export type Awaited = (typeof AWAITED)[number];

/** Somebody whose answer a case waits for, and since when. */
export interface Awaiting {
  who: Awaited;
  since: LocalDate;
}

/** Whom a case waits for, longest first. A decided case waits for nobody; what the Agency decides is its own affair. */
export function awaitingOf(file: CaseFile): Awaiting[] {
  if (isClosed(file)) return [];
  const found: Awaiting[] = file.tasks
    .filter(isOpenTask)
    .map(({ askedOn }) => ({ who: 'directorate' as const, since: askedOn }));
  for (const { askedOn, answeredOn, lapsedOn } of file.clarifications)
    if (answeredOn === null && lapsedOn === null) found.push({ who: 'applicant', since: askedOn });
  if (file.transfer?.state === 'offered') found.push({ who: 'institution', since: file.transfer.offeredOn });
  for (const one of file.consultations) if (isWaiting(one)) found.push({ who: 'party', since: one.askedOn });
  return found.sort((one, other) => (one.since < other.since ? -1 : one.since > other.since ? 1 : 0));
}
