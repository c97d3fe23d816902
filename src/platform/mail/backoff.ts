const MINUTE_MS = 60_000;
const LONGEST_MS = 60 * MINUTE_MS;
const GIVE_UP_AFTER_MS = 3 * 24 * 60 * MINUTE_MS;

/** How long to wait after so many failed attempts: a minute, doubled each time up to an hour. */
const pauseAfter = (attempts: number): number => Math.min(MINUTE_MS * 2 ** (attempts - 1), LONGEST_MS);

/**
 * The pause before the next attempt in milliseconds, a fifth shorter or longer by chance, so that a mail server that came
 * back is not met by all messages at once. Null when three days have been waited already.
 *
 * @param chance from 0 to 1
 */
export function nextPause(attempts: number, chance: number): number | null {
  let waited = 0;
  for (let attempt = 1; attempt < attempts; attempt += 1) waited += pauseAfter(attempt);
  return waited >= GIVE_UP_AFTER_MS ? null : Math.round(pauseAfter(attempts) * (0.8 + 0.4 * chance));
}
