import { ForbiddenException, Inject, Injectable, NotFoundException } from '@nestjs/common';
import { whoIsTold } from '../../core/alarms';
import { answerTask, type CaseEvent, giveTask, NotAllowed, refuseTask, withdrawTask } from '../../core/casefile';
import { mayAnswerTask, mayReadTask, type OfferedFile, taskFacts, taskMessages } from '../../platform/casework';
import { type Clock, CLOCK } from '../../platform/clock';
import { Relay } from '../../platform/relay';
import { may } from '../../platform/sign-in';
import type { SignedIn } from '../../platform/web/request';
import {
  AlarmCases,
  CaseBook,
  type LoadedCase,
  type NewMessage,
  noStaff,
  Outbox,
  Papers,
  type StaffRows,
  type TaskOfCase,
  Tasks,
  Transactions,
  type Tx,
} from '../../records';

/** What came back from a directorate. */
export interface TaskReply {
  kind: 'answered' | 'refused';
  text: string;
  files: readonly OfferedFile[];
}

/** What happens to one task: each is a move of its case, in one transaction with its mails. */
@Injectable()
export class TaskWork {
  constructor(
    private readonly tasks: Tasks,
    private readonly book: CaseBook,
    private readonly papers: Papers,
    private readonly alarmCases: AlarmCases,
    private readonly outbox: Outbox,
    private readonly relay: Relay,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Throws NotFoundException for a task that the official may not see, which is not told apart from one that is not there,
   * and ForbiddenException for what is not theirs to do with it.
   */
  async find(official: SignedIn, id: string, to: 'read' | 'answer' | 'ask' = 'read'): Promise<TaskOfCase> {
    const found = await this.tasks.byId(this.transactions.reader, official.institutionId, id);
    if (!found || !mayReadTask(official, found.task, found.row)) throw new NotFoundException();
    const { task, row } = found;
    const allowed = { read: true, answer: mayAnswerTask(official, task, row), ask: may(official, 'case.task', row) };
    if (!allowed[to]) throw new ForbiddenException();
    return found;
  }

  /** The directorate answers, or declines. Throws `NotAllowed` when the task was settled meanwhile. */
  async reply(official: SignedIn, found: TaskOfCase, { kind, text, files }: TaskReply): Promise<void> {
    await this.act(official, found, async (tx, loaded, staff, now) => {
      const { id } = found.task;
      const today = this.clock.today();
      const event = kind === 'answered' ? answerTask(loaded.file, id, today) : refuseTask(loaded.file, id, today);
      const rows = await this.papers.addFiles(
        tx,
        files.map(({ name, mediaType, size, sha256 }) => ({
          ...{ name, mediaType, size, sha256, institutionId: loaded.row.institutionId, caseId: loaded.row.id },
          ...{ submissionId: null, role: 'task' as const, released: false, createdAt: now },
        })),
      );
      const answerFileIds = rows.map((one) => one.id);
      await this.tasks.settle(tx, id, { answer: text, answerFileIds, settledBy: official.id, settledAt: now });
      const papers = rows.map(({ id: fileId, sha256 }) => ({ fileId, sha256 }));
      return {
        events: [papers.length > 0 ? { ...event, papers } : event],
        messages: askerMessages(kind, loaded, found, staff, official.id),
      };
    });
  }

  /** Somebody of the directorate takes it, or the head gives it away; null: back to the head. */
  async give(official: SignedIn, found: TaskOfCase, assigneeId: string | null): Promise<void> {
    await this.act(official, found, (_tx, loaded, staff) => {
      const { id, directorateId } = found.task;
      if (assigneeId !== null && !membersOf(directorateId, staff).some((one) => one.id === assigneeId))
        throw new NotAllowed('assign.unknown');
      const event = giveTask(loaded.file, id, assigneeId, this.clock.today());
      const task = loaded.file.tasks.find((one) => one.id === id);
      // Whoever takes it need not be told.
      const told = task && assigneeId !== null && assigneeId !== official.id ? { ...task, assigneeId } : null;
      const messages = told ? taskMessages('task-asked', loaded, told, staff, { text: found.task.text }) : [];
      const receiver = staff.officials.find((one) => one.id === assigneeId)?.email;
      return Promise.resolve({ events: [event], messages: messages.filter((one) => one.recipient === receiver) });
    });
  }

  /** It is not needed any more; whoever had it is told. */
  async withdraw(official: SignedIn, found: TaskOfCase): Promise<void> {
    await this.act(official, found, async (tx, loaded, staff, now) => {
      const { id } = found.task;
      const event = withdrawTask(loaded.file, id, this.clock.today());
      await this.tasks.settle(tx, id, { settledBy: official.id, settledAt: now });
      const task = loaded.file.tasks.find((one) => one.id === id);
      return { events: [event], messages: task ? taskMessages('task-withdrawn', loaded, task, staff) : [] };
    });
  }

  private async act(
    { id }: SignedIn,
    { row }: TaskOfCase,
    move: (
      tx: Tx,
      loaded: LoadedCase,
      staff: StaffRows,
      now: Date,
    ) => Promise<{ events: CaseEvent[]; messages: NewMessage[] }>,
  ): Promise<void> {
    const { institutionId } = row;
    const [now, today] = [this.clock.now(), this.clock.today()];
    const act = { institutionId, caseId: row.id, actor: { kind: 'official', id } as const, now };
    const messageIds = await this.transactions.run(async (tx) => {
      let messageIds: string[] = [];
      await this.book.act(tx, act, async (loaded) => {
        const staff = (await this.alarmCases.staffOf(tx, [institutionId], today)).get(institutionId);
        const { events, messages } = await move(tx, loaded, staff ?? noStaff(today), now);
        messageIds = await this.outbox.add(tx, now, messages);
        return events;
      });
      return messageIds;
    });
    this.relay.nudge(messageIds);
  }
}

/** Who can be given a task: those who sit in the directorate, and its head. */
export const membersOf = (
  directorateId: string,
  { officials, directorates }: Pick<StaffRows, 'officials' | 'directorates'>,
): StaffRows['officials'] => {
  const head = directorates.find((one) => one.id === directorateId)?.headId;
  return officials.filter((one) => one.active && (one.directorateId === directorateId || one.id === head));
};

/** Whoever asked, and whoever has the case, or who stands in for them; not the one who just wrote the answer down. */
function askerMessages(
  kind: 'answered' | 'refused',
  { row, file }: LoadedCase,
  { task }: TaskOfCase,
  staff: StaffRows,
  writerId: string,
): NewMessage[] {
  const people = [...new Set([task.askedBy, file.assigneeId ?? task.askedBy])];
  const told = new Set(
    people.flatMap((assigneeId) => whoIsTold({ to: ['assignee'] }, { ...file, assigneeId }, staff).ids),
  );
  return staff.officials
    .filter((one) => told.has(one.id) && one.id !== writerId)
    .map((to) => ({
      institutionId: row.institutionId,
      caseId: row.id,
      kind: `task-${kind}`,
      recipient: to.email,
      language: to.language,
      official: { id: to.id },
      facts: taskFacts({ row }, task, staff),
    }));
}
