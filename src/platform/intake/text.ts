/** Lone halves of surrogate pairs: no database stores them, and no person typed them. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** One typed value as text. JSON may bring a number or a truth value; of a repeated field the first counts. */
export function typed(value: unknown): string {
  if (Array.isArray(value)) return typed(value[0]);
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Direction overrides: with them a subject reads backwards, and so does what stands behind it in a list. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;
const VISIBLE = /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

/**
 * A text of several lines: line ends made alike; NUL, other control characters, direction overrides and broken characters
 * taken out. A text in which nothing can be seen is none.
 */
export function cleanText(value: string): string {
  if (!VISIBLE.test(value)) return '';
  return value
    .replace(/\r\n?/g, '\n')
    .replace(LONE, '')
    .replace(OVERRIDES, '')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}

/** A text of one line. */
export const cleanLine = (value: string): string => cleanText(value).replace(/\s+/g, ' ');
