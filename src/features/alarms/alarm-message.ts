import { LADDER, type Rung } from '../../core/alarms';
import type { CaseClock } from '../../core/casefile';
import { daysBetween, type LocalDate } from '../../core/law';
import type { CaseRow, NewMessage, Official } from '../../records';

export const rungOf = (key: string): Rung | undefined => LADDER.find((rung) => rung.key === key);

/** What an alarm says to an official, as it is at the moment of speaking and not as it was when the alarm was planned. */
export function alarmMessage(
  row: CaseRow,
  clock: CaseClock,
  rung: Rung,
  to: Official,
  assignee: Official | null,
  today: LocalDate,
): NewMessage {
  const running = clock.state === 'running' ? clock : null;
  return {
    institutionId: row.institutionId,
    caseId: row.id,
    kind: rung.track,
    recipient: to.email,
    language: to.language,
    facts: {
      rung: rung.key,
      caseId: row.id,
      reference: row.reference,
      subject: row.subject,
      caseKind: row.kind,
      receivedOn: row.receivedOn,
      registeredOn: row.registeredOn,
      today,
      dueOn: running?.dueOn ?? null,
      dueAt: running?.dueAt?.toISOString() ?? null,
      /** Below zero when it is overdue. */
      daysLeft: running ? daysBetween(today, running.dueOn) : null,
      /** True where the message reaches the one who has the case, and not somebody in their place. */
      own: to.id === assignee?.id,
      assignee: assignee?.name ?? null,
    },
  };
}
