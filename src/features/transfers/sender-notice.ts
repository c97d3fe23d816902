import { recipientsOf } from '../../core/alarms';
import { daysBetween, type LocalDate } from '../../core/law';
import type { Institution, LoadedCase, NewMessage, StaffRows, TransferRow } from '../../records';

/**
 * Tells the sender's people that a request has fallen back to them: declined, whoever works on it; not answered in time,
 * the responsible officer and the head of the directorate as well.
 *
 * @param receiver the other institution, where it is one of this installation
 */
export function fallBackMessages(
  kind: 'forward-refused' | 'forward-lapsed',
  { row, file, clock }: LoadedCase,
  transfer: Pick<TransferRow, 'destination' | 'answerBy'>,
  receiver: Institution | null,
  staff: StaffRows,
  today: LocalDate,
  refusal: string | null = null,
): NewMessage[] {
  const lapsed = ['assignee', 'directorate-head', 'responsible-officer'] as const;
  const told = recipientsOf({ to: kind === 'forward-lapsed' ? lapsed : ['assignee'] }, file, staff);
  const running = clock.state === 'running' ? clock : null;
  const assignee = staff.officials.find((one) => one.id === file.assigneeId);
  const names = receiver && { nameSq: receiver.nameSq, nameSr: receiver.nameSr, nameEn: receiver.nameEn };
  return staff.officials
    .filter((one) => told.includes(one.id))
    .map((to) => ({
      institutionId: row.institutionId,
      caseId: row.id,
      kind,
      recipient: to.email,
      language: to.language,
      official: { id: to.id },
      facts: {
        reference: row.reference,
        subject: row.subject,
        caseKind: row.kind,
        receivedOn: row.receivedOn,
        destination: names ?? transfer.destination,
        answerBy: transfer.answerBy,
        refusal,
        dueOn: running?.dueOn ?? null,
        dueAt: running?.dueAt?.toISOString() ?? null,
        daysLeft: running ? daysBetween(today, running.dueOn) : null,
        assignee: assignee?.name ?? null,
      },
    }));
}
