import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Loading leaves some tens of MB of garbage that an idle process would keep for hours, because nothing makes V8 look.
 * Called once, when the process is ready.
 */
export function giveBackMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Once when it is ready, and again when the first pages have left their templates' garbage.
  for (const seconds of [1, 10]) setTimeout(collect, seconds * 1_000).unref();
}
