import type { ClockRow } from '../../support/clock-table';
import { clockChangeTable, midnightTable } from './moments';
import { mixedPauseTable, questionTable, restartTable, waitingTable } from './pauses';
import { lawTable, stepTable } from './steps';
import { holidayTable, leapTable, yearEndTable } from './year';

/** Every table, by what it is about. */
export const clockTables: Readonly<Record<string, readonly ClockRow[]>> = {
  'every step, under the law of its day': stepTable,
  'which law judges': lawTable,
  'a question to the applicant that pauses the clock': questionTable,
  'a question that nobody has answered yet': waitingTable,
  'a question that starts the clock anew': restartTable,
  'questions together with other rules': mixedPauseTable,
  'the changes of the clock in March and October': clockChangeTable,
  'receipts around midnight': midnightTable,
  'leap years': leapTable,
  'the end of the year': yearEndTable,
  'holidays, carried over and confirmed late': holidayTable,
};
