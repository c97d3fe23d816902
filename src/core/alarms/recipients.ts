import type { CaseFile, Role } from '../casefile';
import type { LocalDate } from '../law';
import { type Absence, absentOn, presentFor } from './absence';
import type { Audience, Rung } from './rungs';

/** Those who work for an institution, as far as alarms need to know. */
export interface Staff {
  officials: readonly { id: string; role: Role; active: boolean }[];
  directorates: readonly { id: string; headId: string | null }[];
  /** Who is on call for urgent requests; null while the institution named nobody. */
  onCallId: string | null;
  /** Absences that are not over, in the order in which they were entered; cancelled ones are not among them. */
  absences: readonly Absence[];
  /** The day (Europe/Belgrade) on which somebody is to be told. */
  on: LocalDate;
}

/** Stands for the applicant where others are named by their id. */
export const CITIZEN = 'citizen';

/** Who is told instead when nobody fills a role, or all who do are away: the first of these roles with somebody present. */
export const INSTEAD = ['responsible-officer', 'mayors-office', 'administrator'] as const satisfies readonly Role[];

/** Who is told when nobody at all is present, even though they are away. */
const AT_LAST: readonly Role[] = ['mayors-office', 'administrator'];
const AT_ALL: readonly Role[] = INSTEAD;

/** Whom a rung reaches, and why it is they. */
export interface Told {
  /** Ids of officials, or {@link CITIZEN}; each once, in a stable order. */
  ids: string[];
  /** Of some of them: the absent officials in whose place they are told. */
  inPlaceOf: ReadonlyMap<string, readonly string[]>;
  /** Nobody who could be told is present: those told are away themselves, and this is an escalation of its own. */
  nobody: boolean;
}

/** To whom a rung is addressed. A rung in hours goes to whoever is on call, before anybody else is told instead. */
export type Addressed = Pick<Rung, 'to' | 'task'> & { unit?: Rung['unit'] };

/** Whom a rung speaks to now: ids of officials, or {@link CITIZEN}; each once, in a stable order. */
export const recipientsOf = (rung: Addressed, file: CaseFile, staff: Staff): string[] =>
  whoIsTold(rung, file, staff).ids;

/**
 * Whom a rung speaks to now, and in whose place. An alarm never falls on the floor: for one who is away the stand-in is
 * told; for a role that nobody fills or where all are away, {@link INSTEAD} steps in; and when nobody is present at all, the
 * mayor's office and the administrators are told although they are away.
 *
 * @param alone true where nobody is told instead: a climb goes on to the next level by itself
 */
export function whoIsTold(rung: Addressed, file: CaseFile, staff: Staff, alone = false): Told {
  const finder = new Finder(addressee(rung, file, staff), staff);
  const told = new Set<string>();
  let [somebody, nobody] = [false, false];
  for (const audience of rung.to) {
    let found = finder.of(audience);
    if (found.length === 0 && !alone) {
      if (rung.unit === 'hour' || rung.unit === 'minute') found = finder.of('on-call');
      for (const role of INSTEAD) {
        if (found.length > 0) break;
        found = finder.of(role);
      }
      if (found.length === 0) {
        found = finder.atLast();
        nobody ||= found.length > 0;
      } else somebody = true;
      // Whoever is told instead of those who are away is told so.
      if (found.length > 0) finder.insteadOf(audience, found);
    } else somebody ||= found.length > 0;
    for (const id of found) told.add(id);
  }
  return { ids: [...told].sort(), inPlaceOf: finder.inPlaceOf, nobody: nobody && !somebody };
}

/** Of a request for documents it is the directorate that was asked; while nobody took it there, its head has it. */
function addressee({ task }: Addressed, file: CaseFile, { directorates }: Staff): Addressee {
  if (!task) return file;
  const { directorateId, assigneeId } = task;
  return {
    directorateId,
    assigneeId: assigneeId ?? directorates.find((one) => one.id === directorateId)?.headId ?? null,
  };
}

type Addressee = Pick<CaseFile, 'assigneeId' | 'directorateId'>;

class Finder {
  readonly inPlaceOf = new Map<string, string[]>();
  private readonly absent: ReadonlyMap<string, string | null>;

  constructor(
    private readonly file: Addressee,
    private readonly staff: Staff,
  ) {
    this.absent = absentOn(staff.absences, staff.on);
  }

  /** Those of an audience who are present, or who stand in for them. */
  of(audience: Audience): string[] {
    if (audience === 'citizen') return [CITIZEN];
    return this.addressed(audience).flatMap((id) => {
      const present = presentFor(id, this.absent, this.isActive);
      if (present !== null && present !== id) this.note(present, id);
      return present ?? [];
    });
  }

  /** Those of the last roles that are filled, away or not. */
  atLast(): string[] {
    const found = this.staff.officials.filter((one) => one.active && AT_LAST.includes(one.role)).map((one) => one.id);
    return found.length > 0
      ? found
      : this.staff.officials.filter((one) => one.active && AT_ALL.includes(one.role)).map((one) => one.id);
  }

  insteadOf(audience: Audience, told: readonly string[]): void {
    const away = this.addressed(audience).filter((id) => this.absent.has(id));
    for (const id of told) for (const one of away) if (one !== id) this.note(id, one);
  }

  /** Active officials whom an audience means, present or not. */
  private addressed(audience: Audience): string[] {
    const { officials, directorates, onCallId } = this.staff;
    if (audience === 'assignee') return this.active(this.file.assigneeId);
    if (audience === 'on-call') return this.active(onCallId);
    if (audience === 'directorate-head')
      return this.active(directorates.find((one) => one.id === this.file.directorateId)?.headId);
    return officials.filter((one) => one.role === audience && one.active).map((one) => one.id);
  }

  private active(id: string | null | undefined): string[] {
    return id && this.isActive(id) ? [id] : [];
  }

  private readonly isActive = (id: string): boolean => this.staff.officials.some((one) => one.id === id && one.active);

  private note(told: string, absent: string): void {
    const known = this.inPlaceOf.get(told) ?? [];
    if (!known.includes(absent)) this.inPlaceOf.set(told, [...known, absent]);
  }
}
