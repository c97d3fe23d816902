import type { CaseClock } from '../../core/casefile';
import { type Procedure, type LocalDate, type StatuteCite, statuteFor } from '../../core/law';
import type { LoadedCase } from '../../records';

/** The answer of `GET …/passport`: the deadlines of a case, each with every day that leads to it. Days are Europe/Belgrade. */
export const passportAnswer = ({ row, clock, complaintClock }: LoadedCase): object => ({
  reference: row.reference,
  kind: row.kind,
  deadline: deadline(clock),
  complaint: complaintClock && deadline(complaintClock),
});

/** A deadline that runs, one that stands still, or one that waits for its calendar: the same members, null where unknown. */
function deadline(clock: CaseClock): object {
  switch (clock.state) {
    case 'running':
      return {
        state: clock.state,
        procedure: clock.procedure,
        trigger: clock.trigger,
        extended: clock.extended,
        firstDueOn: clock.firstDueOn,
        dueOn: clock.dueOn,
        dueAt: clock.dueAt?.toISOString() ?? null,
        pausedSince: null,
        remaining: null,
        pausedDays: clock.pausedDays,
        extendedDays: clock.extendedDays,
        days: clock.passport.days,
        statute: statuteOf(clock.procedure, clock.trigger, clock.statute),
        calendarVersion: clock.calendarVersion,
        lastKnownDay: null,
      };
    case 'paused':
      return {
        state: clock.state,
        procedure: clock.procedure,
        trigger: clock.trigger,
        extended: clock.extended,
        firstDueOn: clock.firstDueOn,
        dueOn: null,
        dueAt: null,
        pausedSince: clock.since,
        remaining: clock.remaining,
        pausedDays: clock.days.filter((day) => day.reason === 'paused').length,
        extendedDays: clock.days.filter((day) => day.reason === 'extended').length,
        days: clock.days,
        statute: statuteOf(clock.procedure, clock.trigger, clock.statute),
        calendarVersion: clock.calendarVersion,
        lastKnownDay: null,
      };
    case 'no-calendar':
      return {
        state: clock.state,
        procedure: null,
        trigger: null,
        extended: null,
        firstDueOn: null,
        dueOn: null,
        dueAt: null,
        pausedSince: null,
        remaining: null,
        pausedDays: null,
        extendedDays: null,
        days: [],
        statute: null,
        calendarVersion: null,
        lastKnownDay: clock.lastKnownDay,
      };
  }
}

/** The law that sets a term, with its name in the three languages. */
export function statuteOf(procedure: Procedure, trigger: LocalDate, cited: StatuteCite): object {
  const { statute, version, cite, mark } = cited;
  return { statute, version, title: statuteFor(procedure, trigger).title, cite, mark };
}
