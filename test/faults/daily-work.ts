import { localDate } from '../../src/core/law';
import { randomFrom } from '../support/random-cases';
import { acknowledge, asked, leave } from './colleagues';
import { rungsOf } from './oracle';
import { dayOf, plusDays } from './other-time';
import type { Town, Wanted } from './town';
import { type CaseTruth, isClosed } from './truth';

type Random = ReturnType<typeof randomFrom>;
const DAY_MS = 86_400_000;
/** Written in one transaction. */
const AT_ONCE = 20;

/** What an official would do in a day: files, gives on, asks, extends, decides. All of it drawn by seed. */
export class DailyWork {
  private readonly fates = new Map<string, number>();
  private filed = 0;

  constructor(
    private readonly town: Town,
    private readonly random: Random,
  ) {}

  /** Letters of the day. */
  async file(count: number): Promise<void> {
    for (let left = count; left > 0; left -= AT_ONCE) {
      await this.town.file(Array.from({ length: Math.min(AT_ONCE, left) }, () => this.letter()));
    }
  }

  private letter(): Wanted {
    const { below, one } = this.random;
    const kind = below(8) === 0 ? 'petition' : 'access-request';
    const urgent = kind === 'access-request' && below(10) === 0;
    this.filed += 1;
    return {
      kind,
      urgent,
      receivedAgo: urgent ? 0 : kind === 'petition' ? 52 + below(8) : below(3) === 0 ? below(6) : 0,
      citizen: below(10) === 0 ? null : `qytetari${this.filed}@example.org`,
      assigneeId: below(8) === 0 ? null : one(this.town.workers).id,
    };
  }

  /** Works on some of the open cases, and decides those whose time has come. */
  async work(now: number, share: number): Promise<void> {
    const open = [...this.town.cases.values()].filter((one) => !isClosed(one));
    for (const truth of open) {
      const fate = this.fateOf(truth, now);
      if (fate <= now) await this.decide(truth);
      else if (this.random.below(1000) < share * 1000) await this.something(truth, now);
    }
  }

  /** Some say "I have it"; now and then somebody goes on holiday, mostly with a stand-in. */
  async answerAndLeave(mayLeave: boolean): Promise<void> {
    const { below, one } = this.random;
    for (const notice of await asked(this.town)) if (below(3) === 0) await acknowledge(this.town, notice);
    if (!mayLeave || below(2) > 0) return;
    const who = one(this.town.truth.people.filter(({ role }) => role !== 'administrator'));
    const others = this.town.workers.filter(({ id }) => id !== who.id);
    await leave(this.town, who.id, 1 + below(3), below(4) === 0 ? null : one(others).id);
  }

  /** The moment of the decision: mostly in time, sometimes late, sometimes never. */
  private fateOf(truth: CaseTruth, now: number): number {
    const known = this.fates.get(truth.id);
    if (known !== undefined) return known;
    const { below } = this.random;
    const days = [below(7), below(7), below(8), 7 + below(6), 500][below(5)] ?? 0;
    const fate = now + (days + below(24) / 24) * DAY_MS;
    this.fates.set(truth.id, fate);
    return fate;
  }

  private async something(truth: CaseTruth, now: number): Promise<void> {
    const { below, one } = this.random;
    const standing = truth.standings.at(-1);
    const today = dayOf(now);
    if (!standing) return;
    const waits = standing.asked.some((question) => question.until === null);
    const inTime = truth.kind === 'access-request' && !truth.urgent && this.dueOn(truth) >= plusDays(today, 1);
    const what = below(6);
    if (waits) {
      await this.town.happen(truth, (occurredOn) => [
        { type: 'clarification-answered', occurredOn, letterId: 'answer' },
      ]);
    } else if (what === 0 && inTime && !standing.extended && standing.asked.length === 0) {
      await this.town.happen(truth, (occurredOn) => [
        { type: 'extended', occurredOn, ground: 'several-documents', letterId: null },
      ]);
    } else if (what === 1 && inTime && standing.asked.length === 0) {
      await this.town.happen(truth, (occurredOn) => [
        { type: 'clarification-asked', occurredOn, letterId: 'question' },
      ]);
    } else {
      const to = one(this.town.workers).id;
      await this.town.happen(truth, (occurredOn) => [this.town.assigned(to, occurredOn)]);
    }
  }

  private dueOn(truth: CaseTruth): string {
    const standing = truth.standings.at(-1);
    return standing ? (rungsOf(truth, standing).find(({ rung }) => rung.from === 'due')?.dueOn ?? '') : '';
  }

  private async decide(truth: CaseTruth): Promise<void> {
    const outcome = this.random.below(5) === 0 ? ('refused' as const) : ('granted' as const);
    await this.town.happen(truth, (occurredOn) => [
      {
        type: 'decided',
        occurredOn: localDate(occurredOn),
        outcome,
        answerForm: 'electronic',
        grounds: outcome === 'refused' ? ['privacy'] : [],
        letterId: null,
      },
    ]);
  }
}
