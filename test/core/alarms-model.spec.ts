import fc from 'fast-check';
import {
  type AlarmClocks,
  type AlarmPolicy,
  DEFAULT_ALARM_BASIS,
  DEFAULT_POLICY,
  dueNow,
  type KnownAlarm,
  type Ladder,
  ladderProblems,
  nextLookAt,
  planAlarms,
  readRungKey,
  rung,
  type RungChoice,
  type Staff,
} from '../../src/core/alarms';
import {
  apply,
  backPlan,
  type CaseEvent,
  type CaseFile,
  type ClockBasis,
  clocksOf,
  clockVersion,
} from '../../src/core/casefile';
import { addDays, type LocalDate, localDate, localDateOf, nationalCalendar, startOfLocalDay } from '../../src/core/law';
import { aCase, NATIONAL } from '../make/case-files';
import { LadderModel, type ModelCase, nameOf } from '../support/ladder-model';

const BASIS: ClockBasis = { ...NATIONAL, settings: { ...NATIONAL.settings, clarification: 'pauses' } };
const HALF_HOUR = 1_800_000;
const PEOPLE = [
  { id: 'admin', role: 'administrator' },
  { id: 'ana', role: 'directorate-staff' },
  { id: 'bob', role: 'directorate-staff' },
  { id: 'head', role: 'directorate-staff' },
  { id: 'mayor', role: 'mayors-office' },
  { id: 'officer', role: 'responsible-officer' },
] as const;

const due = (track: RungChoice['track'], offset: number, unit: RungChoice['unit'], ...to: RungChoice['to']) =>
  rung({ track, clock: 'decision', from: 'due', offset, unit, to });
const LADDERS: readonly Ladder[] = [
  DEFAULT_POLICY.ladders['access-request'],
  [
    due('reminder', 50, 'share', 'assignee'),
    due('reminder', -2, 'working-day', 'assignee', 'directorate-head'),
    due('escalation', 80, 'share', 'assignee'),
    due('escalation', 1, 'day', 'mayors-office'),
    due('silence', 1, 'day', 'citizen'),
  ],
  [
    ...DEFAULT_POLICY.ladders['access-request'].filter((one) => one.key !== 'reminder-1'),
    due('reminder', -5, 'day', 'assignee'),
    due('escalation', -2, 'working-day', 'directorate-head'),
    due('escalation', 3, 'working-day', 'responsible-officer', 'administrator'),
  ],
];

type Step =
  | { do: 'assign'; who: string | null; directorate: boolean }
  | { do: 'extend' | 'ask' | 'answer' | 'decide' | 'acknowledge' | 'sleep' }
  | { do: 'ladder'; which: number }
  | { do: 'away'; who: string; standIn: string | null; days: number };

const who = fc.constantFrom('ana', 'bob', 'head', 'officer', 'mayor', 'admin');
/** Half hours: often within the patience of an escalation, sometimes days. */
const pause = fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 1, max: 20 }) }, fc.integer({ min: 20, max: 150 }));
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('assign'),
      who: fc.constantFrom('ana', 'bob', null),
      directorate: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('extend', 'ask', 'answer', 'sleep') }) },
  { weight: 4, arbitrary: fc.constant({ do: 'acknowledge' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('decide') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ladder'), which: fc.nat(2) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('away'),
      who,
      standIn: fc.option(who),
      days: fc.integer({ min: 0, max: 9 }),
    }),
  },
);

/** A case and its alarms as the sweep keeps them: it looks when it said it would, plans, and tells at once. */
class House {
  file: CaseFile;
  known: KnownAlarm[] = [];
  policy: AlarmPolicy = DEFAULT_POLICY;
  absences: { officialId: string; standInId: string | null; fromOn: LocalDate; untilOn: LocalDate }[] = [];
  lookAt: Date | null = new Date(0);

  constructor(receivedOn: LocalDate) {
    this.file = aCase({ receivedOn });
  }

  clocks(): AlarmClocks {
    return { ...clocksOf(this.file, BASIS), ...DEFAULT_ALARM_BASIS, policy: this.policy };
  }

  happen(event: CaseEvent): void {
    this.file = apply(this.file, event);
    this.lookAt = new Date(0);
  }

  sweep(now: Date): string[] {
    if (this.lookAt === null || this.lookAt > now) return [];
    const staff: Staff = {
      officials: PEOPLE.map((one) => ({ ...one, active: true })),
      directorates: [{ id: 'urbanism', headId: 'head' }],
      onCallId: null,
      absences: this.absences,
      on: localDateOf(now),
    };
    const clocks = this.clocks();
    const plan = planAlarms(this.file, clocks, staff, this.known, now);
    const planned = plan.filter((one) => one.state === 'planned');
    // Looks again before it speaks; nothing happened in between.
    for (const one of planned)
      expect(dueNow(one.rung, one.clockVersion, this.file, clocks, [...this.known, ...plan], now)).toBeDefined();
    this.known.push(
      ...plan.map((one) => ({
        ...one,
        state: one.state === 'planned' ? ('told' as const) : one.state,
        settledAt: now,
      })),
    );
    if (planned.some((one) => one.rung === 'silence'))
      this.file = apply(this.file, { type: 'silence-fell', occurredOn: localDateOf(now), dueOn: localDateOf(now) });
    this.lookAt = nextLookAt(this.file, this.clocks(), this.known, now);
    return planned.map((one) => `${identityOf(one.rung)} ${readRungKey(one.rung)?.climb ?? 0} ${one.recipientKey}`);
  }

