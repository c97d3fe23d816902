const MINUTE = 60_000;
/** A mail is written a little after its hour: some minutes short of it still counts as the hour. */
const LATE_MINUTES = 5;
/** Overdue for longer than this is told in days. */
const LAST_HOURS = 72;

/** Words of `mail:due` and their count, for a deadline in hours; null where days say it better. */
export function hoursUntil(dueAt: Date, at: Date): { words: string; count: number } | null {
  const minutes = Math.floor((dueAt.getTime() - at.getTime()) / MINUTE);
  const length = Math.abs(minutes);
  const hours = Math.floor((length + (minutes < 0 ? 0 : LATE_MINUTES)) / 60);
  if (minutes < 0 && hours >= LAST_HOURS) return null;
  const side = minutes < 0 ? 'over' : 'in';
  return hours > 0 ? { words: `${side}Hours`, count: hours } : { words: `${side}Minutes`, count: Math.max(1, length) };
}
