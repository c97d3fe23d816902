import fc from 'fast-check';
import {
  DEFAULT_ALARM_BASIS,
  DEFAULT_LADDERS,
  DEFAULT_POLICY,
  dueNow,
  nextLookAt,
  planAlarms,
  rung,
  rungsDue,
  type KnownAlarm,
  type Staff,
} from '../../src/core/alarms';
import {
  answerTask,
  apply,
  askTask,
  awaitingOf,
  type CaseFile,
  clocksOf,
  DEFAULT_BACK_PLAN,
  giveTask,
  isOpenTask,
  NotAllowed,
  refuseTask,
  taskDue,
  withdrawTask,
} from '../../src/core/casefile';
import { addDays, type LocalDate, localDate, localDateOf, startOfLocalDay } from '../../src/core/law';
import { aCase, assigned, clockNow, clocksNow, NATIONAL } from '../make/case-files';

const nine = (day: string): Date => new Date(startOfLocalDay(localDate(day)).getTime() + 9 * 3_600_000);

function ask(file: CaseFile, id: string, directorateId: string, day: string, by: string | null = null): CaseFile {
  const draft = { taskId: id, directorateId, by: by === null ? null : localDate(by) };
  return apply(file, askTask(file, clockNow(file), draft, nine(day), localDate(day)));
}
const dueOf = (file: CaseFile, id: string): string | null =>
  taskDue(
    file.tasks.find((one) => one.id === id)!,
    clockNow(file),
    DEFAULT_BACK_PLAN,
  )?.dueOn ?? null;
const codeOf = (move: () => unknown): string => {
  try {
    move();
  } catch (error) {
    if (error instanceof NotAllowed) return error.code;
    throw error;
  }
  return 'allowed';
};

/** Received on Monday 2 March 2026 and due on Monday 9 March. */
const fresh = aCase({}, assigned('ana'));
const extended = aCase({}, assigned('ana'), {
  type: 'extended',
  occurredOn: localDate('2026-03-05'),
  ground: 'several-documents',
  letterId: null,
});

