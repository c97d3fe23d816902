import {
  addDays,
  CalendarUnknown,
  clockFor,
  daysBetween,
  isWorkingDay,
  type LocalDate,
  localDate,
  nationalCalendar,
  NoStatute,
  type Procedure,
  procedures,
  startOfLocalDay,
  statutes,
} from '../../src/core/law';

const FIRST = localDate('2010-12-10');
const days: LocalDate[] = [];
for (let day = FIRST; day <= nationalCalendar.lastDay; day = addDays(day, 1)) days.push(day);

/** Steps that only the law of 2019 knows. */
const since2019 = /^(complaint[.]|access[.](urgent|redirect-unknown)$)/;
const inForce = (step: Procedure, day: LocalDate): boolean => !since2019.test(step) || day >= '2019-07-19';

/** The due day, or why there is none. */
function dueOf(procedure: Procedure, trigger: LocalDate): LocalDate | 'no law' | 'no calendar' {
  try {
    const receivedAt = new Date(startOfLocalDay(trigger).getTime() + 12 * 3_600_000);
    return clockFor({ procedure, trigger, receivedAt, calendar: nationalCalendar }).dueOn;
  } catch (error) {
    if (error instanceof NoStatute) return 'no law';
    if (error instanceof CalendarUnknown) return 'no calendar';
    throw error;
  }
}

describe('every day from the first law on access to the last day that the calendar knows', () => {
  it.each(procedures)('has exactly one law for %s, or none before 2019', (step) => {
    const odd = days.filter((day) => {
      const versions = statutes.filter(
        ({ from, until, terms }) =>
          from <= day && (until === null || day <= until) && terms.some(({ procedure }) => procedure === step),
      );
      return versions.length !== (inForce(step, day) ? 1 : 0);
    });
    expect(odd).toEqual([]);
  });

  it.each(procedures)('has a due day for %s, but for its last days', (step) => {
    const answers = days.map((day) => [day, dueOf(step, day)] as const);
    expect(answers.filter(([day, due]) => (due === 'no law') !== !inForce(step, day))).toEqual([]);
    const counted = answers.filter(([, due]) => due !== 'no law');
    const beyond = counted.findIndex(([, due]) => due === 'no calendar');
    const [computed, unknown] = beyond < 0 ? [counted, []] : [counted.slice(0, beyond), counted.slice(beyond)];
    expect(unknown.filter(([, due]) => due !== 'no calendar')).toEqual([]);
    // A term of sixty days and what rolls after it reaches no further.
    expect(unknown.length).toBeLessThan(66);
    expect(unknown.length).toBeGreaterThanOrEqual(step === 'access.urgent' ? 0 : 7);

    const bad = computed.filter(([day, due], i) => {
      const earlier = computed[i - 1]?.[1];
      const rests = step !== 'access.urgent' && !isWorkingDay(due as LocalDate, nationalCalendar);
      return rests || daysBetween(day, due as LocalDate) < 2 || (earlier !== undefined && earlier > due);
    });
    expect(bad).toEqual([]);
  });
});
