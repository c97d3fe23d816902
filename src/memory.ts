import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Loading leaves some tens of MB of garbage that an idle process would keep for hours, because nothing makes V8 look.
 * Called once, when the process is ready.
 */
export function giveBackMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setTimeout(collect, 1_000).unref();
}
