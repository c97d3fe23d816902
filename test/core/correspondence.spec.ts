import fc from 'fast-check';
import { apply, type CaseEvent, type CaseFile, receiveMessage, sendMessage, takenAs } from '../../src/core/casefile';
import { addDays, localDate } from '../../src/core/law';
import { aCase, assigned, clockNow, clocksNow, NATIONAL } from '../make/case-files';

const day = (text: string) => localDate(`2026-03-${text}`);
const asked: CaseEvent = { type: 'clarification-asked', occurredOn: day('04'), letterId: 'q' };
const answered: CaseEvent = { type: 'clarification-answered', occurredOn: day('05'), letterId: 'a' };
const decided: CaseEvent = {
  type: 'decided',
  occurredOn: day('05'),
  outcome: 'granted',
  answerForm: 'electronic',
  grounds: [],
  letterId: null,
};
const waiting = aCase({}, assigned('ana'), asked);

describe('what an incoming text is', () => {
  it.each<[string, CaseFile, boolean, string, string]>([
    ['the applicant answers a question that waits', waiting, true, '05', 'answer'],
    ['on the day of the question', waiting, true, '04', 'answer'],
    ['sent before the question was asked', waiting, true, '03', 'message'],
    ['from an address that is not the applicant’s', waiting, false, '05', 'message'],
    ['nothing was asked', aCase({}, assigned('ana')), true, '05', 'message'],
    ['the question was answered', aCase({}, asked, answered), true, '06', 'message'],
    ['the case is decided', aCase({}, asked, decided), true, '06', 'message'],
  ])('%s', (_why, file, own, on, as) => {
    expect(takenAs(file, own, day(on))).toBe(as);
  });
});

describe('ordinary messages', () => {
  const pauses = { ...NATIONAL, settings: { ...NATIONAL.settings, clarification: 'pauses' as const } };

  it('hold no clock and let none go, whatever the setting and however many', () => {
    const both = fc.array(fc.tuple(fc.boolean(), fc.nat(12)), { maxLength: 12 });
    const files = fc.constantFrom(aCase(), waiting, aCase({}, asked, answered), aCase({}, asked, decided));
    fc.assert(
      fc.property(files, both, (file, messages) => {
        const events = messages.map(([out, after]) =>
          out ? sendMessage('m', addDays(day('02'), after)) : receiveMessage('m', addDays(day('02'), after)),
        );
        const after = events.reduce<CaseFile>(apply, file);
        expect(after).toEqual(file);
        expect(clockNow(after)).toEqual(clockNow(file));
        expect(clocksNow(after, pauses)).toEqual(clocksNow(file, pauses));
      }),
    );
  });

  it('keep the day on which they arrived, never a day to come', () => {
    expect(receiveMessage('m', day('10'), day('06')).occurredOn).toBe('2026-03-06');
    expect(receiveMessage('m', day('10'), day('12')).occurredOn).toBe('2026-03-10');
  });
});
