import { In } from 'typeorm';
import { COMPLAINT_PROCEDURE, procedureOf } from '../../core/casefile';
import {
  deadlineOfVersion,
  isToOfficial,
  type WebhookDeadline,
  webhookEventOf,
  type WebhookPayload,
  type WebhookRecipient,
} from '../../core/webhooks';
import { AlarmRow, CaseRow, type EventRow, Institution, Official, OutboxRow, Webhook } from '../entities';
import { NO_DUE_DAY } from '../projection';
import { insertAll, noteDeliveries, type Tx } from '../transactions';
import { deliveryRow } from './delivery-row';

/** An event as it was just recorded, with its fields. */
export interface Recorded {
  row: EventRow;
  event: { type: string };
}
type Told = Recorded & { type: NonNullable<ReturnType<typeof webhookEventOf>> };
/** The fields of events that are looked at here; each has some of them. */
type Fields = Partial<Record<'alarmId' | 'recipientId' | 'messageId' | 'reason' | 'rung' | 'outcome', string | null>>;

/** Asked for in one statement. */
const AT_ONCE = 500;

/**
 * Writes what another system is to be told of these events into the same transaction. The id follows from the event's own
 * hash, so that one event can never be written twice.
 */
export async function writeDeliveries(tx: Tx, institutionId: string, recorded: readonly Recorded[]): Promise<void> {
  const told = recorded.flatMap((one): Told[] => {
    const type = webhookEventOf(one.event);
    return type ? [{ ...one, type }] : [];
  });
  if (told.length === 0) return;
  const webhook = await tx.findOneBy(Webhook, { institutionId, active: true });
  if (!webhook) return;
  // What an old register tells happened long ago, whatever the day of its import.
  const old = new Set(told.filter(({ event }) => 'imported' in event && event.imported).map(({ row }) => row.caseId));
  const { code } = await tx.findOneByOrFail(Institution, { id: institutionId });
  const fresh = told.filter(({ row }) => !old.has(row.caseId));
  for (let i = 0; i < fresh.length; i += AT_ONCE) {
    const some = fresh.slice(i, i + AT_ONCE);
    const known = await lookUp(tx, institutionId, some);
    const rows = some.flatMap((one) => {
      const payload = payloadOf(one, known, code);
      // An official whom no mail reaches is told this way, whatever else was chosen.
      const owed = payload.type === 'message.failed' && payload.recipient !== null;
      if (!owed && !webhook.events.includes(one.type)) return [];
      return [deliveryRow(webhook, one.row.caseId, payload, one.row.recordedAt)];
    });
    await insertAll(tx, OutboxRow, rows);
    noteDeliveries(
      tx,
      rows.map((row) => row.id),
    );
  }
}

interface Known {
  cases: Map<string, CaseRow>;
  alarms: Map<string, AlarmRow>;
  messages: Map<string, OutboxRow>;
  /** By id and by address. */
  officials: Map<string, Official>;
}

async function lookUp(tx: Tx, institutionId: string, told: readonly Told[]): Promise<Known> {
  const fields = told.map(({ event }) => event as Fields);
  const some = (values: readonly (string | null | undefined)[]): string[] => [
    ...new Set(values.filter((value): value is string => typeof value === 'string')),
  ];
  const ids = { cases: told.map(({ row }) => row.caseId), alarms: fields.map((one) => one.alarmId) };
  const cases = await tx.findBy(CaseRow, { id: In(some(ids.cases)) });
  const alarms = await tx.findBy(AlarmRow, { id: In(some(ids.alarms)) });
  const messages = await tx.findBy(OutboxRow, { id: In(some(fields.map((one) => one.messageId))) });
  const officials = await tx.findBy(Official, [
    { institutionId, id: In(some(fields.map((one) => one.recipientId))) },
    { institutionId, email: In(messages.filter((one) => isToOfficial(one.kind)).map((one) => one.recipient)) },
  ]);
  const byId = <T extends { id: string }>(rows: readonly T[]): Map<string, T> => new Map(rows.map((r) => [r.id, r]));
  return {
    cases: byId(cases),
    alarms: byId(alarms),
    messages: byId(messages),
    officials: new Map(officials.flatMap((one) => [one.id, one.email].map((key) => [key, one] as const))),
  };
}

function payloadOf({ row, event, type }: Told, known: Known, code: string): WebhookPayload {
  const fields = event as Fields;
  const file = row.caseId === null ? undefined : known.cases.get(row.caseId);
  const alarm = known.alarms.get(fields.alarmId ?? '');
  const message = known.messages.get(fields.messageId ?? '');
  const address = message && isToOfficial(message.kind) ? message.recipient : '';
  const official = known.officials.get(fields.recipientId ?? address);
  const ofAlarm = alarm && deadlineOfVersion(alarm.clockVersion);
  const rung = fields.rung ?? message?.facts.rung;
  return {
    id: idOf(row.hash),
    type,
    occurredOn: row.occurredOn,
    recordedAt: row.recordedAt.toISOString(),
    institution: { code },
    case: file
      ? { reference: file.reference, kind: file.kind, urgent: file.urgent, ...(ofAlarm ?? deadlineOfCase(file)) }
      : null,
    event: event.type,
    outcome: fields.outcome ?? null,
    rung: typeof rung === 'string' ? rung : null,
    recipient: official ? recipientOf(official) : null,
    message: message ? { id: message.id, kind: message.kind, reason: fields.reason ?? '' } : null,
  };
}

function recipientOf({ id, role, name, email, phone, language }: Official): WebhookRecipient {
  return { id, role, name, email, phone: phone ?? null, language };
}

/** What the institution owes next, or owed last. */
function deadlineOfCase(file: CaseRow): WebhookDeadline {
  const owed = file.complaintStage && file.closedOn ? COMPLAINT_PROCEDURE[file.complaintStage] : null;
  if (owed) return { procedure: owed, dueOn: dayOrNone(file.dueOn), dueAt: null };
  const dueOn = dayOrNone(file.decisionDueOn);
  return { procedure: procedureOf(file), dueOn, dueAt: dueOn === null ? null : (file.dueAt?.toISOString() ?? null) };
}

const dayOrNone = (day: CaseRow['dueOn']): CaseRow['dueOn'] | null => (day === NO_DUE_DAY ? null : day);

/** The first half of the event's hash, in the form of the other ids. */
const idOf = (hash: string): string => hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
