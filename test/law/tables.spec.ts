import { answerOf } from '../support/clock-table';
import { clockTables } from './tables';

describe.each(Object.entries(clockTables))('%s', (_, rows) => {
  it.each(rows.map((row) => [row.step, row.from, row.why, row] as const))(
    '%s from %s: %s',
    (_step, _from, _why, row) => {
      const { expected } = row;
      const answer = answerOf(row);
      expect(Object.fromEntries(Object.entries(answer).filter(([column]) => column in expected))).toEqual(expected);
    },
  );
});
