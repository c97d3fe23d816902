import { type CaseClock, type ComplaintStage, complaintStage, isOverdue } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import type { LoadedCase } from '../../records';
import { deskPaths } from '../paths';
import { type Lang, words } from '../views';
import { dueBadge, type DueBadge } from './due-badge';
import { outcomeInWords } from './timeline';

/** What stands at the top of every page about a case (`desk/case-head.njk`). */
export interface CaseHead {
  id: string;
  version: number;
  href: string;
  reference: string;
  subject: string;
  kind: string;
  /** The language in which the applicant is answered, in words. */
  answerLanguage: string;
  urgent: boolean;
  closed: boolean;
  status: string;
  /** In words; empty while the case is open. */
  outcome: string;
  outcomeCode: string;
  dueOn: LocalDate | null;
  dueAt: Date | null;
  firstDueOn: LocalDate | null;
  /** How long there is until the deadline; null on a closed case, and while nothing runs. */
  badge: DueBadge | null;
  overdue: boolean;
  silentSince: LocalDate | null;
  extendedOn: LocalDate | null;
  /** The clock stands still until the applicant answers: since when, and how much of it is left, in words. */
  paused: { since: LocalDate; left: string } | null;
  /** Days that passed without counting. */
  pausedDays: number;
  /** A complaint under way. */
  complaint: ComplaintHead | null;
}

export interface ComplaintHead {
  stage: ComplaintStage;
  /** Its name as a status. */
  status: 'complaint' | 'at-agency';
  /** What the municipality owes; null while the Agency has it, and while no calendar is known. */
  dueOn: LocalDate | null;
  badge: DueBadge | null;
}

export function headOf(loaded: LoadedCase, lang: Lang, today: LocalDate, now: Date): CaseHead {
  const { row, file, clock } = loaded;
  const running = clock.state === 'running' ? clock : null;
  const closed = file.decision !== null;
  const overdue = !closed && isOverdue(clock, today, now);
  return {
    id: row.id,
    version: row.version,
    href: deskPaths.caseFile(row.id),
    reference: row.reference,
    subject: row.subject,
    kind: words(lang)(`common:kind.${row.kind}`),
    answerLanguage: words(lang)(`common:language.name.${row.answerLanguage}`),
    urgent: row.urgent,
    closed,
    status: row.status,
    outcome: row.outcome ? outcomeInWords(row.kind, row.outcome, lang) : '',
    outcomeCode: row.outcome ?? '',
    dueOn: running?.dueOn ?? null,
    dueAt: running?.dueAt ?? null,
    firstDueOn: row.firstDueOn,
    badge: running && !closed ? dueBadge(running, { today, now, t: words(lang) }) : null,
    overdue,
    silentSince: file.silentSince,
    extendedOn: file.extension?.on ?? null,
    paused: clock.state === 'paused' ? { since: clock.since, left: leftInWords(clock.remaining, lang) } : null,
    pausedDays: running?.pausedDays ?? 0,
    complaint: complaintHead(loaded, lang, today, now),
  };
}

/** What is left of a clock that stands still. */
export const leftInWords = (remaining: number, lang: Lang): string =>
  words(lang)('common:term.day', { count: remaining });

function complaintHead(
  { file, complaintClock }: LoadedCase,
  lang: Lang,
  today: LocalDate,
  now: Date,
): ComplaintHead | null {
  const stage = file.complaint ? complaintStage(file.complaint) : 'done';
  if (stage === 'done') return null;
  const dueOn = stage === 'agency' ? null : dueOnOf(complaintClock);
  return {
    stage,
    status: stage === 'agency' ? 'at-agency' : 'complaint',
    dueOn,
    badge: dueOn === null ? null : dueBadge({ dueOn, dueAt: null }, { today, now, t: words(lang) }),
  };
}

const dueOnOf = (clock: CaseClock | null): LocalDate | null => (clock?.state === 'running' ? clock.dueOn : null);
