/** Lone halves of surrogate pairs: no database stores them, and no person typed them. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** One typed value as text. JSON may bring a number or a truth value; of a repeated field the first counts. */
export function typed(value: unknown): string {
  if (Array.isArray(value)) return typed(value[0]);
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A text of several lines: line ends made alike; NUL, other control characters and broken characters taken out. */
export const cleanText = (value: string): string =>
  value
    .replace(/\r\n?/g, '\n')
    .replace(LONE, '')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();

/** A text of one line. */
export const cleanLine = (value: string): string => cleanText(value).replace(/\s+/g, ' ');
