import type { CaseEvent } from '../../core/casefile';
import { type CaseRow, type FileRow, NO_DUE_DAY, type RecordedEvent } from '../../records';
import { apiPaths } from '../../platform/paths';

/** What an applicant is told of; the rest is the municipality's own business. */
export const TOLD = [
  'registered',
  'assigned',
  'clarification-asked',
  'clarification-answered',
  'clarification-lapsed',
  'consultation-asked',
  'message-sent',
  'message-received',
  'extended',
  'considered',
  'decided',
  'silence-fell',
  'complained',
  'complaint-lodged',
  'complaint-notified',
  'complaint-answered',
  'complaint-decided',
  'complaint-complied',
  'corrected',
  'recounted',
] as const satisfies readonly CaseEvent['type'][];

/** The answer of `GET submissions/{reference}`: codes and days, no name of anybody. */
export function caseStatus(row: CaseRow, history: readonly RecordedEvent[], files: readonly FileRow[]): object {
  return {
    reference: row.reference,
    kind: row.kind,
    urgent: row.urgent,
    status: row.status,
    outcome: row.outcome,
    receivedOn: row.receivedOn,
    registeredOn: row.registeredOn,
    firstDueOn: row.firstDueOn,
    dueOn: row.dueOn === NO_DUE_DAY ? null : row.dueOn,
    dueAt: row.dueAt?.toISOString() ?? null,
    extendedOn: row.extendedOn,
    extensionGround: row.extensionGround,
    consideredOn: row.consideredOn,
    silentSince: row.silentSince,
    closedOn: row.closedOn,
    timeline: history.flatMap(({ event }) => {
      const type = TOLD.find((one) => one === event.type);
      return type ? [{ type, occurredOn: event.occurredOn }] : [];
    }),
    documents: files
      .filter((file) => file.released)
      .map(({ id, role, name, mediaType, size }) => ({
        id,
        role,
        name,
        mediaType,
        size,
        href: apiPaths.document(row.reference, id),
      })),
  };
}
