import {
  calendarYears,
  clockFor,
  type HolidayState,
  localDate,
  nationalCalendar,
  procedures,
  statutes,
} from '../../src/core/law';
import { read } from '../house/files';

const page = read('docs/law.md');

/** The rows of the table between two marks of the page, without its head; spaces that align columns do not matter. */
function rowsOf(mark: string): string[][] {
  const between = page.split(`<!-- ${mark} -->`)[1]?.split(`<!-- /${mark} -->`)[0] ?? '';
  const lines = between.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const units = { day: 'days', 'working-day': 'working days', hour: 'hours' } as const;

describe('docs/law.md says what the program counts', () => {
  it('every clock of every version of a law, in the order of the list of procedures', () => {
    const terms = procedures.flatMap((procedure) =>
      statutes.flatMap((law) =>
        law.terms
          .filter((term) => term.procedure === procedure)
          .map((term) => [
            `\`${procedure}\``,
            law.version,
            law.until === null ? `since ${law.from}` : `${law.from} to ${law.until}`,
            term.trigger,
            `${term.length} ${units[term.unit]}`,
            term.rollsForward ? 'yes' : 'no',
            term.mark,
            term.atExpiry,
          ]),
      ),
    );
    expect(rowsOf('clocks')).toEqual(terms);
  });

  it('where the rest days of each year come from', () => {
    const meaning: Record<HolidayState, string> = {
      official: 'the official table of the year',
      'by-rule': 'worked out from the law; no official table was found',
      expected: 'not announced yet',
    };
    const states = [...new Set(calendarYears.map((year) => year.state))].sort().reverse();
    const rows = states.map((state) => [
      state,
      calendarYears
        .filter((year) => year.state === state)
        .map((year) => year.year)
        .join(', '),
      meaning[state],
    ]);
    expect(rowsOf('calendars')).toEqual(rows);
  });

  it('which rest days may still move', () => {
    const expected = calendarYears.flatMap((year) =>
      year.days.filter((one) => (one.state ?? year.state) === 'expected').map((one) => [one.day, one.name]),
    );
    expect(rowsOf('expected')).toEqual(expected);
  });

  it('the last day that the calendar knows', () => {
    expect(nationalCalendar.lastDay).toBe('2027-12-31');
    expect(page).toContain('last known day: 31 December 2027');
  });

  it('what the two readings of an extension mean for one request', () => {
    const dueOn = (reading: 'A' | 'B'): string =>
      clockFor({
        procedure: 'access.decision',
        trigger: localDate('2026-03-02'),
        calendar: nationalCalendar,
        extended: { reading },
      }).dueOn;
    expect([dueOn('A'), dueOn('B')]).toEqual(['2026-03-17', '2026-03-24']);
    expect(page).toMatch(/^\| A \(default\).*\| 17 March 2026 +\|$/m);
    expect(page).toMatch(/^\| B .*\| 24 March 2026 +\|$/m);
  });

  it('who hears a complaint, and when', () => {
    const remedies = statutes.flatMap((law) =>
      law.remedy ? [[law.from, law.until, law.remedy.body, law.remedy.days]] : [],
    );
    expect(remedies).toEqual([
      ['2010-12-10', '2019-07-18', 'ombudsperson', null],
      ['2019-07-19', null, 'aip', 15],
    ]);
    expect(page).toMatch(/^\| 2010-12-10 to 2019-07-18 +\| the Ombudsperson +\| no number read/m);
    expect(page).toMatch(/^\| since 2019-07-19 +\| the Information and Privacy Agency +\| 15 days/m);
  });
});