  acknowledge(now: Date): void {
    const isEscalation = ({ rung, state }: KnownAlarm) => state === 'told' && readRungKey(rung)?.track === 'escalation';
    for (const one of this.known.filter(isEscalation)) one.acknowledgedAt ??= now;
  }
}

const NAMES = new Map(LADDERS.flat().map((one) => [one.key, nameOf(one)]));
const identityOf = (key: string): string => NAMES.get(readRungKey(key)?.base ?? '') ?? key;

function modelCase({ file }: House, clocks: AlarmClocks): ModelCase {
  const { clock } = clocks;
  const running = clock.state === 'running' ? clock : null;
  return {
    clock: running && { version: clockVersion(running), trigger: running.trigger, dueOn: running.dueOn },
    directorateOn: running && (backPlan(running, clocks.backPlan)?.directorateOn ?? null),
    registeredOn: file.registeredOn,
    assignee: file.assigneeId,
    hasDirectorate: file.directorateId !== null,
    decided: file.decision !== null,
    silent: file.silentSince !== null,
  };
}

/** Does a step to the house, where the rules of a case allow it; true when nobody looks for a while. */
function perform(one: Step, house: House, model: LadderModel, now: Date): boolean {
  const occurredOn = localDateOf(now);
  const asked = house.file.clarifications.some((each) => each.answeredOn === null);
  const isOpen = house.file.decision === null;
  switch (one.do) {
    case 'assign':
      if (isOpen)
        house.happen({
          type: 'assigned',
          occurredOn,
          assigneeId: one.who,
          directorateId: one.directorate ? 'urbanism' : null,
        });
      return false;
    case 'extend':
      if (isOpen && !house.file.extension && !house.file.silentSince)
        house.happen({ type: 'extended', occurredOn, ground: 'several-documents', letterId: null });
      return false;
    case 'ask':
      if (isOpen && !asked) house.happen({ type: 'clarification-asked', occurredOn, letterId: 'q' });
      return false;
    case 'answer':
      if (isOpen && asked) house.happen({ type: 'clarification-answered', occurredOn, letterId: 'a' });
      return false;
    case 'decide':
      if (isOpen)
        house.happen({
          type: 'decided',
          occurredOn,
          outcome: 'granted',
          answerForm: 'electronic',
          grounds: [],
          letterId: null,
        });
      return false;
    case 'acknowledge':
      house.acknowledge(now);
      model.acknowledge();
      return false;
    case 'ladder':
      house.policy = {
        ...DEFAULT_POLICY,
        ladders: { ...DEFAULT_POLICY.ladders, 'access-request': LADDERS[one.which] ?? LADDERS[0]! },
      };
      house.lookAt = now;
      return false;
    case 'away':
      if (one.who !== one.standIn) {
        const untilOn = addDays(occurredOn, one.days);
        house.absences.push({ officialId: one.who, standInId: one.standIn, fromOn: occurredOn, untilOn });
      }
      return false;
    case 'sleep':
      return true;
  }
}

describe('the ladder and a model of it that shares nothing with it', () => {
  it('has ladders to try that an administrator could keep', () => {
    expect(LADDERS.flatMap((one) => ladderProblems('access-request', one))).toEqual([]);
  });

  it('say the same to the same people at the same half hour, whatever happens', () => {
    const steps = fc.array(fc.record({ after: pause, one: step, sleep: fc.integer({ min: 1, max: 300 }) }), {
      minLength: 2,
      maxLength: 24,
    });
    /** Half hours until somebody takes on what was just escalated; null: nobody does. */
    const answers = fc.array(fc.option(fc.integer({ min: 1, max: 40 })), { minLength: 4, maxLength: 8 });
    let spoken = 0;
    fc.assert(
      fc.property(fc.nat(300), steps, answers, (start, history, answered) => {
        const taking = [...answered];
        let takenOnAt = Infinity;
        const receivedOn = addDays(localDate('2026-01-03'), start);
        const house = new House(receivedOn);
        const model = new LadderModel(() => ({
          ladder: house.policy.ladders['access-request'],
          isWorkingDay: (day) => nationalCalendar.rest(localDate(day)) === null,
          people: PEOPLE,
          head: 'head',
          absences: house.absences.map((one) => ({
            who: one.officialId,
            standIn: one.standInId,
            from: one.fromOn,
            until: one.untilOn,
          })),
        }));
        let at = startOfLocalDay(receivedOn).getTime();
        for (const { after, one, sleep } of [
          ...history,
          { after: 900, one: { do: 'acknowledge' as const }, sleep: 1 },
        ]) {
          for (let i = 0; i < after; i += 1, at += HALF_HOUR) {
            const now = new Date(at);
            if (at >= takenOnAt) {
              house.acknowledge(now);
              model.acknowledge();
              takenOnAt = Infinity;
            }
            const expected = model.tick(now, modelCase(house, house.clocks()));
            expect([now.toISOString(), ...house.sweep(now).sort()]).toEqual([now.toISOString(), ...expected]);
            spoken += expected.length;
            const isAsked = expected.some((said) => said.includes(' escalation '));
            if (isAsked) takenOnAt = at + (taking.shift() ?? Infinity) * HALF_HOUR;
          }
          if (perform(one, house, model, new Date(at))) at += sleep * HALF_HOUR;
        }
      }),
      { numRuns: Number(process.env.QASJA_RUNS ?? 60) },
    );
    // It would be a poor witness if hardly anything had been said.
    expect(spoken).toBeGreaterThan(200);
  });
});