describe('the day on which a directorate answers', () => {
  it.each<[string, CaseFile, string, string | null, string]>([
    ['asked on the first day: with the draft, as the whole directorate', fresh, '2026-03-02', null, '2026-03-05'],
    [
      'asked on Wednesday: three of five days are left, a Saturday, and the draft comes before',
      fresh,
      '2026-03-04',
      null,
      '2026-03-05',
    ],
    ['asked on the day of the draft: the next working day', fresh, '2026-03-05', null, '2026-03-06'],
    ['asked on Friday: Monday, which is the due day', fresh, '2026-03-06', null, '2026-03-09'],
    ['asked on the due day: at once', fresh, '2026-03-09', null, '2026-03-09'],
    ['asked when it was overdue: at once', fresh, '2026-03-12', null, '2026-03-12'],
    [
      'extended to 17 March and asked on the 6th: six of eleven days, a Thursday',
      extended,
      '2026-03-06',
      null,
      '2026-03-12',
    ],
    ['the official named a day', extended, '2026-03-06', '2026-03-10', '2026-03-10'],
  ])('%s', (_why, file, day, by, dueOn) => {
    expect(dueOf(ask(file, 't', 'urbanism', day, by), 't')).toBe(dueOn);
  });

  it('moves with the deadline of the case, and one that was named never lies beyond it', () => {
    const file = ask(ask(extended, 'a', 'urbanism', '2026-03-06'), 'b', 'budget', '2026-03-06', '2026-03-16');
    expect([dueOf(file, 'a'), dueOf(file, 'b')]).toEqual(['2026-03-12', '2026-03-16']);
    const shorter = { ...file, extension: null };
    expect([dueOf(shorter, 'a'), dueOf(shorter, 'b')]).toEqual(['2026-03-09', '2026-03-09']);
  });

  it('of a case in hours it is a share of the hours that were left', () => {
    const urgent = aCase({ urgent: true }, assigned('ana'));
    const draft = { taskId: 't', directorateId: 'urbanism', by: null };
    const asked = askTask(urgent, clockNow(urgent), draft, new Date('2026-03-02T19:00:00Z'), localDate('2026-03-02'));
    const file = apply(urgent, asked);
    // 38 hours were left at that moment, 22 hours and 48 minutes of them are the directorate's.
    expect(taskDue(file.tasks[0]!, clockNow(file), DEFAULT_BACK_PLAN)).toEqual({
      dueOn: '2026-03-03',
      dueAt: new Date('2026-03-03T17:48:00Z'),
    });
  });

  it('there is none while the clock stands still', () => {
    const basis = { ...NATIONAL, settings: { ...NATIONAL.settings, clarification: 'pauses' as const } };
    const asked = apply(ask(fresh, 't', 'urbanism', '2026-03-03'), {
      type: 'clarification-asked',
      occurredOn: localDate('2026-03-03'),
      letterId: 'q',
    });
    expect(taskDue(asked.tasks[0]!, clocksOf(asked, basis).clock, DEFAULT_BACK_PLAN)).toBeNull();
  });

  it('always lies after the day of asking and not after the due day, for any day and any share', () => {
    const day = fc.integer({ min: 0, max: 2500 }).map((count) => addDays(localDate('2019-07-19'), count));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 6 }), fc.integer({ min: 10, max: 90 }), (receivedOn, after, share) => {
        const file = aCase({ receivedOn });
        const clock = clockNow(file);
        if (clock.state !== 'running') return;
        const askedOn = addDays(receivedOn, after);
        const settings = { ...DEFAULT_BACK_PLAN, directorateShare: share };
        const due = taskDue({ askedOn, askedAt: nine(askedOn), by: null }, clock, settings);
        expect(due && due.dueOn > askedOn && due.dueOn <= clock.dueOn).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('what may be done with a task', () => {
  const file = ask(fresh, 't', 'urbanism', '2026-03-03');
  const today = localDate('2026-03-04');
  const draft = { taskId: 'u', directorateId: 'urbanism', by: null };
  const decided = apply(file, {
    type: 'decided',
    occurredOn: today,
    outcome: 'granted',
    answerForm: 'electronic',
    grounds: [],
    letterId: null,
  });
  const settled = apply(file, refuseTask(file, 't', today));

  it.each<[string, () => unknown, string]>([
    [
      'asks another directorate at the same time',
      () => askTask(file, clockNow(file), { ...draft, directorateId: 'budget' }, nine('2026-03-04'), today),
      'allowed',
    ],
    [
      'asks the same one twice',
      () => askTask(file, clockNow(file), draft, nine('2026-03-04'), today),
      'task.already-asked',
    ],
    [
      'asks the same one again after it declined',
      () => askTask(settled, clockNow(settled), { ...draft, again: 't' }, nine('2026-03-04'), today),
      'allowed',
    ],
    [
      'repeats a task that there never was',
      () => askTask(settled, clockNow(settled), { ...draft, again: 'x' }, nine('2026-03-04'), today),
      'task.unknown',
    ],
    [
      'names a day in the past',
      () => askTask(settled, clockNow(settled), { ...draft, by: localDate('2026-03-03') }, nine('2026-03-04'), today),
      'task.past',
    ],
    [
      'names a day after the deadline',
      () => askTask(settled, clockNow(settled), { ...draft, by: localDate('2026-03-10') }, nine('2026-03-04'), today),
      'task.after-deadline',
    ],
    [
      'asks about a decided case',
      () => askTask(decided, clockNow(decided), { ...draft, directorateId: 'budget' }, nine('2026-03-04'), today),
      'case.closed',
    ],
    ['answers', () => answerTask(file, 't', today), 'allowed'],
    ['answers twice', () => answerTask(settled, 't', today), 'task.settled'],
    ['answers what nobody asked', () => answerTask(file, 'x', today), 'task.unknown'],
    ['answers after the decision', () => answerTask(decided, 't', today), 'case.closed'],
    ['takes back', () => withdrawTask(file, 't', today), 'allowed'],
    ['gives it to somebody', () => giveTask(file, 't', 'bob', today), 'allowed'],
    ['gives it to the one who has it', () => giveTask(file, 't', null, today), 'task.same'],
  ])('%s: %s', (_what, move, code) => {
    expect(codeOf(move)).toBe(code);
  });

  it('ends with the decision, and nobody is awaited any more', () => {
    expect(decided.tasks[0]).toMatchObject({ state: 'over', settledOn: '2026-03-04' });
    expect(awaitingOf(decided)).toEqual([]);
  });

  it('the case says whom it waits for, the longest first', () => {
    const both = apply(ask(file, 'u', 'budget', '2026-03-02'), {
      type: 'clarification-asked',
      occurredOn: localDate('2026-03-04'),
      letterId: 'q',
    });
    expect(awaitingOf(both)).toEqual([
      { who: 'directorate', since: '2026-03-02' },
      { who: 'directorate', since: '2026-03-03' },
      { who: 'applicant', since: '2026-03-04' },
    ]);
  });
});

const staff = (on: string, absences: Staff['absences'] = []): Staff => ({
  officials: [
    { id: 'ana', role: 'responsible-officer', active: true },
    { id: 'head', role: 'directorate-staff', active: true },
    { id: 'bob', role: 'directorate-staff', active: true },
    { id: 'mayor', role: 'mayors-office', active: true },
  ],
  directorates: [
    { id: 'urbanism', headId: 'head' },
    { id: 'budget', headId: null },
  ],
  onCallId: null,
  absences,
  on: localDate(on),
});

describe('the ladder of a task', () => {
  /** Asked on Friday the 6th of an extended case, due on Thursday the 12th. */
  const file = ask(extended, 't', 'urbanism', '2026-03-06');
  const keys = (of: CaseFile, at: Date): string[] =>
    rungsDue(of, clocksNow(of), at)
      .filter(({ version }) => version.startsWith('task:'))
      .map(({ rung }) => rung.key);
  const told = (of: CaseFile, day: string, absences: Staff['absences'] = []): string[] =>
    planAlarms(of, clocksNow(of), staff(day, absences), [], nine(day))
      .filter((one) => one.clockVersion.startsWith('task:') && one.state === 'planned')
      .map((one) => `${one.rung} ${one.recipientKey}`);

  it('reminds a working day before, on the day and after it, each in the morning', () => {
    expect(keys(file, nine('2026-03-10'))).toEqual([]);
    expect(keys(file, new Date('2026-03-11T06:29:59Z'))).toEqual([]);
    expect(keys(file, new Date('2026-03-11T06:30:00Z'))).toEqual(['directorate-reminder-1w']);
    expect(keys(file, nine('2026-03-12'))).toEqual(['directorate-reminder-1w', 'directorate-reminder-0w']);
    expect(keys(file, nine('2026-03-13'))).toEqual([
      'directorate-reminder-1w',
      'directorate-reminder-0w',
      'directorate-reminder-overdue',
    ]);
  });

  it('is that of the institution, also after its day, and a case without a task hears nothing of that', () => {
    const chosen = DEFAULT_LADDERS['access-request'].filter((one) => one.key !== 'directorate-reminder-overdue');
    const late = { track: 'reminder', clock: 'directorate', from: 'due', offset: 3, unit: 'day' } as const;
    const ladder = [...chosen, rung({ ...late, to: ['mayors-office'] })];
    const policy = { ...DEFAULT_POLICY, ladders: { ...DEFAULT_POLICY.ladders, 'access-request': ladder } };
    const said = (of: CaseFile, day: string): string[] =>
      rungsDue(of, { ...clocksNow(of), policy }, nine(day))
        .filter(({ rung: { clock, offset } }) => clock === 'directorate' && offset > 0)
        .map(({ rung: { key }, version }) => `${key} ${version}`);
    expect(said(file, '2026-03-14')).toEqual([]);
    expect(said(file, '2026-03-16')).toEqual(['directorate-reminder-over-3 task:t:2026-03-12']);
    expect(said(extended, '2026-03-16')).toEqual([]);
  });

  it('says nothing of what lay before the request itself', () => {
    const late = ask(fresh, 't', 'urbanism', '2026-03-06');
    expect(dueOf(late, 't')).toBe('2026-03-09');
    expect(keys(late, nine('2026-03-09'))).toEqual(['directorate-reminder-0w']);
  });

  it('speaks to the head, to whoever has it, to the stand-in, and never to nobody', () => {
    expect(told(file, '2026-03-12')).toEqual(['directorate-reminder-0w head']);
    const given = apply(file, giveTask(file, 't', 'bob', localDate('2026-03-06')));
    expect(told(given, '2026-03-12')).toEqual(['directorate-reminder-0w bob', 'directorate-reminder-0w head']);
    const away = {
      officialId: 'head',
      standInId: 'bob',
      fromOn: localDate('2026-03-12'),
      untilOn: localDate('2026-03-12'),
    };
    expect(told(file, '2026-03-12', [away])).toEqual(['directorate-reminder-0w bob']);
    expect(told(ask(extended, 'u', 'budget', '2026-03-06'), '2026-03-12')).toEqual(['directorate-reminder-0w ana']);
    expect(told(file, '2026-03-13')).toEqual(['directorate-reminder-overdue ana', 'directorate-reminder-overdue head']);
  });

  it('looks again: answered, taken back, decided or moved, there is nothing to say', () => {
    const [planned] = planAlarms(file, clocksNow(file), staff('2026-03-12'), [], nine('2026-03-12')).filter(
      (one) => one.clockVersion === 'task:t:2026-03-12' && one.state === 'planned',
    );
    const still = (of: CaseFile): boolean =>
      dueNow(planned!.rung, planned!.clockVersion, of, clocksNow(of), [], nine('2026-03-12')) !== undefined;
    const today = localDate('2026-03-12');
    expect(still(file)).toBe(true);
    expect(still(apply(file, answerTask(file, 't', today)))).toBe(false);
    expect(still(apply(file, withdrawTask(file, 't', today)))).toBe(false);
    expect(still({ ...file, extension: null })).toBe(false);
  });
});

describe('a case with several tasks, looked at by a sweep that only comes when it said it would', () => {
  type Step = { do: 'ask' | 'answer' | 'refuse' | 'withdraw' | 'give'; which: number; days: number };
  const step = fc.record<Step>({
    do: fc.constantFrom('ask', 'ask', 'answer', 'refuse', 'withdraw', 'give'),
    which: fc.nat(2),
    days: fc.nat(3),
  });

  it('tells each rung of each task once, only while the task is open, and misses none', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        let file = extended;
        let day: LocalDate = localDate('2026-03-05');
        let lookAt: Date | null = new Date(0);
        const known: KnownAlarm[] = [];
        const said = new Set<string>();
        const expected = new Set<string>();
        let count = 0;
        const tick = (now: Date): void => {
          const clocks = clocksNow(file);
          // What a reader of the plan would expect, without the sweep: on the day itself and on the day after.
          for (const task of file.tasks.filter(isOpenTask)) {
            const due = taskDue(task, clocks.clock, clocks.backPlan)!.dueOn;
            const today = localDateOf(now);
            if (today === due && due > task.askedOn) expected.add(`task:${task.id}:${due} directorate-reminder-0w`);
            if (today === addDays(due, 1)) expected.add(`task:${task.id}:${due} directorate-reminder-overdue`);
          }
          if (lookAt === null || lookAt > now) return;
          const plan = planAlarms(file, clocks, staff(localDateOf(now)), known, now);
          for (const one of plan.filter((alarm) => alarm.clockVersion.startsWith('task:'))) {
            const task = file.tasks.find(({ id }) => one.clockVersion.startsWith(`task:${id}:`));
            expect(task && isOpenTask(task)).toBe(true);
            if (one.state === 'planned') {
              const key = `${one.clockVersion} ${one.rung} ${one.recipientKey}`;
              expect(said.has(key)).toBe(false);
              said.add(key);
            }
          }
          known.push(
            ...plan.map((one) => ({
              ...one,
              state: one.state === 'planned' ? ('told' as const) : one.state,
              settledAt: now,
            })),
          );
          lookAt = nextLookAt(file, { ...clocksOf(file, NATIONAL), ...DEFAULT_ALARM_BASIS }, known, now);
        };
        for (const { do: what, which, days } of steps) {
          const task = file.tasks.filter(isOpenTask)[which];
          const before = file;
          if (what === 'ask') {
            const directorateId = `d${which}`;
            if (!file.tasks.some((one) => isOpenTask(one) && one.directorateId === directorateId))
              file = ask(file, `t${(count += 1)}`, directorateId, day);
          } else if (task) {
            if (what === 'answer') file = apply(file, answerTask(file, task.id, day));
            else if (what === 'refuse') file = apply(file, refuseTask(file, task.id, day));
            else if (what === 'withdraw') file = apply(file, withdrawTask(file, task.id, day));
            else if (task.assigneeId !== 'bob') file = apply(file, giveTask(file, task.id, 'bob', day));
          }
          if (file !== before) lookAt = new Date(0);
          for (let passed = 0; passed < days; passed += 1) {
            day = addDays(day, 1);
            // Every half hour of the day, whatever the clock on the wall does.
            for (let half = 0; half < 48; half += 1) tick(new Date(startOfLocalDay(day).getTime() + half * 1_800_000));
          }
        }
        const rungs = new Set([...said].map((one) => one.split(' ').slice(0, 2).join(' ')));
        const missed = [...expected].filter((one) => !rungs.has(one));
        // A rest day is the one reason for a morning without a reminder, and the case's own deadline cannot wait for it.
        expect(missed.filter((one) => !isRestDay(one.split(':')[2]!.slice(0, 10), one))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  /** Saturday and Sunday: nothing that can wait is said, and on Monday the higher rung may speak instead. */
  function isRestDay(dueOn: string, rung: string): boolean {
    const at = rung.endsWith('overdue') ? addDays(localDate(dueOn), 1) : localDate(dueOn);
    return [0, 6].includes(new Date(at).getUTCDay()) || at === localDate('2026-03-20');
  }
});
