/** What an administrator decides on: messages that failed, and alarms that were set aside. */
export const JOB_KINDS = ['messages', 'alarms'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

export const readKind = (asked: string): JobKind | undefined => JOB_KINDS.find((one) => one === asked);

/** Where something stands in a list, newest first. */
export interface Place {
  createdAt: Date;
  id: string;
}

/** Reads a place from an address; what makes no sense is the first page. */
export function readPlace(asked: unknown): Place | null {
  const [at = '', id = ''] = (typeof asked === 'string' ? asked : '').split('_');
  const createdAt = new Date(at);
  return id && !Number.isNaN(createdAt.getTime()) ? { createdAt, id } : null;
}

export const writtenPlace = ({ createdAt, id }: Place): string => `${createdAt.toISOString()}_${id}`;

/** Why something is discarded: a line that the event log keeps. */
export const REASON_LIMIT = 500;

export function readReason(value: unknown): { reason: string; problem: 'missing' | 'long' | null } {
  const reason = (typeof value === 'string' ? value : '').replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return { reason, problem: reason === '' ? 'missing' : reason.length > REASON_LIMIT ? 'long' : null };
}
