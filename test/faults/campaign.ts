import { setTimeout as pause } from 'node:timers/promises';
import type { Dialect } from '../support/databases';
import { randomFrom } from '../support/random-cases';
import { DailyWork } from './daily-work';
import { databaseSays, type Evidence } from './evidence';
import { drawFaults, type FaultKind, inject, laneOf } from './faults';
import { FaultyHouse } from './house';
import { dayOf, moment, plusDays, workingFrom } from './other-time';
import { HOURS, stops } from './stops';
import { untilPutDown, untilStill } from './stillness';
import { Town } from './town';
import { isClosed, type Stillness } from './truth';
import { WebWork } from './web-work';

export interface CampaignOptions {
  cases: number;
  days: number;
  faults: number;
  seed: number;
  workers: number;
  /** SQLite unless another is named. */
  database?: Dialect;
  /** Told what happens. */
  say?: (line: string) => void;
  /** Whether its folder stays for whoever wants to look. */
  keep?: boolean;
  /** Spoils the house while it runs: whether the judge notices. Called at the end of each day. */
  spoil?: (house: FaultyHouse) => Promise<void>;
}

export interface Campaign {
  evidence: Evidence;
  /** Faults that were injected, by kind. */
  faults: Map<FaultKind, number>;
  seconds: number;
  fullDisk: string;
  /** What the processes said. */
  diary: string;
}

/** A jump of the clock passes over so many of its stops. */
const JUMPED_OVER = 9;
/** Work is done on so many of the open cases at each stop. */
const SHARE = 0.02;

/** Lives through the days with real processes, breaks what can be broken, and comes back with what there is to judge. */
export async function runCampaign(options: CampaignOptions): Promise<Campaign> {
  const { say = () => undefined } = options;
  const began = performance.now();
  const random = randomFrom(options.seed);
  const plan = stops(options.days);
  const house = new FaultyHouse(new Date((plan[0] ?? 0) - 3_600_000), options.workers, options.database);
  let stays = true;
  try {
    await house.open();
    const town = await Town.found(house.source, house.time);
    await house.start();
    const days = new Days(house, town, random, options, plan);
    await days.live(say);
    stays = options.keep === true;
    await house.fleet.stop();
    const evidence: Evidence = {
      ...{ town: town.truth, cases: [...town.cases.values()], stops: plan, still: days.still },
      moves: house.time.moves,
      taken: house.mail.taken,
      ...{ deaths: house.fleet.deaths, broken: [...days.web.broken, ...(await days.web.doubled())] },
      ...(await databaseSays(house.source)),
    };
    const seconds = Math.round((performance.now() - began) / 1000);
    return { evidence, faults: days.injected, seconds, fullDisk: house.fullDisk, diary: house.diary };
  } finally {
    if (stays) say(`Its folder stays for whoever wants to look: ${house.folder}`);
    await house.end(stays);
  }
}

class Days {
  readonly still: Stillness[] = [];
  readonly injected = new Map<FaultKind, number>();
  readonly web: WebWork;
  private readonly work: DailyWork;
  private readonly faultsAt: FaultKind[][];
  private readonly choice: ReturnType<typeof randomFrom>;
  private stormy = 0;
  private filed = 0;

  constructor(
    private readonly house: FaultyHouse,
    private readonly town: Town,
    random: ReturnType<typeof randomFrom>,
    private readonly options: CampaignOptions,
    private readonly plan: readonly number[],
  ) {
    this.web = new WebWork(town, () => house.fleet.url);
    // Streams of their own: what happens at the same time takes no number from the other.
    this.work = new DailyWork(town, randomFrom(options.seed + 1));
    this.choice = randomFrom(options.seed + 2);
    this.faultsAt = plan.map(() => []);
    // Faults come in storms: some at once, with quiet hours between them.
    const storms = plan.map((_, i) => i).filter((i) => i > 0 && random.below(5) < 2);
    for (const kind of drawFaults(options.faults, random)) this.faultsAt[random.one(storms)]?.push(kind);
  }

