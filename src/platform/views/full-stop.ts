/** A Serbian day ends with a full stop of its own: "9. mart 2026." or "09.03.2026.". */
const DAY = /\d{1,2}\.\s?(?:\p{L}+\s|\d{1,2}\.\s?)\d{4}\.$/u;
/** Stands for it while a sentence is put together; no text has it. */
const MARK = '\u0001';
const BEFORE_A_MARK = new RegExp(`${MARK}(?=[.,;:)!?])`, 'g');

/**
 * Puts a sentence together in which a day does not bring a second mark along: its full stop falls away before another mark
 * ("rok je bio 5. mart 2026, a sada je 9. mart 2026."), as Serbian writes it. Only what is put in is touched.
 */
export function withOneStop(vars: Record<string, unknown>, compose: (vars: Record<string, unknown>) => string): string {
  const held = Object.entries(vars).map(([name, value]): [string, unknown] =>
    typeof value === 'string' && DAY.test(value) ? [name, value.slice(0, -1) + MARK] : [name, value],
  );
  return compose(Object.fromEntries(held)).replace(BEFORE_A_MARK, '').replaceAll(MARK, '.');
}
