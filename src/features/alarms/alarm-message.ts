import { clockOfVersion, type Rung } from '../../core/alarms';
import { daysBetween, type LocalDate, type Procedure } from '../../core/law';
import type { AlarmCase, NewMessage, Official, StaffRows } from '../../records';

/** The steps after the decision, or after the consideration, have words of their own. */
const OWED: Partial<Record<Procedure, 'notice' | 'reply' | 'compliance'>> = {
  'petition.notice': 'notice',
  'initiative.notice': 'notice',
  'citizen-request.notice': 'notice',
  'complaint.reply': 'reply',
  'complaint.comply': 'compliance',
};

/** What an alarm says to an official, as it is at the moment of speaking and not as it was when the alarm was planned. */
export function alarmMessage(
  of: AlarmCase,
  rung: Rung,
  clockVersion: string,
  to: Official,
  { officials, onCallId }: StaffRows,
  today: LocalDate,
): NewMessage {
  const { id, institutionId, subject, file } = of;
  const clock = clockOfVersion(clockVersion, of);
  const running = clock.state === 'running' ? clock : null;
  const assignee = officials.find((one) => one.id === file.assigneeId);
  return {
    institutionId,
    caseId: id,
    kind: rung.track,
    recipient: to.email,
    language: to.language,
    facts: {
      rung: rung.key,
      caseId: id,
      reference: file.reference,
      subject,
      caseKind: file.kind,
      /** Which deadline: of the answer, or of a step of a complaint. */
      procedure: running?.procedure ?? null,
      /** What is owed, where it is not the decision. */
      owed: running ? (OWED[running.procedure] ?? null) : null,
      receivedOn: file.receivedOn,
      receivedAt: file.receivedAt.toISOString(),
      registeredOn: file.registeredOn,
      today,
      dueOn: running?.dueOn ?? null,
      dueAt: running?.dueAt?.toISOString() ?? null,
      /** Below zero when it is overdue. */
      daysLeft: running ? daysBetween(today, running.dueOn) : null,
      /** True where the message reaches the one who has the case, and not somebody in their place. */
      own: to.id === file.assigneeId,
      /** True where it reaches the one who is on call for urgent requests. */
      onCall: to.id === onCallId,
      assignee: assignee?.name ?? null,
    },
  };
}
