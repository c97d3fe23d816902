import { KINDS } from '../casefile';
import type { ReportFact } from './fact';
import { AREA_OUTCOMES, type AreaLine, type AreaOutcome, type ReportArea, zeros } from './report';

/** Counts by subject area what was received in the period. */
export class AreaCount {
  private readonly lines: Map<string | null, AreaLine>;

  /** `areas`: the institution's list, in its order; an institution that keeps none is told nothing by area. */
  constructor(areas: readonly ReportArea[]) {
    this.lines = new Map(areas.map((area) => [area.code, emptyLine(area)]));
    if (areas.length > 0) this.lines.set(null, emptyLine(null));
  }

  add(fact: ReportFact): void {
    const line = this.lines.get(fact.area);
    if (!line || fact.received === 'before') return;
    line.received[fact.kind] += fact.n;
    line.received.total += fact.n;
    if (fact.kind !== 'access-request') return;
    line.access[outcomeOf(fact)] += fact.n;
    line.access.total += fact.n;
  }

  /** A retired area is told only where something was received about it. */
  all(): AreaLine[] {
    const told = [...this.lines.values()].filter(
      ({ area, received }) => area === null || area.active || received.total > 0,
    );
    return told.some(({ area }) => area !== null) ? told : [];
  }
}

function emptyLine(area: ReportArea | null): AreaLine {
  return { area, received: zeros([...KINDS, 'total']), access: zeros(['total', ...AREA_OUTCOMES]) };
}

function outcomeOf({ outcome, timing }: ReportFact): AreaOutcome {
  if (outcome === null) return timing === 'silent' ? 'unanswered' : 'pending';
  return AREA_OUTCOMES.find((one) => one === outcome) ?? 'otherReasons';
}
