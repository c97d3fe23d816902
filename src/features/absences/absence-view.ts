import type { AbsenceRow, Directorate, Official } from '../../records';
import type { LocalDate } from '../../core/law';
import { may, worksHere } from '../../platform/sign-in';
import { formatDate, type Lang, type Words } from '../../platform/views';
import type { SignedIn } from '../../platform/web/request';

/**
 * Those for whom an official may enter absences: themselves, as head the staff of the directorate, as administrator all.
 * Not as head those who may do more than the head: whoever stands in may do the same.
 */
export function coveredBy(
  official: SignedIn,
  officials: readonly Official[],
  directorates: readonly Directorate[],
): Official[] {
  const headed = directorates.filter((one) => one.headId === official.id).map((one) => one.id);
  const all = may(official, 'absences.all');
  return officials.filter(
    (one) =>
      worksHere(one) &&
      (all ||
        one.id === official.id ||
        (one.role === 'directorate-staff' && one.directorateId !== null && headed.includes(one.directorateId))),
  );
}

export interface AbsenceView {
  id: string;
  who: string;
  days: string;
  standIn: string;
  state: 'now' | 'coming' | 'over' | 'cancelled';
  /** Empty where the person entered it themselves. */
  enteredBy: string;
  /** May be cancelled, by whoever looks at it. */
  open: boolean;
}

export function absenceView(
  row: AbsenceRow,
  nameOf: (id: string) => string,
  today: LocalDate,
  lang: Lang,
  t: Words,
): AbsenceView {
  const { fromOn, untilOn, standInId, officialId, byId } = row;
  const state = row.cancelledAt ? 'cancelled' : untilOn < today ? 'over' : fromOn <= today ? 'now' : 'coming';
  return {
    id: row.id,
    who: nameOf(officialId),
    days: t('absences:span', { from: formatDate(fromOn, lang), until: formatDate(untilOn, lang) }),
    standIn: standInId === null ? t('absences:field.nobody') : nameOf(standInId),
    state,
    enteredBy: byId === officialId ? '' : t('absences:list.enteredBy', { name: nameOf(byId) }),
    open: state === 'now' || state === 'coming',
  };
}

/** What somebody does for others: now with a way to the cases, and soon. */
export interface StandingIn {
  text: string;
  link: { text: string; href: string } | null;
}
