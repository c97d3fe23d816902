import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout, wherever the command was given. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Something that the person at the keyboard has to mend; shown as one clear line, without a stack. */
export class Refusal extends Error {}

export function say(text) {
  console.error(text);
}

/** Runs the body of a script: a Refusal becomes one line, anything else keeps its stack; both end with 1. */
export async function script(body) {
  try {
    await body();
  } catch (error) {
    say(error instanceof Refusal ? `Qasja: ${error.message}` : error);
    process.exitCode = 1;
  }
}

/** `1.2 s` or `2 min 05 s` since a moment of performance.now(). */
export function took(since) {
  const seconds = (performance.now() - since) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${String(Math.round(seconds % 60)).padStart(2, '0')} s`;
}
