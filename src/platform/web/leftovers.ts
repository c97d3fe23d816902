import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/** No upload takes this long: what is older was left by a process that was killed with it. */
const OLD_MS = 24 * 3_600_000;

/**
 * Removes uploads that nobody will take any more: they hold what citizens sent. Others may be writing into the folder.
 *
 * @param awaited names of files that somebody still waits for, however old they are
 */
export function removeLeftovers(folder: string, now: Date, awaited: ReadonlySet<string> = new Set()): void {
  for (const name of readdirSync(folder)) {
    if (awaited.has(name)) continue;
    const file = path.join(folder, name);
    const found = statSync(file, { throwIfNoEntry: false });
    if (found && now.getTime() - found.mtimeMs > OLD_MS) rmSync(file, { force: true });
  }
}
