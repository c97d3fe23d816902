import type { AlarmSeen, Evidence } from './evidence';
import { judgeMailboxes } from './mailboxes';
import { judgeMornings } from './mornings';
import { dayOf } from './other-time';
import type { CaseTruth } from './truth';
import { groups, SAME_MOMENT_MS, type Verdict, type Violation, type Wrong } from './verdict';
import { audiencesOf } from './who';
import { climbsOf, type Heard, type Window, windowsOf } from './windows';

/** An alarm is late when it is told so long after the campaign stopped at its moment, or after it. */
const LATE_MS = 15 * 60_000;

/** Compares what every person got with what the campaign reckons that they had to get. */
export function judge(evidence: Evidence): Verdict {
  const violations: Violation[] = [];
  const wrong = (what: Wrong, where: string): void => void violations.push({ what, where });
  for (const where of evidence.broken) wrong('broken promise', where);
  const alarmsOf = groups(evidence.alarms, (one) => one.caseId);
  let [expected, late] = [0, 0];
  for (const truth of evidence.cases) {
    const judged = new CaseJudge(evidence, truth, alarmsOf.get(truth.id) ?? [], wrong);
    judged.eachWasRight();
    expected += judged.nothingIsMissing();
    late += judged.late;
  }
  sameTimeline(evidence, wrong);
  const mornings = judgeMornings(evidence, wrong);
  const mail = judgeMailboxes(evidence, wrong);
  const told = evidence.alarms.filter((one) => one.state === 'told').length;
  return { violations, expected, told, late, mornings, ...mail };
}

class CaseJudge {
  late = 0;
  private readonly windows: Map<string, Window[]>;
  private readonly alarms: readonly AlarmSeen[];

  constructor(
    private readonly evidence: Evidence,
    private readonly truth: CaseTruth,
    private readonly planned: readonly AlarmSeen[],
    private readonly wrong: (what: Wrong, where: string) => void,
  ) {
    this.alarms = planned.filter((one) => one.state === 'told');
    const keyOf = ({ instance }: Window): string => `${instance.version} ${instance.rung.key}`;
    const base = groups(windowsOf(truth), keyOf);
    const climbs = [...base.values()].filter(([one]) => one?.instance.rung.track === 'escalation');
    this.windows = new Map([
      ...base,
      ...groups(
        climbs.flatMap((one) => this.climbsOf(one)),
        keyOf,
      ),
    ]);
  }

  /** Each alarm that was told was due then, not overtaken, and reached whom it concerned then. */
  eachWasRight(): void {
    for (const alarm of this.alarms) {
      const at = alarm.settledAt ?? 0;
      const name = this.name(alarm.rung, alarm.recipient);
      const fitting = this.windows.get(`${alarm.version} ${alarm.rung}`) ?? [];
      const open = fitting.filter(({ from, until }) => from - SAME_MOMENT_MS <= at && at <= until + SAME_MOMENT_MS);
      const closedAt = this.truth.standings.find((one) => one.closed)?.from ?? Infinity;
      if (open.length === 0) this.wrong(at > closedAt + SAME_MOMENT_MS ? 'after closing' : 'not due', name);
      else if (!open.some((window) => this.reaches(window, at).flat().includes(alarm.recipient))) {
        this.wrong('wrong person', name);
      }
      const first = Math.min(...fitting.map(({ from }) => from));
      const stop = this.evidence.stops.find((one) => one >= first) ?? first;
      if (at - stop > LATE_MS) this.late += 1;
    }
  }

  /** Each rung that was due at a moment of stillness had been told to each audience, once. Answers how many had to be. */
  nothingIsMissing(): number {
    let expected = 0;
    let silenceTold = false;
    for (const windows of this.windows.values()) {
      const [{ instance }] = windows as [Window];
      const told = this.toldOf(instance.version, instance.rung.key);
      if (instance.rung.track === 'silence') {
        // Silence falls once, whatever becomes of the clock.
        if (silenceTold) continue;
        silenceTold = told.length > 0;
      }
      const seen = this.evidence.still
        .flatMap(({ looked, at }) => windows.filter(({ from, until }) => from <= looked && at < until).map(() => at))
        .sort((a, b) => a - b)[0];
      if (seen === undefined && told.length === 0) continue;
      expected += this.judgeRung(windows, told, seen);
    }
    return expected;
  }

