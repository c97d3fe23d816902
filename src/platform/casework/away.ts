import type { LocalDate } from '../../core/law';
import type { Away } from '../../records';
import { formatDate, type Lang, words } from '../views';

/** What stands beside the name of an official who is away: until when, and who does the work meanwhile. */
export function awayInWords(
  { absence, present }: { absence: { untilOn: LocalDate }; present: Away['present'] },
  nameOf: (officialId: string) => string,
  lang: Lang,
): string {
  const t = words(lang);
  const until = formatDate(absence.untilOn, lang);
  return present === null
    ? t('absences:away.nobody', { until })
    : t('absences:away.standIn', { until, name: nameOf(present) });
}
