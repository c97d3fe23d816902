import { CalendarUnknown, type Clock, clockFor, type ClockQuestion, NoStatute } from '../../core/law';
import { statuteOf } from './passport-answer';
import { Problem } from './problem';

/** The answer of `GET clock`. Days are Europe/Belgrade, `dueAt` is an instant in UTC or null. */
export function clockAnswer(question: ClockQuestion): object {
  const clock = ask(question);
  return {
    procedure: clock.procedure,
    trigger: clock.trigger,
    extended: clock.extended,
    firstDueOn: clock.firstDueOn,
    dueOn: clock.dueOn,
    dueAt: clock.dueAt?.toISOString() ?? null,
    days: clock.passport.days,
    statute: statuteOf(clock.procedure, clock.trigger, clock.statute),
    calendarVersion: clock.calendarVersion,
  };
}

/** Throws `Problem` where the law or the calendar has no answer: a day is never guessed. */
function ask(question: ClockQuestion): Clock {
  try {
    return clockFor(question);
  } catch (error) {
    if (error instanceof CalendarUnknown) {
      throw new Problem('calendar-unknown', { firstKnownDay: error.firstDay, lastKnownDay: error.lastDay });
    }
    if (error instanceof NoStatute) throw new Problem('no-statute');
    // Only a day at the end of time: its term leads beyond the last year that can be written.
    if (error instanceof RangeError) {
      const { firstDay, lastDay } = question.calendar;
      throw new Problem('calendar-unknown', { firstKnownDay: firstDay, lastKnownDay: lastDay });
    }
    throw error;
  }
}
