import type { Kind, PageLanguage } from '../../core/casefile';
import { addDays, type LocalDate, nationalCalendar } from '../../core/law';
import { remedyAgainst } from '../../core/letters';
import { explainDeadline } from '../../platform/intake';
import { publicPaths } from '../../platform/paths';
import { formatDate, formatDateTime, type Words } from '../../platform/views';
import type { Applicant, FileRow, LoadedCase } from '../../records';

/** What a receipt shows: number, code, what was received and when, until when and why, and what silence means. */
export function receiptPage(
  { row, file, clock, institution }: LoadedCase,
  applicant: Applicant,
  files: readonly FileRow[],
  lang: PageLanguage,
  t: Words,
): object {
  const why = explainDeadline(clock, t, lang);
  const silentOn = clock.state === 'running' ? addDays(clock.dueOn, 1) : file.receivedOn;
  return {
    title: t('intake:receipt.title', { reference: row.reference }),
    lang,
    t,
    reference: row.reference,
    code: spaced(applicant.accessCode),
    kind: t(`common:kind.${row.kind}`),
    subject: row.subject,
    received: row.urgent ? formatDateTime(row.receivedAt, lang) : formatDate(row.receivedOn, lang, 'weekday'),
    registered: row.registeredOn === row.receivedOn ? null : formatDate(row.registeredOn, lang, 'weekday'),
    channel: t(`common:channel.${row.channel}`),
    files: files.map((one) => one.name),
    why,
    silence: silenceWords(row.kind, silentOn, why.due, t),
    byMail: applicant.email !== null,
    trackHref: publicPaths.tracked(lang, row.reference),
    trackPage: publicPaths.track(lang),
    institution: {
      nameSq: institution.nameSq,
      nameSr: institution.nameSr,
      nameEn: institution.nameEn,
      ...institution.settings,
    },
  };
}

/** In groups, as people read it aloud; the page that takes it cares for letters and digits only. */
export const spaced = (code: string): string => code.replace(/(.{5})(?=.)/g, '$1-');

/** What follows when nobody answers in time. Only an access law says that silence is a refusal. */
function silenceWords(kind: Kind, silentOn: LocalDate, due: string | null, t: Words): string[] {
  if (kind !== 'access-request') return [t('intake:silence.others')];
  const said = [due ? t('intake:silence.access', { due }) : t('intake:silence.accessNoDay')];
  const remedy = remedyAgainst(silentOn, nationalCalendar);
  if (!remedy) return said;
  const body = t(`common:remedy.${remedy.body}`);
  const term = remedy.days === null ? '' : t('common:term.day', { count: remedy.days });
  return [...said, term ? t('intake:silence.within', { body, term }) : t('intake:silence.remedy', { body })];
}