  async live(say: (line: string) => void): Promise<void> {
    for (let i = 0; i < this.plan.length; i += 1) {
      const faults = this.faultsAt[i] ?? [];
      const jump = faults.includes('clock jumps');
      // A jump passes over stops: what was to happen there happens after it.
      if (jump) {
        const to = Math.min(this.plan.length - 1, i + JUMPED_OVER);
        for (let over = i + 1; over <= to; over += 1) faults.push(...(this.faultsAt[over] ?? []).splice(0));
        i = to;
      }
      await this.stop(this.plan[i] ?? 0, faults);
      say(`${new Date(this.plan[i] ?? 0).toISOString()} ${this.summary()} ${faults.join(', ')}`);
      if (i % HOURS.length === HOURS.length - 1) await this.options.spoil?.(this.house);
    }
    await this.settle();
    // What waits for a mail of a morning gets its morning.
    for (const day of [1, 2]) {
      const next = workingFrom(plusDays(dayOf(this.house.time.now().getTime()), day));
      await untilPutDown(this.house);
      this.house.time.set(new Date(moment(next, '07:31')));
      await this.settle();
    }
  }

  private async stop(at: number, faults: readonly FaultKind[]): Promise<void> {
    // Letters in hand are put down first: a lease is counted by the clock, and nobody died.
    await untilPutDown(this.house);
    this.house.time.set(new Date(at));
    await Promise.all([this.storm(faults), this.lifeAt(at)]);
    // Not after every storm: what is still open meets the next one.
    if (faults.length === 0 || randomFrom(this.options.seed + at / 1000).below(3) > 0) await this.settle();
  }

  private async settle(): Promise<void> {
    this.still.push(await untilStill(this.house, (failed) => this.web.retry(failed)));
    await this.web.learn();
  }

  private async storm(faults: readonly FaultKind[]): Promise<void> {
    const lanes = new Map<string, FaultKind[]>();
    for (const kind of faults) {
      this.injected.set(kind, (this.injected.get(kind) ?? 0) + 1);
      if (kind !== 'mail folder full') lanes.set(laneOf(kind), [...(lanes.get(laneOf(kind)) ?? []), kind]);
    }
    await Promise.all(
      [...lanes.values()].map(async (lane) => {
        for (const kind of lane) await inject(kind, this.house, this.ownRandom());
      }),
    );
    // Its workers are started anew: nobody else may kill them meanwhile.
    for (const kind of faults) if (kind === 'mail folder full') await inject(kind, this.house, this.ownRandom());
  }

  private ownRandom(): ReturnType<typeof randomFrom> {
    this.stormy += 1;
    return randomFrom(this.options.seed * 1_000 + this.stormy);
  }

  /** New letters, and the work of the hour; some of it on the pages. */
  private async lifeAt(at: number): Promise<void> {
    await pause(300);
    const index = this.plan.indexOf(at);
    // Nothing is filed in the last stops, so that what was filed has its days.
    const share = Math.min(1, (index + 1) / (this.plan.length * 0.85));
    const count = Math.floor(this.options.cases * share) - this.filed;
    const byApi = Math.min(count, 1 + this.choice.below(3));
    this.filed += Math.max(0, count);
    await this.work.file(Math.max(0, count - byApi));
    for (let i = 0; i < byApi; i += 1) await this.web.file(`api${index}-${i}@example.org`);
    await this.web.learn();
    const open = [...this.town.cases.values()].filter((one) => !isClosed(one));
    for (const truth of open.filter((one) => one.standings.length === 1).slice(0, 2)) {
      await this.web.assign(truth, this.choice.one(this.town.workers).id);
    }
    await this.work.work(this.house.time.now().getTime(), SHARE);
    // At noon; nobody leaves in the last days, so that everybody finds what waits for them.
    const isNoon = index % HOURS.length === 3;
    if (isNoon) await this.work.answerAndLeave(index < this.plan.length - 5 * HOURS.length);
  }

  private summary(): string {
    return `${dayOf(this.house.time.now().getTime())}: ${this.town.cases.size} cases, ${this.house.mail.taken.length} letters`;
  }
}
