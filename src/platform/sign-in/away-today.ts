import type { LocalDate } from '../../core/law';
import type { Absences, Away, Tx } from '../../records';
import type { SignedIn } from '../web/request';

/** Who of the official's institution is away today; asked of the database only where the sign-in found that somebody is. */
export const awayToday = (
  absences: Absences,
  tx: Tx,
  { institutionId, somebodyAway }: Pick<SignedIn, 'institutionId' | 'somebodyAway'>,
  today: LocalDate,
): Promise<Map<string, Away>> =>
  somebodyAway === false ? Promise.resolve(new Map<string, Away>()) : absences.awayToday(tx, institutionId, today);
