import type { Kind } from '../../core/casefile';
import {
  CalendarUnknown,
  type LocalDate,
  localDateOf,
  nationalCalendar,
  NoStatute,
  startOfLocalDay,
  statutes,
  termFor,
} from '../../core/law';
import { instantOf, readDay, readTime } from './read-day';

interface Typed {
  day: string;
  time: string;
  kind: Kind;
  urgent: boolean;
  now: Date;
}
type Problem = (field: 'receivedOn' | 'receivedTime', code: string, vars?: Record<string, unknown>) => void;

/** The first day on which there was an access law: nothing older can be registered. */
const FIRST_DAY = statutes.find((one) => one.statute === 'access')?.from ?? nationalCalendar.firstDay;

/**
 * When something reached the municipality, as the official wrote it down: any day from the first access law to today.
 * An urgent request is counted in hours, so its time is asked for as well unless it came this minute.
 */
export function readReceipt(
  { day, time, kind, urgent, now }: Typed,
  problem: Problem,
): { receivedOn: LocalDate; receivedAt: Date } {
  const today = localDateOf(now);
  const receivedOn = day === '' ? today : readDay(day);
  const instant = { receivedOn: receivedOn ?? today, receivedAt: now };
  if (!receivedOn) problem('receivedOn', 'receivedOn-wrong');
  else if (receivedOn > today) problem('receivedOn', 'receivedOn-future');
  else if (receivedOn < FIRST_DAY) problem('receivedOn', 'receivedOn-early', { day: FIRST_DAY });
  else if (urgent && kind === 'access-request' && !hasUrgentTerm(receivedOn))
    problem('receivedOn', 'receivedOn-no-urgency');
  else if (time === '') {
    if (urgent && receivedOn < today) problem('receivedTime', 'receivedTime-missing');
    return { receivedOn, receivedAt: receivedOn === today ? now : startOfLocalDay(receivedOn) };
  } else {
    const clock = readTime(time);
    if (!clock) problem('receivedTime', 'receivedTime-wrong');
    else {
      const receivedAt = instantOf(receivedOn, clock);
      // The minute that is running now has not yet ended: it is not the future.
      if (receivedAt > now) problem('receivedTime', 'receivedTime-future');
      return { receivedOn, receivedAt };
    }
  }
  return instant;
}

function hasUrgentTerm(day: LocalDate): boolean {
  try {
    return termFor('access.urgent', day) !== null;
  } catch (error) {
    if (error instanceof NoStatute || error instanceof CalendarUnknown) return false;
    throw error;
  }
}
