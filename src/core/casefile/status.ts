import { awaitsClarification, type CaseFile, isClosed, isOffered } from './case-file';
import type { Status } from './codes';
import { type Complaint, complaintStage } from './complaint';

/** Where the case stands. "Overdue" is not a status: it is computed from the due day and today. */
export function statusOf(file: CaseFile): Status {
  if (isClosed(file)) return afterDecision(file.complaint);
  if (isOffered(file)) return 'offered';
  if (awaitsClarification(file)) return 'awaiting-clarification';
  if (file.consideredOn !== null) return 'considered';
  return file.assigneeId === null ? 'registered' : 'in-progress';
}

function afterDecision(complaint: Complaint | null): Status {
  const stage = complaint ? complaintStage(complaint) : 'done';
  if (stage === 'done') return 'closed';
  return stage === 'agency' ? 'at-agency' : 'complaint';
}
