import type { RungChoice } from '../../src/core/alarms';

/**
 * The ladder a second time, as somebody with a paper calendar would climb it: local days and times as texts, waiting found
 * by looking at one day after the other, patience by counting half hours. It shares nothing with `core/alarms`.
 */
export interface ModelCase {
  /** The clock as it stands; null while it stands still. */
  clock: { version: string; trigger: string; dueOn: string } | null;
  directorateOn: string | null;
  registeredOn: string;
  assignee: string | null;
  hasDirectorate: boolean;
  decided: boolean;
  silent: boolean;
}

export interface ModelWorld {
  ladder: readonly RungChoice[];
  isWorkingDay: (day: string) => boolean;
  people: readonly { id: string; role: string }[];
  head: string;
  absences: readonly { who: string; standIn: string | null; from: string; until: string }[];
}

interface Spoken {
  /** Half hours since 1970 at which it was told last; for the patience of an escalation. */
  at: number;
  people: Set<string>;
  steps: number;
  acknowledged: boolean;
}

const DAY = 86_400_000;
const HALF_HOUR = 1_800_000;
const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Belgrade', dateStyle: 'short', timeStyle: 'short' });
const shift = (day: string, by: number): string => new Date(Date.parse(day) + by * DAY).toISOString().slice(0, 10);
const LADDER_UP = ['assignee', 'directorate-head', 'responsible-officer', 'mayors-office', 'administrator'];

/** Which rung it is, whatever the house calls it. */
export const nameOf = ({ clock, track, from, offset, unit }: RungChoice): string =>
  [clock, track, from, offset, unit].join(' ');

export class LadderModel {
  private readonly done = new Set<string>();
  private readonly spoken = new Map<string, Spoken>();
  private readonly office = new Map<number, boolean>();

  constructor(private readonly world: () => ModelWorld) {}

