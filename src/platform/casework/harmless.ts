import type { CaseEventType } from '../../core/casefile';

/** These change nothing that an official decides on: a form that was open while they happened is not stale. */
export const HARMLESS: ReadonlySet<CaseEventType> = new Set([
  'noted',
  'files-added',
  'alarmed',
  'alarm-acknowledged',
  'message-failed',
  'message-sent',
  'consultation-reminded',
  'task-asked',
  'task-given',
  'task-withdrawn',
  'inspected',
  'applicant-seen',
  'linked',
  'unlinked',
]);
