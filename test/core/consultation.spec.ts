import fc from 'fast-check';
import {
  answerConsultation,
  apply,
  askConsultation,
  awaitingOf,
  type CaseEvent,
  type CaseFile,
  consultationDue,
  DEFAULT_BACK_PLAN,
  latestAnswer,
  NotAllowed,
  offeredDay,
  remindConsultation,
  silentConsultation,
  withdrawConsultation,
} from '../../src/core/casefile';
import { consultationLetter, templateOf } from '../../src/core/letters';
import { addDays, type LocalDate, localDate, nationalCalendar } from '../../src/core/law';
import { aCase, assigned, clockNow } from '../make/case-files';

const day = (text: string): LocalDate => localDate(`2026-03-${text}`);
/** Received on Monday 2 March: the draft lies ready on Thursday the 5th, the case is due on Monday the 9th. */
const fresh = aCase({}, assigned('ana'));
const extendedOn: CaseEvent = { type: 'extended', occurredOn: day('03'), ground: 'several-documents', letterId: null };
/** Due on Tuesday the 17th, the draft on Friday the 13th. */
const extended = aCase({}, assigned('ana'), extendedOn);
const decided: CaseEvent = {
  type: 'decided',
  occurredOn: day('10'),
  outcome: 'granted',
  answerForm: 'electronic',
  grounds: [],
  letterId: null,
};

const asking = (file: CaseFile, by: string, today: string, id = 'c') =>
  askConsultation(
    file,
    clockNow(file),
    DEFAULT_BACK_PLAN,
    { consultationId: id, ground: 'commercial', by: day(by), letterId: 'l' },
    day(today),
  );
const ask = (file: CaseFile, by: string, today: string): CaseFile => apply(file, asking(file, by, today));
const silent = (file: CaseFile, today: string) =>
  silentConsultation(file, 'c', clockNow(file), DEFAULT_BACK_PLAN, day(today));
const codeOf = (move: () => unknown): string => {
  try {
    move();
  } catch (error) {
    if (error instanceof NotAllowed) return error.code;
    throw error;
  }
  return 'allowed';
};

