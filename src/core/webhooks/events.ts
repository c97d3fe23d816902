import { trackOf } from '../alarms';
import type { CaseEvent } from '../casefile';

/** What another system can ask to be told of. The words are in `webhooks.json`, the meaning in docs/webhooks.md. */
export const WEBHOOK_EVENTS = [
  'alarm.told',
  'alarm.escalated',
  'message.failed',
  'case.registered',
  'case.assigned',
  'case.clarification',
  'case.extended',
  'case.considered',
  'case.dates',
  'case.decided',
  'case.forwarding',
  'case.silent',
  'case.complaint',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** What a new webhook is told of until somebody chooses: what an official would be woken for. */
export const FIRST_WEBHOOK_EVENTS: readonly WebhookEvent[] = ['alarm.told', 'alarm.escalated', 'message.failed'];

const OF: Record<Exclude<CaseEvent['type'], 'alarmed'>, WebhookEvent | null> = {
  registered: 'case.registered',
  assigned: 'case.assigned',
  'area-set': null,
  'clarification-asked': 'case.clarification',
  'clarification-answered': 'case.clarification',
  'clarification-lapsed': 'case.clarification',
  extended: 'case.extended',
  considered: 'case.considered',
  corrected: 'case.dates',
  recounted: 'case.dates',
  decided: 'case.decided',
  'forward-offered': 'case.forwarding',
  'forward-accepted': 'case.forwarding',
  'forward-refused': 'case.forwarding',
  'forward-lapsed': 'case.forwarding',
  'silence-fell': 'case.silent',
  complained: 'case.complaint',
  'complaint-lodged': 'case.complaint',
  'complaint-notified': 'case.complaint',
  'complaint-answered': 'case.complaint',
  'complaint-decided': 'case.complaint',
  'complaint-complied': 'case.complaint',
  'message-failed': 'message.failed',
  // What officials write among themselves leaves the house by no channel.
  noted: null,
  'files-added': null,
  'alarm-acknowledged': null,
  inspected: null,
  'applicant-seen': null,
  anonymised: null,
  linked: null,
  unlinked: null,
  'message-sent': 'case.clarification',
  'message-received': 'case.clarification',
  'consultation-asked': null,
  'consultation-reminded': null,
  'consultation-answered': null,
  'consultation-lapsed': null,
  'task-asked': null,
  'task-given': null,
  'task-answered': null,
  'task-refused': null,
  'task-withdrawn': null,
};

/** As which event another system is told of it; null for what stays in the house. */
export function webhookEventOf(event: { type: string }): WebhookEvent | null {
  // A message that belongs to no case fails as an event of the house.
  if (event.type === 'message.failed') return 'message.failed';
  const known = event as CaseEvent;
  if (known.type !== 'alarmed') return OF[known.type] ?? null;
  // What the citizen is told of is the silence, which is an event of its own.
  if (known.recipientId === null) return null;
  return trackOf(known.rung) === 'escalation' ? 'alarm.escalated' : 'alarm.told';
}

/** The mails (`templates/mail`) that are written to officials. The others are the applicant's, whoever that is. */
const TO_OFFICIALS: ReadonlySet<string> = new Set([
  'assigned',
  'assigned-many',
  'calendar-ends',
  'clarification-answered',
  'consultation-silent',
  'deadlines-moved',
  'climb',
  'digest',
  'escalation',
  'forward-lapsed',
  'forward-refused',
  'invitation',
  'password-changed',
  'password-reset',
  'message-received',
  'reminder',
  'second-factor',
  'task-answered',
  'task-asked',
  'task-due',
  'task-refused',
  'task-withdrawn',
  'transfer-offered',
  'unassigned',
  'urgent',
]);

/** An official who asks as a citizen is an applicant: the address alone does not tell. */
export const isToOfficial = (messageKind: string): boolean => TO_OFFICIALS.has(messageKind);
