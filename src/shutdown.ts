/** Longer than the worker needs for the job in hand; then the process ends whatever hangs. */
const PATIENCE_MS = 20_000;

/** Ctrl-C, SIGTERM and a closed terminal end the process cleanly, once. A second Ctrl-C does not wait. */
export function onceAsked(close: () => Promise<void>): void {
  let asked = false;
  const end = (): void => {
    if (asked) process.exit(1);
    asked = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error instanceof Error ? error.stack : error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}