  /** Everything that is to be said at this half hour: `<rung> <step> <person>`. */
  tick(now: Date, of: ModelCase): string[] {
    const local = wall.format(now);
    const said: string[] = [];
    const groups = new Map<string, { choice: RungChoice; day: string; version: string }[]>();
    for (const one of of.decided ? [] : this.rungs(of)) {
      const isOver = one.choice.clock === 'directorate' && of.clock !== null && local.slice(0, 10) > of.clock.dueOn;
      if (isOver || this.speaks(one.choice, one.day, of.clock?.dueOn ?? null) > local) continue;
      const key = `${one.version} ${one.choice.track}`;
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    for (const group of groups.values()) {
      const top = group.reduce((best, one) => (one.day >= best.day ? one : best));
      for (const { choice, version } of group) {
        const key = `${version} ${nameOf(choice)}`;
        if (this.done.has(key)) continue;
        this.done.add(key);
        if (choice !== top.choice) continue;
        const people = this.told(choice.to, of, local.slice(0, 10), true);
        this.spoken.set(key, { at: now.getTime(), people: new Set(people), steps: 0, acknowledged: false });
        said.push(...people.map((id) => `${nameOf(choice)} 0 ${id}`));
      }
      if (top.choice.track === 'escalation') said.push(...this.climb(top.choice, top.version, now, local, of));
    }
    return said.sort();
  }

  /** Somebody takes every escalation on that was told. */
  acknowledge(): void {
    for (const [key, one] of this.spoken) if (key.includes(' escalation ')) one.acknowledged = true;
  }

  private rungs(of: ModelCase): { choice: RungChoice; day: string; version: string }[] {
    return this.world().ladder.flatMap((choice) => {
      const { clock, track, from, offset, unit } = choice;
      if (from === 'registration') {
        return of.assignee === null ? [{ choice, day: shift(of.registeredOn, offset), version: 'once' }] : [];
      }
      if (!of.clock || (track === 'silence' && of.silent)) return [];
      // What comes after the directorate's day is said of its tasks, and this model has none.
      if (clock === 'directorate' && offset > 0) return [];
      const end = clock === 'directorate' ? (of.hasDirectorate ? of.directorateOn : null) : of.clock.dueOn;
      if (end === null) return [];
      const length = (Date.parse(end) - Date.parse(of.clock.trigger)) / DAY;
      const day =
        unit === 'share'
          ? shift(of.clock.trigger, Math.floor(length * (offset / 100) + 1e-9))
          : unit === 'day'
            ? shift(end, offset)
            : this.workingDays(end, offset);
      return [{ choice, day, version: clock === 'directorate' ? `directorate ${end}` : of.clock.version }];
    });
  }

  private workingDays(end: string, count: number): string {
    let day = end;
    if (count <= 0) while (!this.world().isWorkingDay(day)) day = shift(day, -1);
    for (let left = Math.abs(count); left > 0;) {
      day = shift(day, Math.sign(count));
      if (this.world().isWorkingDay(day)) left -= 1;
    }
    return day;
  }

  /** The local day and time at which it may be said. */
  private speaks({ track }: RungChoice, day: string, dueOn: string | null): string {
    if (track === 'silence' || (dueOn !== null && day >= dueOn)) return `${day} 00:00`;
    let morning = day;
    while (!this.world().isWorkingDay(morning)) morning = shift(morning, 1);
    if (dueOn !== null && morning > dueOn) return `${day} 00:00`;
    return `${morning} ${track === 'escalation' ? '08:00' : '07:30'}`;
  }

  private climb(choice: RungChoice, version: string, now: Date, local: string, of: ModelCase): string[] {
    const state = this.spoken.get(`${version} ${nameOf(choice)}`);
    if (!state || state.acknowledged || this.patience(state.at, now.getTime()) < 240) return [];
    const told = choice.to.map((one) => LADDER_UP.indexOf(one));
    const way = LADDER_UP.filter((_, level) => level > Math.min(...told) && !told.includes(level));
    while (state.steps < way.length) {
      const level = way[state.steps]!;
      state.steps += 1;
      const people = this.told([level], of, local.slice(0, 10), false).filter((id) => !state.people.has(id));
      if (people.length === 0) continue;
      people.forEach((id) => state.people.add(id));
      state.at = now.getTime();
      return people.map((id) => `${nameOf(choice)} ${state.steps} ${id}`);
    }
    return [];
  }

  /** Minutes of open offices between two moments, half hour by half hour. */
  private patience(from: number, to: number): number {
    let minutes = 0;
    for (let at = from; at < to && minutes < 240; at += HALF_HOUR) if (this.isOffice(at)) minutes += 30;
    return minutes;
  }

  private isOffice(at: number): boolean {
    const known = this.office.get(at);
    if (known !== undefined) return known;
    const [day = '', time = ''] = wall.format(at).split(' ');
    const isOpen = this.world().isWorkingDay(day) && time >= '08:00' && time < '16:00';
    this.office.set(at, isOpen);
    return isOpen;
  }

  private told(audiences: readonly string[], of: ModelCase, day: string, others: boolean): string[] {
    const found = new Set<string>();
    for (const one of audiences) {
      const wanted = this.filling(one, of).flatMap((id) => this.present(id, day) ?? []);
      const instead = ['responsible-officer', 'mayors-office', 'administrator'].map((role) =>
        this.filling(role, of).flatMap((id) => this.present(id, day) ?? []),
      );
      const atLast = this.world().people.filter(({ role }) => role === 'mayors-office' || role === 'administrator');
      const chosen = others
        ? ([wanted, ...instead].find((ids) => ids.length > 0) ?? atLast.map(({ id }) => id))
        : wanted;
      chosen.forEach((id) => found.add(id));
    }
    return [...found];
  }

  private filling(audience: string, of: ModelCase): string[] {
    if (audience === 'citizen') return ['citizen'];
    if (audience === 'assignee') return of.assignee === null ? [] : [of.assignee];
    if (audience === 'directorate-head') return of.hasDirectorate ? [this.world().head] : [];
    return this.world()
      .people.filter(({ role }) => role === audience)
      .map(({ id }) => id);
  }

  private present(id: string, day: string): string | null {
    let who: string | null = id;
    for (let hops = 0; who !== null && hops <= this.world().absences.length; hops += 1) {
      const away = this.world().absences.findLast((one) => one.who === who && one.from <= day && day <= one.until);
      if (!away) return who;
      who = away.standIn;
    }
    return null;
  }
}