describe('the days of a third party', () => {
  it.each<[string, CaseFile, string, object | null]>([
    ['five working days where the deadline leaves them', extended, '04', { by: '2026-03-11', cut: false }],
    ['fewer where it does not: until the draft lies ready', fresh, '03', { by: '2026-03-05', cut: true }],
    ['none on the day of the draft', fresh, '05', null],
    ['none when the case is overdue', fresh, '12', null],
  ])('%s', (_why, file, today, offered) => {
    const found = offeredDay(clockNow(file), DEFAULT_BACK_PLAN, nationalCalendar, day(today));
    expect(found).toEqual(offered && expect.objectContaining(offered));
  });

  it.each<[string, () => unknown, string]>([
    ['a day within what the deadline leaves', () => asking(extended, '13', '04'), 'allowed'],
    ['a day that would outlast it', () => asking(extended, '16', '04'), 'consultation.outlasts'],
    ['today', () => asking(extended, '04', '04'), 'consultation.past'],
    ['when no day is left', () => asking(fresh, '09', '05'), 'consultation.no-time'],
    ['of a decided case', () => asking(apply(fresh, decided), '20', '10'), 'case.closed'],
  ])('%s: %s', (_what, move, code) => {
    expect(codeOf(move)).toBe(code);
  });

  it('never swallow the main clock: it neither stops nor moves, whatever is asked, answered or left open', () => {
    const step = fc.record({ what: fc.constantFrom('ask', 'answer', 'withdraw', 'lapse', 'remind'), after: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
        let file = extended;
        let today = day('03');
        steps.forEach(({ what, after }, i) => {
          today = addDays(today, after > 6 ? 1 : 0);
          const open = file.consultations.find((one) => one.state === 'waiting');
          try {
            if (what === 'ask') file = apply(file, asking(file, '13', today.slice(8), `c${i}`));
            else if (!open) return;
            else if (what === 'answer') file = apply(file, answerConsultation(file, open.id, 'objects', today, today));
            else if (what === 'withdraw') file = apply(file, withdrawConsultation(file, open.id, today));
            else {
              const move = what === 'lapse' ? silentConsultation : remindConsultation;
              const event = move(file, open.id, clockNow(file), DEFAULT_BACK_PLAN, today);
              if (event) file = apply(file, event);
            }
          } catch (error) {
            if (!(error instanceof NotAllowed)) throw error;
          }
          expect(clockNow(file)).toEqual(clockNow(extended));
          const latest = latestAnswer(clockNow(file), DEFAULT_BACK_PLAN)!;
          for (const one of file.consultations)
            expect(consultationDue(one, clockNow(file), DEFAULT_BACK_PLAN).dueOn <= latest).toBe(true);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('end earlier than the letter said when the deadline moves forward: the main one wins, and it is told', () => {
    const file = ask(extended, '13', '04');
    const shorter = { ...file, extension: null };
    expect(consultationDue(file.consultations[0]!, clockNow(file), DEFAULT_BACK_PLAN)).toEqual({
      dueOn: '2026-03-13',
      cut: false,
    });
    expect(consultationDue(file.consultations[0]!, clockNow(shorter), DEFAULT_BACK_PLAN)).toEqual({
      dueOn: '2026-03-05',
      cut: true,
    });
    expect(silent(shorter, '06')).toMatchObject({ occurredOn: '2026-03-06', reason: 'silence' });
  });
});

describe('what becomes of it', () => {
  const file = ask(extended, '11', '04');

  it('silence, dated on the day after, whoever notices when; a late answer is heard until the decision', () => {
    expect(silent(file, '11')).toBeNull();
    const lapsed = silent(file, '16')!;
    expect(lapsed.occurredOn).toBe('2026-03-12');
    const over = apply(file, lapsed);
    expect(silent(over, '17')).toBeNull();
    expect(awaitingOf(over)).toEqual([]);
    const late = apply(over, answerConsultation(over, 'c', 'objects', day('16'), day('16')));
    expect(late.consultations[0]).toMatchObject({ state: 'answered', stance: 'objects' });
    expect(codeOf(() => answerConsultation(apply(over, decided), 'c', 'agrees', day('16'), day('16')))).toBe(
      'case.closed',
    );
  });

  it.each<[string, () => unknown, string]>([
    [
      'an answer of tomorrow',
      () => answerConsultation(file, 'c', 'agrees', day('06'), day('05')),
      'consultation.future',
    ],
    [
      'an answer of before',
      () => answerConsultation(file, 'c', 'agrees', day('03'), day('05')),
      'consultation.before-question',
    ],
    [
      'an answer of a stranger',
      () => answerConsultation(file, 'x', 'agrees', day('05'), day('05')),
      'consultation.unknown',
    ],
  ])('%s: %s', (_what, move, code) => {
    expect(codeOf(move)).toBe(code);
  });

  it('is awaited until then, reminded while it is, and over with the decision', () => {
    expect(awaitingOf(file)).toEqual([{ who: 'party', since: '2026-03-04' }]);
    const remind = (of: CaseFile, today: string) =>
      remindConsultation(of, 'c', clockNow(of), DEFAULT_BACK_PLAN, day(today));
    expect(remind(file, '10')).not.toBeNull();
    expect(remind(file, '12')).toBeNull();
    expect(remind(apply(file, withdrawConsultation(file, 'c', day('05'))), '10')).toBeNull();
    const over = apply(file, decided);
    expect([over.consultations[0]?.state, remind(over, '10'), silent(over, '20')]).toEqual(['over', null, null]);
  });

  it('asks by a letter that says nothing of who asked the municipality', () => {
    const facts = consultationLetter(extended, asking(extended, '11', '04'), 'Kontrata me ndërmarrjen tuaj');
    expect(templateOf(facts)).toBe('consultation');
    expect(facts).toMatchObject({ kind: 'consultation', by: '2026-03-11', ground: 'commercial' });
  });
});
