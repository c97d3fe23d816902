import { firstDayOver, type Kind, type PageLanguage } from '../../core/casefile';
import type { Calendar, LocalDate } from '../../core/law';
import { remedyAgainst } from '../../core/letters';
import type { Applicant, FileRow, LoadedCase } from '../../records';
import { deadlineName, explainDeadline, type Explained } from '../intake/explain-deadline';
import { formatDate, formatDateTime, words, type Words } from '../views';

/** What a receipt tells, on a page, on paper and as a PDF: words of the reader's language throughout. */
export interface Receipt {
  reference: string;
  /** The access code in groups, as people read it aloud. */
  code: string;
  kind: string;
  subject: string;
  received: string;
  /** Null when it was registered on the day of receipt. */
  registered: string | null;
  channel: string;
  files: string[];
  /** What is due: an answer, or consideration. */
  dueName: string;
  /** Until when, and why: with every day of the count. */
  why: Explained;
  /** What silence means. */
  silence: string[];
}

export type ReceiptCase = Pick<LoadedCase, 'row' | 'file' | 'clock' | 'institution' | 'present'>;

/** The receipt of a case; `files` are those that came with the submission. */
export function receiptOf(
  { row, file, clock, present }: ReceiptCase,
  applicant: Pick<Applicant, 'accessCode'>,
  files: readonly Pick<FileRow, 'name'>[],
  lang: PageLanguage,
): Receipt {
  const t = words(lang);
  const why = explainDeadline(clock, t, lang);
  const silentOn = clock.state === 'running' ? firstDayOver(clock) : file.receivedOn;
  return {
    reference: row.reference,
    code: spaced(applicant.accessCode),
    kind: t(`common:kind.${row.kind}`),
    subject: row.subject,
    received: row.urgent ? formatDateTime(row.receivedAt, lang) : formatDate(row.receivedOn, lang, 'weekday'),
    registered: row.registeredOn === row.receivedOn ? null : formatDate(row.registeredOn, lang, 'weekday'),
    channel: t(`common:channel.${row.channel}`),
    files: files.map((one) => one.name),
    dueName: deadlineName(file, t),
    why,
    silence: silenceWords(row.kind, silentOn, why.due, present.calendar, t),
  };
}

/** In groups, as people read it aloud; the page that takes it cares for letters and digits only. */
const spaced = (code: string): string => code.replace(/(.{5})(?=.)/g, '$1-');

/** What follows when nobody answers in time. Only an access law says that silence is a refusal. */
function silenceWords(kind: Kind, silentOn: LocalDate, due: string | null, calendar: Calendar, t: Words): string[] {
  if (kind !== 'access-request') return [t('intake:silence.others')];
  const said = [due ? t('intake:silence.access', { due }) : t('intake:silence.accessNoDay')];
  const remedy = remedyAgainst(silentOn, calendar);
  if (!remedy) return said;
  const body = t(`common:remedy.${remedy.body}`);
  const term = remedy.days === null ? '' : t('common:term.day', { count: remedy.days });
  return [...said, term ? t('intake:silence.within', { body, term }) : t('intake:silence.remedy', { body })];
}
