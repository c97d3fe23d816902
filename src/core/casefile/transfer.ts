import { addDays, type Calendar, isWorkingDay, type LocalDate } from '../law';
import { type CaseFile, isClosed, isOffered, type Transfer } from './case-file';
import type { CaseClock } from './clock';
import type { ForwardAccepted, ForwardLapsed, ForwardOffered, ForwardRefused } from './events';
import { NotAllowed } from './not-allowed';

/** Working days in which an offer can be accepted, unless the municipality set another number. No law names one. */
export const DEFAULT_HANDSHAKE_DAYS = 3;

/**
 * The last day on which an offer can be accepted: so many working days after it, but early enough to leave the sender one
 * working day before the due day, and never before the next working day. Throws CalendarUnknown.
 */
export function answerByOf(today: LocalDate, workingDays: number, clock: CaseClock, calendar: Calendar): LocalDate {
  const next = workingDayAfter(today, 1, calendar);
  const wanted = workingDayAfter(today, workingDays, calendar);
  if (clock.state !== 'running') return wanted;
  let last = addDays(clock.dueOn, -1);
  while (last > today && !isWorkingDay(last, calendar)) last = addDays(last, -1);
  const limit = wanted < last ? wanted : last;
  return limit > next ? limit : next;
}

export function workingDayAfter(day: LocalDate, count: number, calendar: Calendar): LocalDate {
  let found = day;
  for (let left = count; left > 0;) {
    found = addDays(found, 1);
    if (isWorkingDay(found, calendar)) left -= 1;
  }
  return found;
}

/** Offers the request to the institution that holds the document. Our clock runs on until it accepts. */
export function offerForward(
  file: CaseFile,
  offer: { transferId: string; toInstitutionId: string | null; answerBy: LocalDate },
  today: LocalDate,
): ForwardOffered {
  if (isClosed(file)) throw new NotAllowed('case.closed');
  if (isOffered(file)) throw new NotAllowed('forward.already-offered');
  return { type: 'forward-offered', occurredOn: today, ...offer };
}

/**
 * The other institution took it on `on`: our clock ends then, and theirs starts. The case is closed as forwarded on the
 * same day. After its last day the offer stands no longer, whether or not the sweep has noticed.
 */
export function acceptForward(file: CaseFile, on: LocalDate, today: LocalDate): ForwardAccepted {
  const { id, offeredOn, answerBy } = offered(file);
  if (on > today) throw new NotAllowed('forward.future');
  if (on < offeredOn) throw new NotAllowed('forward.before-offer');
  if (on > answerBy) throw new NotAllowed('forward.too-late');
  return { type: 'forward-accepted', occurredOn: on, transferId: id };
}

export function refuseForward(file: CaseFile, on: LocalDate, today: LocalDate): ForwardRefused {
  const { id, offeredOn } = offered(file);
  if (on > today) throw new NotAllowed('forward.future');
  if (on < offeredOn) throw new NotAllowed('forward.before-offer');
  return { type: 'forward-refused', occurredOn: on, transferId: id };
}

/** The sender takes the offer back. */
export function withdrawForward(file: CaseFile, today: LocalDate): ForwardLapsed {
  return { type: 'forward-lapsed', occurredOn: today, transferId: offered(file).id, reason: 'withdrawn' };
}

/** Nobody answered in time: dated on the day after the last one, whoever noticed when. Null while there is still time. */
export function lapseForward(file: CaseFile, today: LocalDate): ForwardLapsed | null {
  if (isClosed(file) || !file.transfer || !isOffered(file) || today <= file.transfer.answerBy) return null;
  const { id, answerBy } = file.transfer;
  return { type: 'forward-lapsed', occurredOn: addDays(answerBy, 1), transferId: id, reason: 'unanswered' };
}

function offered(file: CaseFile): Transfer {
  if (isClosed(file)) throw new NotAllowed('case.closed');
  if (!file.transfer || !isOffered(file)) throw new NotAllowed('forward.not-offered');
  return file.transfer;
}
