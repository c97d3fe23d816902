import type { ComplaintStage } from '../casefile';
import type { LocalDate } from '../law';
import { readRungKey } from './rungs';

/** How a case stands, as far as it matters to an alarm that was told of it before. */
export interface CaseNow {
  isOpen: boolean;
  /** The day of the decision; null before it. */
  closedOn: LocalDate | null;
  assigneeId: string | null;
  dueOn: LocalDate;
  decisionDueOn: LocalDate;
  complaintStage: ComplaintStage | null;
  /** Ids of its requests to directorates that are still open; read only where an alarm is about one. */
  openTasks?: readonly string[];
}

/** What is owed of a complaint is owed in one of its stages, whatever becomes of the decision. */
const STAGE_OF: Record<string, ComplaintStage> = { reply: 'reply', compliance: 'comply' };
const WHILE_UNASSIGNED = /^(urgent-)?unassigned/;

/**
 * Whether an alarm, as its facts tell it, says what is not so any more: the case was decided or given on, somebody took it,
 * the complaint went on, or there is another due day. Asked when it leaves late or is repeated.
 */
export function hasMovedOn(facts: Readonly<Record<string, unknown>>, now: CaseNow): boolean {
  const { rung, own, assigneeId, dueOn } = facts;
  if (typeof facts.taskId === 'string') return now.closedOn !== null || !(now.openTasks ?? []).includes(facts.taskId);
  const key = typeof rung === 'string' ? rung : '';
  if (own === true && typeof assigneeId === 'string' && assigneeId !== now.assigneeId) return true;
  const isOfNobody = WHILE_UNASSIGNED.test(key) || (assigneeId === null && readRungKey(key)?.track === 'reminder');
  if (isOfNobody && now.assigneeId !== null) return true;
  const stage = STAGE_OF[typeof facts.owed === 'string' ? facts.owed : ''];
  if (stage !== undefined) return !now.isOpen || now.complaintStage !== stage;
  if (now.closedOn !== null) return true;
  return typeof dueOn === 'string' && dueOn !== now.dueOn && dueOn !== now.decisionDueOn;
}
