import { readFileSync } from 'node:fs';

/** A process that can still be recognised after its number has been given to another one. */
export interface ProcessMark {
  pid: number;
  /** When it started, in clock ticks since the machine did; null where the system does not tell. */
  startedAt: string | null;
}

/** The mark of a living process, or null if there is none (a dead one waiting to be collected is none). */
export function markOf(pid: number): ProcessMark | null {
  try {
    process.kill(pid, 0);
  } catch {
    return null;
  }
  try {
    // The second field is a name in brackets and may hold anything; what follows its last bracket is regular.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : { pid, startedAt: fields[19] ?? null };
  } catch {
    return { pid, startedAt: null };
  }
}

/** Whether the process of this mark still lives. */
export function isAlive(mark: ProcessMark | null): boolean {
  if (!mark) return false;
  const now = markOf(mark.pid);
  return now !== null && now.startedAt === mark.startedAt;
}
