import { isOverdue } from '../../core/casefile';
import { daysBetween, type LocalDate } from '../../core/law';
import type { LoadedCase } from '../../records';
import { deskPaths } from '../paths';
import { type Lang, words } from '../views';
import { outcomeInWords } from './timeline';

/** What stands at the top of every page about a case (`desk/case-head.njk`). */
export interface CaseHead {
  id: string;
  version: number;
  href: string;
  reference: string;
  subject: string;
  kind: string;
  urgent: boolean;
  closed: boolean;
  status: string;
  /** In words; empty while the case is open. */
  outcome: string;
  outcomeCode: string;
  dueOn: LocalDate | null;
  dueAt: Date | null;
  firstDueOn: LocalDate | null;
  /** Below zero when overdue; null on a closed case and while no calendar is known. */
  daysLeft: number | null;
  overdue: boolean;
  silentSince: LocalDate | null;
  extendedOn: LocalDate | null;
}

export function headOf({ row, file, clock }: LoadedCase, lang: Lang, today: LocalDate, now: Date): CaseHead {
  const running = clock.state === 'running' ? clock : null;
  const closed = file.decision !== null;
  const overdue = !closed && isOverdue(clock, today, now);
  const days = running && !closed ? daysBetween(today, running.dueOn) : null;
  return {
    id: row.id,
    version: row.version,
    href: deskPaths.caseFile(row.id),
    reference: row.reference,
    subject: row.subject,
    kind: words(lang)(`common:kind.${row.kind}`),
    urgent: row.urgent,
    closed,
    status: row.status,
    outcome: row.outcome ? outcomeInWords(row.kind, row.outcome, lang) : '',
    outcomeCode: row.outcome ?? '',
    dueOn: running?.dueOn ?? null,
    dueAt: running?.dueAt ?? null,
    firstDueOn: row.firstDueOn,
    daysLeft: days,
    overdue,
    silentSince: file.silentSince,
    extendedOn: file.extension?.on ?? null,
  };
}
