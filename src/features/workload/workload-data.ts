import { Inject, Injectable } from '@nestjs/common';
import { KINDS } from '../../core/casefile';
import { addDays, type LocalDate } from '../../core/law';
import {
  Absences,
  type Away,
  type Directorate,
  type Official,
  type OpenAlike,
  People,
  Transactions,
  Workload,
} from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { seatsThatMay } from '../../platform/sign-in';
import type { SignedIn } from '../../platform/web/request';
import { figuresBy, Histories, type Unit, type UnitFigures } from './figures';

/** History of so many days: older ways of working say little about tomorrow. */
export const HISTORY_DAYS = 365;

export interface WorkloadData {
  today: LocalDate;
  officials: Official[];
  directorates: Directorate[];
  away: ReadonlyMap<string, Away>;
  histories: Histories;
  open: OpenAlike[];
  people: Map<string | null, UnitFigures>;
  parts: Map<string | null, UnitFigures>;
  /** Whether the official may look at a unit. */
  sees: (unit: Unit) => boolean;
}

/** Reads what lies on whom: everything for who may see all, the own directorates for their head. */
@Injectable()
export class WorkloadReader {
  constructor(
    private readonly workload: Workload,
    private readonly people: People,
    private readonly absences: Absences,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read(official: SignedIn): Promise<WorkloadData> {
    const tx = this.transactions.reader;
    const { institutionId } = official;
    const today = this.clock.today();
    const [open, closed, officials, directorates, away] = await Promise.all([
      this.workload.open(tx, institutionId),
      this.workload.closed(tx, institutionId, addDays(today, -HISTORY_DAYS)),
      this.people.officials(tx, institutionId),
      this.people.directorates(tx, institutionId),
      this.absences.awayToday(tx, institutionId, today),
    ]);
    const histories = new Histories(closed);
    return {
      today,
      officials,
      directorates,
      away,
      histories,
      open,
      people: figuresBy('person', open, histories, KINDS, today),
      parts: figuresBy('directorate', open, histories, KINDS, today),
      sees: seesUnits(official, officials),
    };
  }
}

function seesUnits(official: SignedIn, officials: readonly Official[]): (unit: Unit) => boolean {
  if (seatsThatMay(official, 'workload').some((seat) => seat !== 'directorate-head')) return () => true;
  const headed = official.heads ?? [];
  const theirs = new Set(officials.flatMap((one) => (headed.includes(one.directorateId ?? '') ? [one.id] : [])));
  return ({ by, id }) => id !== null && (by === 'directorate' ? headed.includes(id) : theirs.has(id));
}
