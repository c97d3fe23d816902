/**
 * Looks at each row once, round by round, until a round finds none that was not seen: one that fails keeps no other from
 * its turn. `find` is given the ids of those that were seen.
 */
export async function eachOnce<Row extends { id: string }>(
  find: (seen: readonly string[]) => Promise<readonly Row[]>,
  act: (row: Row) => Promise<void>,
  failed: (row: Row, error: unknown) => void,
): Promise<void> {
  const seen: string[] = [];
  for (;;) {
    const found = await find(seen);
    if (found.length === 0) return;
    for (const row of found) {
      seen.push(row.id);
      await act(row).catch((error: unknown) => failed(row, error));
    }
  }
}
