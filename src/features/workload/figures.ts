import type { Kind } from '../../core/casefile';
import { addDays, daysBetween, type LocalDate, weekday } from '../../core/law';
import { chanceToMiss, chanceToMissAnew, type Durations, medianDays, together } from '../../core/workload';
import { type ClosedAlike, LONGEST, NO_DUE_DAY, type OpenAlike } from '../../records';

/** A person, a directorate, or what lies with neither. */
export interface Unit {
  by: 'person' | 'directorate';
  /** Null: assigned to nobody, or to no directorate. */
  id: string | null;
}

/** A chance, and whose history it was taken from: the unit's own, or the whole municipality's where its own is too short. */
export interface Foretold {
  chance: number;
  from: 'own' | 'all';
}

export interface UnitFigures {
  open: number;
  dueThisWeek: number;
  overdue: number;
  /** Days from receipt to decision, of what was decided in the last year. */
  median: number | null;
  /** The cases to which a chance could be given, and the sum of their chances: so many will probably miss. */
  foretold: number;
  willMiss: number;
  /** Of the foretold ones, those for which the whole municipality's history was borrowed. */
  borrowed: number;
  /** Cases that run and to which none could be given. */
  untold: number;
}

const unitOf = (row: { assigneeId: string | null; directorateId: string | null }, by: Unit['by']): string | null =>
  by === 'person' ? row.assigneeId : row.directorateId;

/** How long things took, by unit and kind. */
export class Histories {
  private readonly own = new Map<string, number[]>();
  private readonly all = new Map<Kind, number[]>();

  constructor(closed: readonly ClosedAlike[]) {
    const add = (counts: number[], { days, count }: ClosedAlike): void => void (counts[days]! += count);
    const empty = (): number[] => new Array<number>(LONGEST + 1).fill(0);
    const of = <K>(map: Map<K, number[]>, key: K): number[] => {
      const known = map.get(key) ?? empty();
      map.set(key, known);
      return known;
    };
    for (const row of closed) {
      add(of(this.all, row.kind), row);
      for (const by of ['person', 'directorate'] as const) {
        add(of(this.own, keyOf({ by, id: unitOf(row, by) }, row.kind)), row);
      }
    }
  }

  /** All kinds of a unit together. */
  median(unit: Unit, kinds: readonly Kind[]): number | null {
    return medianDays(together(kinds.map((kind) => this.ofUnit(unit, kind))));
  }

  /** Of an open case that stays where it is. Null where even the whole municipality has too little history. */
  staying(unit: Unit, kind: Kind, age: number, dueAfter: number): Foretold | null {
    return this.either(unit, kind, (durations) => chanceToMiss(durations, age, dueAfter));
  }

  /** Of a case that the unit begins today, with so many days left. */
  anew(unit: Unit, kind: Kind, daysLeft: number): Foretold | null {
    return this.either(unit, kind, (durations) => chanceToMissAnew(durations, daysLeft));
  }

  private either(unit: Unit, kind: Kind, ask: (durations: Durations) => number | null): Foretold | null {
    const own = unit.id === null ? null : ask(this.ofUnit(unit, kind));
    if (own !== null) return { chance: own, from: 'own' };
    const all = ask(this.all.get(kind) ?? []);
    return all === null ? null : { chance: all, from: 'all' };
  }

  private ofUnit(unit: Unit, kind: Kind): Durations {
    return this.own.get(keyOf(unit, kind)) ?? [];
  }
}

const keyOf = ({ by, id }: Unit, kind: Kind): string => `${by} ${id ?? ''} ${kind}`;

/** Whether a case still can miss: it runs, and its day has not passed. */
export const canMiss = (dueOn: LocalDate, today: LocalDate): boolean => dueOn !== NO_DUE_DAY && dueOn >= today;

/** What lies on each unit, and what will probably be late. */
export function figuresBy(
  by: Unit['by'],
  open: readonly OpenAlike[],
  histories: Histories,
  kinds: readonly Kind[],
  today: LocalDate,
): Map<string | null, UnitFigures> {
  const sunday = addDays(today, 7 - weekday(today));
  const found = new Map<string | null, UnitFigures>();
  for (const row of open) {
    const id = unitOf(row, by);
    const figures = found.get(id) ?? noFigures(histories.median({ by, id }, kinds));
    found.set(id, figures);
    figures.open += row.count;
    if (row.dueOn < today) figures.overdue += row.count;
    if (!canMiss(row.dueOn, today)) continue;
    if (row.dueOn <= sunday) figures.dueThisWeek += row.count;
    const [age, dueAfter] = [daysBetween(row.receivedOn, today), daysBetween(row.receivedOn, row.dueOn)];
    const told = histories.staying({ by, id }, row.kind, age, dueAfter);
    if (told) {
      figures.foretold += row.count;
      figures.willMiss += told.chance * row.count;
      if (told.from === 'all') figures.borrowed += row.count;
    } else figures.untold += row.count;
  }
  return found;
}

export const noFigures = (median: number | null): UnitFigures => ({
  open: 0,
  dueThisWeek: 0,
  overdue: 0,
  median,
  foretold: 0,
  willMiss: 0,
  borrowed: 0,
  untold: 0,
});
