import { localDate, mergePauses, type Pause } from '../../src/core/law';

/** '2026-03-04..2026-03-06, 2026-03-09..': questions and answers of March 2026, told by their days only. */
const questions = (text: string): Pause[] =>
  text.split(', ').map((one) => {
    const [from = '', until = ''] = one.split('..');
    return { from: inMarch(from), until: until ? inMarch(until) : null };
  });
const inMarch = (day: string) => localDate(`2026-03-${day}`);
const shown = (pauses: readonly Pause[]): string =>
  pauses.map(({ from, until }) => `${from.slice(8)}..${until?.slice(8) ?? ''}`).join(', ');

describe('questions to the applicant, told as the times that they hold the clock', () => {
  it.each([
    ['04..06', '04..06', 'one question'],
    ['04..04', '', 'asked and answered on one day: none'],
    ['04..04, 06..08', '06..08', 'of two, one was answered at once'],
    ['04..06, 05..05', '04..06', 'answered at once while another waited'],
    ['04..06, 08..10', '04..06, 08..10', 'one after the other'],
    ['08..10, 04..06', '04..06, 08..10', 'told in the wrong order'],
    ['04..06, 06..08', '04..08', 'asked again on the day of the answer'],
    ['04..06, 07..08', '04..06, 07..08', 'asked again on the day after: a day of the clock lies between'],
    ['04..08, 05..06', '04..08', 'one within another'],
    ['04..06, 04..08', '04..08', 'two on one day, the later answer holds'],
    ['04..08, 04..06', '04..08', 'the same, told in the other order'],
    ['04..06, 05..08, 07..10', '04..10', 'three that overlap in a chain'],
    ['04..', '04..', 'nobody answered'],
    ['04.., 06..08', '04..', 'one within another that nobody answered'],
    ['04..06, 05..', '04..', 'overlapped by one that nobody answered'],
    ['04..06, 08..', '04..06, 08..', 'the second waits'],
  ])('%s hold it %s (%s)', (asked, holding) => {
    expect(shown(mergePauses(questions(asked)))).toBe(holding);
  });

  it('refuses an answer before its question', () => {
    expect(() => mergePauses(questions('04..06, 09..08'))).toThrow(RangeError);
    expect(() => mergePauses(questions('09..08'))).toThrow('An answer of 2026-03-08 to a question of 2026-03-09.');
  });

  it('leaves the list as it was told', () => {
    const asked = Object.freeze(questions('08..10, 04..06, 05..09'));
    expect(shown(mergePauses(asked))).toBe('04..10');
    expect(shown(asked)).toBe('08..10, 04..06, 05..09');
  });
});