  private judgeRung(windows: readonly Window[], told: readonly AlarmSeen[], seen: number | undefined): number {
    const [{ instance }] = windows as [Window];
    const name = this.name(instance.rung.key, '');
    if (told.length === 0) {
      this.wrong('lost', `${name}: never told`);
      return 1;
    }
    if (seen !== undefined && told.every((one) => (one.settledAt ?? Infinity) > seen + SAME_MOMENT_MS)) {
      this.wrong('lost', `${name}: was not told when all stood still`);
    }
    const audiences = instance.rung.to.map((_, i) =>
      told.filter(({ settledAt, recipient }) =>
        windows.some((window) => this.reaches(window, settledAt ?? 0)[i]?.includes(recipient)),
      ),
    );
    // Of a case that was closed in the middle of the telling some have heard and others need not.
    if (seen !== undefined && audiences.some((one) => one.length === 0))
      this.wrong('lost', `${name}: not told to all whom it concerns`);
    const most = this.mostOf(windows, told);
    if (told.length > most) this.wrong('doubled', `${name}: told to ${told.length} instead of ${most}`);
    return told.length;
  }

  /** As many as it concerned; where it was planned anew, because it had found the wrong person, as many as it ever concerned. */
  private mostOf(windows: readonly Window[], [first]: readonly AlarmSeen[]): number {
    const replanned = this.planned.some(
      (one) => one.state === 'no-longer-due' && one.version === first?.version && one.rung === first.rung,
    );
    const reached = windows.map((window) => this.reaches(window, first?.settledAt ?? window.from).flat());
    return replanned ? new Set(reached.flat()).size : Math.max(...reached.map((one) => new Set(one).size));
  }

  private climbsOf(base: Window[]): Window[] {
    const [{ instance }] = base as [Window];
    const { version, rung } = instance;
    const heardOf = (key: string): Heard[] =>
      this.toldOf(version, key).map(({ recipient, settledAt }) => ({ recipient, at: settledAt ?? 0 }));
    const acknowledged = this.truth.acknowledged.filter((one) => one.version === version && one.rung === rung.key);
    const silentFrom = Math.min(...acknowledged.map((one) => one.at));
    // Whom a level reaches is asked when the machinery looks: somebody may have gone away since its moment came.
    const lookedAt = (window: Window): number => {
      const same = this.planned.filter((one) => one.version === version && one.rung === window.instance.rung.key);
      const at = Math.min(...same.map(({ settledAt }) => settledAt ?? Infinity));
      return at >= window.from && at < window.until ? at : window.from;
    };
    const reaches = (window: Window): string[] => this.reaches(window, lookedAt(window)).flat();
    return climbsOf(base, this.truth.urgent, heardOf, reaches, silentFrom);
  }

  private toldOf(version: string, key: string): AlarmSeen[] {
    return this.alarms.filter((one) => one.version === version && one.rung === key);
  }

  private reaches({ instance, standing }: Window, at: number): string[][] {
    return audiencesOf(instance, standing, this.evidence.town, at);
  }

  private name(rung: string, recipient: string): string {
    return `${this.truth.reference} ${rung} ${recipient}`.trim();
  }
}

/** The history of each case tells of exactly the alarms that were told, on the day on which they were. */
function sameTimeline({ alarms, told, cases }: Evidence, wrong: (what: Wrong, where: string) => void): void {
  const nameOf = new Map(cases.map((one) => [one.id, one.reference]));
  const events = groups(told, (one) => one.alarmId);
  const spoken = alarms.filter((one) => one.state === 'told');
  for (const { id, caseId, rung, settledAt } of spoken) {
    const found = events.get(id) ?? [];
    const where = `${nameOf.get(caseId) ?? caseId} ${rung}`;
    if (found.length !== 1) wrong('timeline differs', `${where}: ${found.length} times in the history`);
    else if (found[0]?.occurredOn !== dayOf(settledAt ?? 0)) wrong('timeline differs', `${where}: another day`);
  }
  const ids = new Set(spoken.map((one) => one.id));
  for (const one of told) if (!ids.has(one.alarmId)) wrong('timeline differs', `${one.alarmId} was never told`);
}
