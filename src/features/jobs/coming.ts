import { addDays, type LocalDate, startOfLocalDay } from '../../core/law';
import type { RungToTell } from '../../core/alarms';
import { deskPaths } from '../../platform/paths';

/** Days that the preview looks ahead, after the present one. */
export const DAYS_AHEAD = 14;

/** One rung of one case that will be told. */
export interface Coming extends RungToTell {
  caseId: string;
  reference: string;
  subject: string;
  /** True when it is owed already: the next sweep plans it. */
  owed: boolean;
}

/** Where something stands in the preview: what is owed already comes first, then by the moment, the case and the rung. */
export interface ComingPlace {
  /** Milliseconds; 0 for what is owed already. */
  at: number;
  key: string;
}

/** The last moment of the preview (Europe/Belgrade). */
export const endOfPreview = (today: LocalDate): Date =>
  new Date(startOfLocalDay(addDays(today, DAYS_AHEAD + 1)).getTime() - 1);

export const placeOf = ({ owed, at, caseId, rung, version }: Coming): ComingPlace => ({
  at: owed ? 0 : at.getTime(),
  key: `${caseId} ${rung.key} ${version}`,
});

export function inOrder(one: ComingPlace, other: ComingPlace): number {
  if (one.at !== other.at) return one.at - other.at;
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}

/** Reads `?after=`; what makes no sense is the first page. */
export function readPlace(asked: unknown): ComingPlace | null {
  const [, at, key] = /^(\d{1,15})_(.{1,200})$/.exec(typeof asked === 'string' ? asked : '') ?? [];
  return at && key ? { at: Number(at), key } : null;
}

export function comingAddress(after: ComingPlace | null): string {
  return after
    ? `${deskPaths.jobsComing()}?${new URLSearchParams({ after: `${after.at}_${after.key}` }).toString()}`
    : deskPaths.jobsComing();
}
