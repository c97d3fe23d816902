import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/** No upload takes this long: what is older was left by a process that was killed with it. */
const OLD_MS = 24 * 3_600_000;

/** Removes uploads that nobody will take any more: they hold what citizens sent. Others may be writing into the folder. */
export function removeLeftovers(folder: string, now: Date): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    const found = statSync(file, { throwIfNoEntry: false });
    if (found && now.getTime() - found.mtimeMs > OLD_MS) rmSync(file, { force: true });
  }
}
