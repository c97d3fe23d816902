import { asksForAck, clockOfVersion, type DueRung, isMailedAtOnce, readRungKey, type Told } from '../../core/alarms';
import { taskDue } from '../../core/casefile';
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

/** An alarm that is told to one official. */
export interface Saying {
  alarmId: string;
  due: DueRung;
  to: Official;
  told: Told;
  people: StaffRows;
  today: LocalDate;
}

/**
 * What an alarm says to an official, as it is at the moment of speaking and not as it was when the alarm was planned.
 * `atOnce`: it is mailed now; else the bell tells it, and the digest of the next morning.
 */
export function alarmMessage(
  of: AlarmCase,
  { alarmId, due, to, told, people, today }: Saying,
): { message: NewMessage & Required<Pick<NewMessage, 'official'>>; atOnce: boolean } {
  const { id, institutionId, subject, file } = of;
  const { rung, version } = due;
  const clock = clockOfVersion(version, of);
  const running = clock.state === 'running' ? clock : null;
  const nameOf = (officialId: string | null): string | null =>
    people.officials.find((one) => one.id === officialId)?.name ?? null;
  const climb = readRungKey(rung.key)?.climb ?? null;
  const task = rung.task && taskSaid(of, rung.task, people, today);
  const asks = asksForAck(rung) && !isTakenOn(of, due);
  return {
    atOnce: told.nobody || isMailedAtOnce(rung, running?.dueOn ?? null, today),
    message: {
      institutionId,
      caseId: id,
      kind: task ? 'task-due' : climb === null ? rung.track : 'climb',
      recipient: to.email,
      language: to.language,
      official: { id: to.id, alarmId, asks },
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
        /** The day on which the directorate answers, where the rung is about that. */
        directorateOn: rung.clock === 'directorate' && !task ? version.slice('directorate:'.length) : null,
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
        /** True where nobody who still works here has it. */
        vacant: !people.officials.some((one) => one.id === file.assigneeId && one.active),
        /** True where it reaches the one who is on call for urgent requests. */
        onCall: to.id === people.onCallId,
        /** True where nobody who works here is on call, and whoever is told is told instead. */
        nobodyOnCall: !people.officials.some((one) => one.id === people.onCallId && one.active),
        assigneeId: file.assigneeId,
        assignee: nameOf(file.assigneeId),
        /** Names of the absent officials in whose place it reaches this one. */
        inPlaceOf: (told.inPlaceOf.get(to.id) ?? []).map(nameOf).filter((one) => one !== null),
        /** True where nobody is present, and it reaches those who are away. */
        nobodyPresent: told.nobody,
        /** How often it climbed, because nobody said "I have it". */
        climb,
        asks,
        ...task,
      },
    },
  };
}

/** Whether somebody said "I have it" before everybody was told. */
const isTakenOn = ({ known }: AlarmCase, { rung, version }: DueRung): boolean =>
  known.some(
    (one) =>
      one.acknowledgedAt && one.clockVersion === version && readRungKey(one.rung)?.base === readRungKey(rung.key)?.base,
  );

/** What an alarm about a request to a directorate says of it, and nothing of who asked the municipality. */
function taskSaid(
  { file, clock, backPlan }: AlarmCase,
  { id, directorateId }: NonNullable<DueRung['rung']['task']>,
  { directorates }: StaffRows,
  today: LocalDate,
): object {
  const task = file.tasks.find((one) => one.id === id);
  const due = task ? taskDue(task, clock, backPlan) : null;
  const directorate = directorates.find((one) => one.id === directorateId);
  const { nameSq = '', nameSr = '', nameEn = '' } = directorate ?? {};
  return {
    taskId: id,
    directorate: { nameSq, nameSr, nameEn },
    taskDueOn: due?.dueOn ?? null,
    taskDueAt: due?.dueAt?.toISOString() ?? null,
    taskOver: due !== null && due.dueOn < today,
  };
}
