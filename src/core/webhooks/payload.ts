import type { Kind, PageLanguage, Role } from '../casefile';
import { type LocalDate, localDate, localDateOf, type Procedure } from '../law';
import type { WebhookEvent } from './events';

/** The deadline that an event is about. */
export interface WebhookDeadline {
  procedure: Procedure | null;
  /** Europe/Belgrade; null while no clock runs. */
  dueOn: LocalDate | null;
  /** ISO 8601 UTC; only for a term in hours. */
  dueAt: string | null;
}

/** An official who is to be told, with what a gateway for text messages needs. Never the applicant. */
export interface WebhookRecipient {
  id: string;
  role: Role;
  name: string;
  email: string;
  phone: string | null;
  language: PageLanguage;
}

/**
 * What another system is sent: codes, days and numbers. Nothing that a citizen wrote and nothing of who the citizen is;
 * neither the subject nor a text.
 */
export interface WebhookPayload {
  /** The same at every attempt: whoever keeps it takes nothing twice. */
  id: string;
  type: WebhookEvent | 'webhook.test';
  /** The day that the law counts, Europe/Belgrade. */
  occurredOn: LocalDate;
  /** ISO 8601 UTC. */
  recordedAt: string;
  institution: { code: string };
  /** Null for what belongs to no case. */
  case: ({ reference: string; kind: Kind; urgent: boolean } & WebhookDeadline) | null;
  /** What happened, in the words of the event log: `forward-accepted`, `complaint-decided`. */
  event: string | null;
  /** How the case, or the Agency's decision, ended. */
  outcome: string | null;
  /** Which rung of the ladder spoke. */
  rung: string | null;
  recipient: WebhookRecipient | null;
  /** The message that could not be delivered, and why: `refused`, `gave-up`, `not-composed`, `bounced`. */
  message: { id: string; kind: string; reason: string } | null;
}

/**
 * The deadline that a clock version names (see `clockVersion`), which is what an alarm hangs on. Null for one that hangs on the
 * registration, or on the day on which the directorate answers: no law sets that day.
 */
export function deadlineOfVersion(version: string): WebhookDeadline | null {
  const [, procedure, due = ''] = /^([^:]+):(.*)$/.exec(version) ?? [];
  if (procedure === undefined || procedure === 'directorate' || procedure === 'task') return null;
  const known = procedure as Procedure;
  if (/^\d{4}-\d\d-\d\d$/.test(due)) return { procedure: known, dueOn: localDate(due), dueAt: null };
  const at = new Date(due);
  if (Number.isNaN(at.getTime())) return { procedure: known, dueOn: null, dueAt: null };
  return { procedure: known, dueOn: localDateOf(at), dueAt: at.toISOString() };
}
